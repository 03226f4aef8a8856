/** Everything that writes: what the audit has of it, what it has of what was undone, and what it never has. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { endSessions, openSession } from '../../../src/lib/server/access/sessions.ts';
import { enterDemonstration } from '../../../src/lib/server/account/demonstration.ts';
import {
	acceptInvitation,
	firstInvitation,
	makeInvitation
} from '../../../src/lib/server/account/invitations.ts';
import { endOwnSessions, renewRecoveryCodes } from '../../../src/lib/server/account/own.ts';
import { secondFactorToSetUp } from '../../../src/lib/server/account/second-factor.ts';
import {
	changePassword,
	giveCode,
	setUpSecondFactor,
	signIn
} from '../../../src/lib/server/account/sign-in.ts';
import { verifyAudit } from '../../../src/lib/server/audit/service.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { placeOf } from '../../../src/lib/server/secrets/columns.ts';
import { loadKeys } from '../../../src/lib/server/secrets/load.ts';
import { seal } from '../../../src/lib/server/secrets/seal.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import {
	actions,
	addPerson,
	auditOf,
	codeAt,
	comeInWithFactor,
	contextAt,
	enter,
	later,
	NOW,
	OTHER_PASSWORD,
	PASSWORD,
	reader,
	readerNow,
	SECOND
} from './people.ts';

class Undone extends Error {}

/** The same database, in which every transaction that has written to the audit is undone at its end. */
const undoing = (db: Database): Database =>
	new Proxy(db, {
		get(target, key) {
			const value = Reflect.get(target, key) as unknown;
			if (key === 'transaction')
				return (work: Parameters<Database['transaction']>[0]) =>
					target.transaction(async (tx) => {
						const entries = async () =>
							(await tx.query<{ last: string }>('select coalesce(max(id), 0) as last from audit_entry'))[0]!
								.last;
						const before = await entries();
						const result = await work(tx);
						if ((await entries()) !== before) throw new Undone();
						return result;
					});
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		}
	});

const TABLES = [
	'account',
	'assignment',
	'session',
	'invitation',
	'second_factor',
	'recovery_code',
	'audit_entry'
];

