import { expect, it } from 'vitest';
import {
	acceptInvitation,
	firstInvitation,
	makeInvitation,
	readInvitation
} from '../../../src/lib/server/account/invitations.ts';
import { newToken } from '../../../src/lib/server/access/tokens.ts';
import { INVITATION_MS, type InvitationPurpose } from '../../../src/lib/domain/account/session.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { describeEngine, describeEngines } from '../harness/index.ts';
import {
	actions,
	addPerson,
	assign,
	auditOf,
	comeInWithFactor,
	contextAt,
	count,
	enter,
	later,
	NOW,
	OTHER_PASSWORD,
	PASSWORD,
	reader,
	readerNow
} from './people.ts';

const OVER = { kind: 'link-over', details: {} };
const DEVICE = 'Chrome · Linux';

const linkFor = (db: Database, purpose: InvitationPurpose, account: number | null, now = NOW) =>
	db.transaction((tx) => makeInvitation({ ...contextAt(db, now), db: tx }, { purpose, account, by: null }));

const accept = (db: Database, token: string, password = OTHER_PASSWORD, now = NOW) =>
	acceptInvitation(contextAt(db, now), { token, password, device: DEVICE });

const becomeFirst = (db: Database, token: string, name: string, now = NOW) =>
	acceptInvitation(contextAt(db, now), {
		token,
		name,
		title: '系统管理员',
		password: OTHER_PASSWORD,
		device: DEVICE
	});

/** There is no administrator any more. */
const removeAdministrators = (db: Database) =>
	db.query(`update account set ended_at = created_at where ended_at is null and not demonstration`);

