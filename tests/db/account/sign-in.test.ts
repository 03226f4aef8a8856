import { afterEach, describe, expect, it } from 'vitest';
import { VISITOR } from '../../../src/lib/domain/access/access.ts';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import { hashPassword } from '../../../src/lib/server/account/hashing.ts';
import { acceptInvitation, makeInvitation } from '../../../src/lib/server/account/invitations.ts';
import { changePassword } from '../../../src/lib/server/account/sign-in.ts';
import { describeEngine, describeEngines } from '../harness/index.ts';
import {
	addPerson,
	auditOf,
	comeInWithFactor,
	contextAt,
	count,
	DAY,
	enter,
	later,
	MINUTE,
	NOW,
	OTHER_PASSWORD,
	PATIENT,
	PASSWORD,
	reader,
	readerNow,
	REFUSED,
	toldBy
} from './people.ts';

afterEach(() => {
	delete process.env.WANGGE_ACCOUNT_STYLE;
});

describeEngines('signing in', (db) => {
	const audit = auditOf(db);

	it('opens a session by a right name and password, and says so once in the audit', async () => {
		const person = await addPerson(db, { roles: ['grid_worker'] });
		await audit();
		const { token, awaits } = await enter(db, person);
		expect(awaits).toBeNull();
		expect(await readerNow(db, token.text)).toMatchObject({
			account: person.id,
			kind: 'person',
			signInName: person.name,
			awaits: null,
			proven: false,
			waitingRoles: [],
			access: { account: person.id, grants: [{ role: 'grid_worker', area: null, organisation: null }] }
		});
		const [session] = await db.query<{ id: number }>('select id from session where account_id = $1', [
			person.id
		]);
		expect(await audit()).toEqual([
			{ actor: `account:${person.id}`, action: 'session.open', subject: `session:${session!.id}`, detail: {} }
		]);
	});

	it('takes a name as people type it, and a password as their keyboards write it', async () => {
		const person = await addPerson(db);
		const wide = person.name.replace(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0));
		for (const name of [`  ${person.name.toUpperCase()}\n`, wide])
			expect(await enter(db, { ...person, name })).toMatchObject({ awaits: null });
		expect(await enter(db, person, NOW, PASSWORD.replace('n', 'ｎ'))).toMatchObject({ awaits: null });
		for (const password of [PASSWORD.toUpperCase(), ` ${PASSWORD}`, `${PASSWORD} `, ''])
			expect(await toldBy(enter(db, person, NOW, password))).toEqual(REFUSED);
	});

	it('refuses a wrong name and a wrong password alike, and says so in the audit without what was typed', async () => {
		const person = await addPerson(db);
		await audit();
		expect(await toldBy(enter(db, person, NOW, OTHER_PASSWORD))).toEqual(REFUSED);
		expect(await audit()).toEqual([
			{ actor: 'visitor', action: 'sign-in.refuse', subject: `account:${person.id}`, detail: {} }
		]);
		for (const name of [
			'nobody.at.all',
			'张伟',
			'nobody\u0000',
			'',
			'n'.repeat(5000),
			"' or true --",
			'\ud800'
		])
			expect(await toldBy(enter(db, { ...person, name }))).toEqual(REFUSED);
		expect(await audit()).toEqual(
			Array(7).fill({ actor: 'visitor', action: 'sign-in.refuse', subject: '', detail: {} })
		);
	});

	it.each([
		['has ended', { ended: later(-MINUTE) }],
		['has not accepted its invitation', { password: null }],
		['is a device', { kind: 'device' }],
		['is one of a demonstration', { demonstration: true }]
	] as const)('lets no account in that %s, and says nothing of it', async (_, given) => {
		const person = await addPerson(db, given);
		const before = await count(db, 'session');
		for (const password of [PASSWORD, '', 'null'])
			expect(await toldBy(enter(db, person, NOW, password))).toEqual(REFUSED);
		expect(await count(db, 'session')).toBe(before);
	});

	it('does not let an account in that ends while its password is looked at', async () => {
		const person = await addPerson(db);
		// Heard from the beginning: it may be refused before the other has ended.
		const entering = enter(db, person).then(({ token }) => token.text, kindOf);
		await db.query('update account set ended_at = $2 where id = $1', [person.id, NOW]);
		// Whichever was first.
		const came = await entering;
		if (came !== 'sign-in-refused') expect(await reader(db, came)).toBeUndefined();
		expect(await toldBy(enter(db, person))).toEqual(REFUSED);
	});

	it('awaits a second factor of whoever has one, or needs one, and a session that awaits opens nothing', async () => {
		const [officer, worker] = [
			await addPerson(db, { roles: ['auditor'] }),
			await addPerson(db, { roles: ['grid_worker'] })
		];
		await audit();
		const begun = await enter(db, officer);
		expect(begun.awaits).toBe('second-factor-setup');
		expect(await audit()).toMatchObject([
			{ action: 'session.open', detail: { awaits: 'second-factor-setup' } }
		]);
		await comeInWithFactor(db, worker);
		const known = await enter(db, worker);
		expect(known.awaits).toBe('second-factor');
		for (const { token, awaits } of [begun, known]) {
			const found = await readerNow(db, token.text);
			expect(found.awaits).toBe(awaits);
			expect(found.access).toBe(VISITOR);
		}
	});

	it('in the style of 等保 awaits another password of whoever has theirs for ninety days', async () => {
		process.env.WANGGE_ACCOUNT_STYLE = 'dengbao';
		const setAt = later(-90 * DAY);
		const person = await addPerson(db, { setAt, roles: ['leader'] });
		expect((await enter(db, person, later(-1))).awaits).toBeNull();
		const { token, awaits } = await enter(db, person, NOW);
		expect(awaits).toBe('new-password');
		const given = { reader: await readerNow(db, token.text), token: token.text, old: PASSWORD };
		const came = await changePassword(
			contextAt(db),
			{ ...given, chosen: 'A bench below each, 9' },
			person.address
		);
		expect(came.awaits).toBeNull();
		expect(await reader(db, token.text)).toBeUndefined();
		expect((await readerNow(db, came.token.text)).access.may('read', 'incident')).toBe(true);
	});
});