describeEngines('what is written about accounts', (db) => {
	const audit = auditOf(db);
	const kept = async () =>
		Promise.all(TABLES.map((table) => db.query(`select to_jsonb(it) as row from ${table} it order by 1`)));
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
	});
	beforeEach(async () => {
		await audit();
	});

	const inside = async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		return { person, token: token.text, reader: await readerNow(db, token.text) };
	};
	const linkFor = (purpose: 'reset' | 'device', account: number) =>
		db.transaction((tx) => makeInvitation({ ...contextAt(db), db: tx }, { purpose, account, by: null }));
	const ONE_STEP = later(30 * SECOND);
	const DEVICE = 'Chrome · Linux';

	/** Each function of a service that writes: prepares, and hands out what does it on a database. */
	const WRITES: Record<
		string,
		[actions: string[], prepare: () => Promise<(on: Database) => Promise<unknown>>]
	> = {
		signIn: [
			['session.open'],
			async () => {
				const person = await addPerson(db);
				return (on) => enter(on, person);
			}
		],
		'signIn, refused': [
			['sign-in.refuse'],
			async () => {
				const person = await addPerson(db);
				return (on) => enter(on, person, NOW, 'something else');
			}
		],
		giveCode: [
			['session.advance'],
			async () => {
				const person = await addPerson(db);
				const { secret } = await comeInWithFactor(db, person);
				const { token } = await enter(db, person, ONE_STEP);
				const before = await readerNow(db, token.text, ONE_STEP);
				const given = { reader: before, token: token.text, code: codeAt(secret, ONE_STEP) };
				return (on) => giveCode(contextAt(on, ONE_STEP), given, person.address);
			}
		],
		'giveCode, from paper': [
			['session.advance', 'recovery-code.use'],
			async () => {
				const person = await addPerson(db);
				const { codes } = await comeInWithFactor(db, person);
				const { token } = await enter(db, person);
				const given = { reader: await readerNow(db, token.text), token: token.text, code: codes[3]! };
				return (on) => giveCode(contextAt(on), given, person.address);
			}
		],
		'giveCode, refused': [
			['code.refuse'],
			async () => {
				const person = await addPerson(db);
				await comeInWithFactor(db, person);
				const { token } = await enter(db, person);
				const given = { reader: await readerNow(db, token.text), token: token.text, code: '123456' };
				return (on) => giveCode(contextAt(on), given, person.address);
			}
		],
		setUpSecondFactor: [
			['session.advance', 'second-factor.set'],
			async () => {
				const { token, reader: found } = await inside();
				const { secret } = secondFactorToSetUp(token, '');
				const given = { reader: found, token, code: codeAt(secret, NOW) };
				return (on) => setUpSecondFactor(contextAt(on), given);
			}
		],
		renewRecoveryCodes: [
			['recovery-codes.renew'],
			async () => {
				const { reader: found } = await comeInWithFactor(db, await addPerson(db));
				return async (on) => renewRecoveryCodes(contextAt(on), found);
			}
		],
		changePassword: [
			['session.end', 'password.change', 'session.advance'],
			async () => {
				const { person, ...mine } = await inside();
				await enter(db, person);
				const given = { ...mine, old: PASSWORD, chosen: OTHER_PASSWORD };
				return (on) => changePassword(contextAt(on), given, person.address);
			}
		],
		'changePassword, refused': [
			['sign-in.refuse'],
			async () => {
				const { person, ...mine } = await inside();
				const given = { ...mine, old: 'something else', chosen: OTHER_PASSWORD };
				return (on) => changePassword(contextAt(on), given, person.address);
			}
		],
		endSessions: [
			['session.end'],
			async () => {
				const { person } = await inside();
				return (on) => endSessions(contextAt(on), person.id);
			}
		],
		endOwnSessions: [
			['session.end'],
			async () => {
				const { reader: found } = await inside();
				return (on) => endOwnSessions(contextAt(on), found, { only: found.session });
			}
		],
		'readerOf, with a former token': [
			['session.end'],
			async () => {
				const device = await addPerson(db, { kind: 'device' });
				const opening = { account: device.id, roles: [], kind: 'device', device: '' } as const;
				const token = await db.transaction((tx) => openSession({ ...contextAt(db), db: tx }, opening));
				const day = later(2 * 86_400 * SECOND);
				const { renewed } = (await reader(db, token.text, day))!;
				await reader(db, renewed!.text, day);
				return (on) => reader(on, token.text, later(61 * SECOND, day));
			}
		],
		firstInvitation: [['invitation.first'], async () => (on) => firstInvitation(contextAt(on))],
		'acceptInvitation, of a person': [
			['session.end', 'invitation.accept', 'session.open'],
			async () => {
				const { person } = await inside();
				const { token } = await linkFor('reset', person.id);
				return (on) => acceptInvitation(contextAt(on), { token, password: OTHER_PASSWORD, device: DEVICE });
			}
		],
		'acceptInvitation, of a device': [
			['invitation.accept', 'session.open'],
			async () => {
				const { token } = await linkFor('device', (await addPerson(db, { kind: 'device' })).id);
				return (on) => acceptInvitation(contextAt(on), { token, device: DEVICE });
			}
		],
		'acceptInvitation, of the first': [
			['invitation.accept', 'session.open'],
			async () => {
				const { token } = (await firstInvitation(contextAt(db)))!;
				const given = { token, name: 'the.first', title: '管理员', password: OTHER_PASSWORD, device: DEVICE };
				return (on) => acceptInvitation(contextAt(on), given);
			}
		],
		enterDemonstration: [
			['demonstration.enter', 'session.open'],
			async () => (on) => {
				noteDemonstration(true);
				return enterDemonstration(contextAt(on), 'leader', DEVICE).finally(() => noteDemonstration(false));
			}
		]
	};

	it.each(Object.entries(WRITES))(
		'%s has each of its entries once, and none of what is undone',
		async (_, [said, prepare]) => {
			const work = await prepare();
			await audit();
			const before = await kept();
			await expect(work(undoing(db))).rejects.toThrow(Undone);
			expect(await kept()).toEqual(before);
			expect(await audit()).toEqual([]);
			const refused = said.some((action) => action.endsWith('.refuse'));
			await work(db).catch((error: unknown) => {
				if (!refused) throw error;
			});
			expect(actions(await audit())).toEqual(said);
		}
	);

	it('never has a phone number, password, token, code or name that was typed', async () => {
		const phone = '13912345678';
		const typed = ['typed.in.the.wrong.field', 'A password where the name belongs'];
		const person = await addPerson(db, { roles: ['leader'] });
		await db.query('update account set phone = $2 where id = $1', [
			person.id,
			seal(loadKeys(), phone, placeOf('account.phone', person.id))
		]);
		const { token, secret, codes, reader: found } = await comeInWithFactor(db, person);
		const others = await renewRecoveryCodes(contextAt(db), found);
		for (const name of typed) await enter(db, { ...person, name }).catch(() => undefined);
		await signIn(
			contextAt(db),
			{ name: person.name, password: typed[1]! },
			{ address: person.address, device: DEVICE }
		).catch(() => undefined);
		const link = await linkFor('reset', person.id);
		const came = await acceptInvitation(contextAt(db), {
			token: link.token,
			password: OTHER_PASSWORD,
			device: DEVICE
		});
		const step = { reader: await readerNow(db, came.token.text), token: came.token.text };
		await giveCode(contextAt(db), { ...step, code: '654321' }, person.address).catch(() => undefined);
		await giveCode(contextAt(db), { ...step, code: others[0]! }, person.address);

		const rows = await db.query<{ row: string }>('select audit_entry::text as row from audit_entry');
		const all = rows
			.map(({ row }) => row)
			.join('\n')
			.toLowerCase();
		expect(rows.length).toBeGreaterThan(50);
		const secrets = [phone, PASSWORD, OTHER_PASSWORD, token, came.token.text, link.token, secret, '654321'];
		const names = [...typed, person.name, 'the.first', person.address];
		for (const never of [...secrets, ...codes, ...others, ...names]) {
			expect(all).not.toContain(never.toLowerCase());
			expect(all).not.toContain(Buffer.from(never).toString('hex'));
		}
		expect((await verifyAudit({ db })).faults).toEqual([]);
	});
});