describeEngines('a link', (db) => {
	const audit = auditOf(db);

	it('says whom it is for, and lets them in with the password that they choose', async () => {
		const person = await addPerson(db, { password: null, roles: ['grid_worker'] });
		const { token, expires } = await linkFor(db, 'invitation', person.id);
		expect(expires).toEqual(later(INVITATION_MS.invitation));
		expect(await readInvitation(contextAt(db), token)).toMatchObject({
			purpose: 'invitation',
			account_id: person.id,
			sign_in_name: person.name,
			expires_at: expires
		});
		await audit();
		const came = await accept(db, token);
		expect(came.awaits).toBeNull();
		expect(await readerNow(db, came.token.text)).toMatchObject({ account: person.id, kind: 'person' });
		expect(await enter(db, person, NOW, OTHER_PASSWORD)).toMatchObject({ awaits: null });
		const actor = `account:${person.id}`;
		expect(await audit()).toMatchObject([
			{ actor, action: 'invitation.accept', subject: actor, detail: { purpose: 'invitation' } },
			{ actor, action: 'session.open' },
			{ actor, action: 'session.open' }
		]);
	});

	it('holds once', async () => {
		const person = await addPerson(db, { password: null });
		const { token } = await linkFor(db, 'invitation', person.id);
		await accept(db, token);
		await audit();
		await expect(accept(db, token, PASSWORD)).rejects.toMatchObject(OVER);
		await expect(readInvitation(contextAt(db), token)).rejects.toMatchObject(OVER);
		expect(await audit()).toEqual([]);
	});

	it('followed by many at the same time lets one in', async () => {
		const person = await addPerson(db, { password: null });
		const { token } = await linkFor(db, 'invitation', person.id);
		const fates = await Promise.allSettled(Array.from({ length: 8 }, () => accept(db, token)));
		expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const fate of fates) if (fate.status === 'rejected') expect(fate.reason).toMatchObject(OVER);
		expect(await count(db, 'session', `account_id = ${person.id}`)).toBe(1);
	});

	it('says that it is over, not that the password is the former one, to whoever another came before by a moment', async () => {
		const person = await addPerson(db, { password: null });
		const { token } = await linkFor(db, 'invitation', person.id);
		let before: Promise<unknown> | undefined;
		// Between the look at the link and the look at the account.
		const meanwhile: Database = Object.assign(Object.create(db) as Database, {
			query: async (...asked: Parameters<Database['query']>) => {
				const text = typeof asked[0] === 'string' ? asked[0] : asked[0].text;
				if (text.includes('password_hash_of')) await (before ??= accept(db, token));
				return db.query(...asked);
			}
		});
		await expect(accept(meanwhile, token)).rejects.toMatchObject(OVER);
		expect(await before).toMatchObject({ awaits: null });
	});

	it.each(['invitation', 'reset', 'device'] as const)(
		'of an %s holds until its time, and not at it',
		async (purpose) => {
			const person = await addPerson(db, purpose === 'device' ? { kind: 'device' } : { password: null });
			const { token, expires } = await linkFor(db, purpose, person.id);
			for (const late of [expires, later(1, expires)]) {
				await expect(readInvitation(contextAt(db, late), token)).rejects.toMatchObject(OVER);
				await expect(accept(db, token, OTHER_PASSWORD, late)).rejects.toMatchObject(OVER);
			}
			const early = later(-1, expires);
			expect(await accept(db, token, OTHER_PASSWORD, early)).toMatchObject({ awaits: null });
		}
	);

	it('ends all earlier ones for the same account, whatever they were for, and no other', async () => {
		const [person, other] = [
			await addPerson(db, { password: null }),
			await addPerson(db, { password: null })
		];
		const early = await linkFor(db, 'invitation', person.id);
		const theirs = await linkFor(db, 'invitation', other.id);
		const middle = await linkFor(db, 'invitation', person.id, later(1));
		const last = await linkFor(db, 'reset', person.id, later(2));
		for (const { token } of [early, middle])
			await expect(accept(db, token, OTHER_PASSWORD, later(3))).rejects.toMatchObject(OVER);
		for (const { token } of [last, theirs])
			expect(await accept(db, token, OTHER_PASSWORD, later(3))).toMatchObject({ awaits: null });
	});

	it('that is none, or for an account that has ended, is over like any other', async () => {
		const person = await addPerson(db, { password: null });
		const { token } = await linkFor(db, 'invitation', person.id);
		await db.query('update account set ended_at = $2 where id = $1', [person.id, NOW]);
		for (const none of [token, newToken().text, '', 'x'.repeat(43), `${token}\u0000`, `${token} `]) {
			await expect(readInvitation(contextAt(db), none)).rejects.toMatchObject(OVER);
			await expect(accept(db, none)).rejects.toMatchObject(OVER);
		}
		expect(await count(db, 'session', `account_id = ${person.id}`)).toBe(0);
	});

	it('is not used up by a password that is refused', async () => {
		const person = await addPerson(db, { password: null });
		const { token } = await linkFor(db, 'invitation', person.id);
		await audit();
		for (const [password, fault] of [
			['short', 'short'],
			['password123', 'common'],
			[`${person.name}1`, 'guessable']
		] as const)
			await expect(accept(db, token, password)).rejects.toMatchObject({
				kind: 'password-refused',
				details: { fault }
			});
		expect(await audit()).toEqual([]);
		expect(await accept(db, token)).toMatchObject({ awaits: null });
	});

	it('to reset a password ends all sessions and the old password, and the old one is not chosen again', async () => {
		const person = await addPerson(db);
		const sessions = [await enter(db, person), await enter(db, person)];
		const { token } = await linkFor(db, 'reset', person.id);
		await expect(accept(db, token, PASSWORD)).rejects.toMatchObject({ details: { fault: 'same' } });
		for (const session of sessions) expect(await reader(db, session.token.text)).toBeDefined();
		await audit();
		await accept(db, token);
		for (const session of sessions) expect(await reader(db, session.token.text)).toBeUndefined();
		expect(actions(await audit())).toEqual([
			'session.end',
			'session.end',
			'invitation.accept',
			'session.open'
		]);
		await expect(enter(db, person)).rejects.toMatchObject({ kind: 'sign-in-refused' });
	});

	it('to reset a password leaves the second factor to be shown', async () => {
		const person = await addPerson(db, { roles: ['leader'] });
		await comeInWithFactor(db, person);
		const { token } = await linkFor(db, 'reset', person.id);
		expect(await accept(db, token)).toMatchObject({ awaits: 'second-factor' });
		// Whoever has become an officer meanwhile comes in by what is theirs alone.
		const { token: former } = await linkFor(db, 'reset', person.id);
		await assign(db, person.id, { role: 'auditor' });
		await expect(accept(db, former)).rejects.toMatchObject({ kind: 'link-over' });
	});

	it('for a device brings one in at a time, without a password', async () => {
		const device = await addPerson(db, { kind: 'device', roles: ['leader'] });
		const one = await accept(db, (await linkFor(db, 'device', device.id)).token);
		expect(await readerNow(db, one.token.text)).toMatchObject({ kind: 'device', account: device.id });
		const other = await accept(db, (await linkFor(db, 'device', device.id)).token);
		expect(await reader(db, one.token.text)).toBeUndefined();
		expect(await readerNow(db, other.token.text)).toMatchObject({ kind: 'device' });
		expect(await count(db, 'account', `id = ${device.id} and password_hash is not null`)).toBe(0);
	});

	it('that gives a password gives none to a device, or to one of a demonstration', async () => {
		for (const given of [{ kind: 'device' }, { demonstration: true }] as const) {
			const { id } = await addPerson(db, given);
			const { token } = await linkFor(db, 'invitation', id);
			await expect(accept(db, token)).rejects.toMatchObject(OVER);
		}
	});
});