const kindOf = (error: unknown) => (isWanggeError(error) ? error.kind : 'none of ours');

describeEngine('server', 'signing in with a password that is being reset', (db) => {
	const waiting = () =>
		count(db, 'pg_stat_activity', `wait_event_type = 'Lock' and datname = current_database()`);

	it('is refused where the other one is there first', async () => {
		const person = await addPerson(db);
		let commit: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (commit = resolve));
		const hash = await hashPassword(OTHER_PASSWORD);
		const resetting = db.transaction(async (tx) => {
			await tx.query('update account set password_hash = $2 where id = $1', [person.id, hash]);
			await held;
		});
		const entering = toldBy(enter(db, person));
		await expect.poll(waiting, PATIENT).toBeGreaterThan(0).finally(commit);
		await resetting;
		expect(await entering).toEqual(REFUSED);
		expect(await count(db, 'session', `account_id = ${person.id}`)).toBe(0);
	});

	it('opens a session that the reset then ends', async () => {
		const person = await addPerson(db);
		const made = { purpose: 'reset', account: person.id, by: null } as const;
		const { token } = await db.transaction((tx) => makeInvitation({ ...contextAt(db), db: tx }, made));
		let commit: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (commit = resolve));
		// As signing in does it.
		const entering = db.transaction(async (tx) => {
			await tx.query('select id from account where id = $1 for share', [person.id]);
			await tx.query(
				`insert into session (account_id, token_hash, token_made_at, created_at, last_seen_at, idle_s, expires_at)
				values ($1, sha256('x'), $2, $2, $2, 60, $3)`,
				[person.id, NOW, later(DAY)]
			);
			await held;
		});
		const given = { token, password: OTHER_PASSWORD, device: '' };
		const accepting = acceptInvitation(contextAt(db), given);
		await expect.poll(waiting, PATIENT).toBeGreaterThan(0).finally(commit);
		await entering;
		await accepting;
		expect(await count(db, 'session', `account_id = ${person.id} and ended_at is null`)).toBe(1);
		expect(await count(db, 'session', `account_id = ${person.id} and ended_at is not null`)).toBe(1);
	});
});

describe('the style of accounts', () => {
	it('is one that there is, or nobody signs in', async () => {
		const { accountStyle } = await import('../../../src/lib/server/access/setting.ts');
		expect([accountStyle({}), accountStyle({ WANGGE_ACCOUNT_STYLE: ' dengbao ' })]).toEqual([
			'asvs',
			'dengbao'
		]);
		expect(() => accountStyle({ WANGGE_ACCOUNT_STYLE: 'lax' })).toThrow(
			expect.objectContaining({ kind: 'invalid', details: { field: 'WANGGE_ACCOUNT_STYLE', value: 'lax' } })
		);
	});
});