describeEngines('the first administrator', (db) => {
	const audit = auditOf(db);
	const administrators = () =>
		count(db, 'assignment join account on account.id = account_id', 'ended_at is null');

	it('is invited where there is none, once at a time, and comes in as far as the second factor', async () => {
		await audit();
		const earlier = (await firstInvitation(contextAt(db)))!;
		const link = (await firstInvitation(contextAt(db)))!;
		expect(link.expires).toEqual(later(INVITATION_MS.first));
		expect(await audit()).toEqual(
			Array(2).fill({ actor: 'visitor', action: 'invitation.first', subject: '', detail: {} })
		);
		await expect(becomeFirst(db, earlier.token, 'first')).rejects.toMatchObject(OVER);
		expect(await readInvitation(contextAt(db), link.token)).toMatchObject({
			purpose: 'first',
			account_id: null
		});
		const came = await becomeFirst(db, link.token, '  First.One ');
		expect(came.awaits).toBe('second-factor-setup');
		const found = await readerNow(db, came.token.text);
		expect(found).toMatchObject({
			signInName: 'first.one',
			title: '系统管理员',
			waitingRoles: ['system_administrator']
		});
		expect(actions(await audit())).toEqual(['invitation.accept', 'session.open']);
		expect(await firstInvitation(contextAt(db))).toBeUndefined();
		expect(await audit()).toEqual([]);
	});

	it('is not invited by a link that was open when there came to be one', async () => {
		await removeAdministrators(db);
		const link = (await firstInvitation(contextAt(db)))!;
		await addPerson(db, { roles: ['system_administrator'] });
		await expect(becomeFirst(db, link.token, 'second.one')).rejects.toMatchObject(OVER);
		expect(await administrators()).toBe(1);
	});

	it.each([
		['a name that is none', { name: 'x' }, { kind: 'account-field', details: { field: 'name' } }],
		['no title', { title: ' ' }, { kind: 'account-field', details: { field: 'title' } }],
		['a common password', { password: 'password1' }, { kind: 'password-refused' }],
		['a name that is taken', { name: 'taken.name' }, { kind: 'duplicate', details: { what: 'account' } }]
	])('with %s is told so, and the link still holds', async (what, given, refusal) => {
		await removeAdministrators(db);
		await db.query(
			`insert into account (kind, sign_in_name, title, created_at) values ('person', 'taken.name', 'x', $1)
			on conflict do nothing`,
			[NOW]
		);
		const { token } = (await firstInvitation(contextAt(db)))!;
		const right = {
			token,
			name: what.replace(/\W/g, '-'),
			title: '管理员',
			password: OTHER_PASSWORD,
			device: DEVICE
		};
		await audit();
		await expect(acceptInvitation(contextAt(db), { ...right, ...given })).rejects.toMatchObject(refusal);
		expect([await audit(), await administrators()]).toEqual([[], 0]);
		expect(await acceptInvitation(contextAt(db), right)).toMatchObject({ awaits: 'second-factor-setup' });
	});

	it.each([
		['without a password', { password: null }],
		['that has ended', { ended: NOW }],
		['of a demonstration', { demonstration: true }]
	] as const)('is still wanted where there is one %s', async (_, given) => {
		await removeAdministrators(db);
		await addPerson(db, { ...given, roles: ['system_administrator'] });
		expect(await firstInvitation(contextAt(db))).toBeDefined();
	});
});

describeEngine('server', 'the first administrator, of two processes that start at the same time', (db) => {
	it('is one', async () => {
		const links = await Promise.all(Array.from({ length: 6 }, () => firstInvitation(contextAt(db))));
		const fates = await Promise.allSettled(
			links.map((link, nth) => becomeFirst(db, link!.token, `at-once-${nth}`))
		);
		expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const fate of fates) if (fate.status === 'rejected') expect(fate.reason).toMatchObject(OVER);
		expect(await count(db, 'assignment', `role = 'system_administrator'`)).toBe(1);
	});
});
