import { describe, expect, it } from 'vitest';
import {
	advanceSession,
	endSessions,
	listSessions,
	openSession,
	readerOf
} from '../../../src/lib/server/access/sessions.ts';
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { newToken, tokenHash } from '../../../src/lib/server/access/tokens.ts';
import { SESSION_COOKIE } from '../../../src/lib/server/access/cookie.ts';
import { welcome } from '../../../src/lib/server/access/welcome.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	auditOf,
	contextAt,
	DAY,
	enter,
	HOUR,
	later,
	MINUTE,
	NOW,
	PATIENT,
	reader,
	readerNow,
	SECOND
} from './people.ts';

describeEngines('a session', (db) => {
	describe('that is open', () => opening(db));
	describe('is ended', () => ending(db));
});

function opening(db: Database): void {
	it('is found by its token alone', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		expect(await reader(db, token.text)).toMatchObject({ account: person.id });
		const hash = token.hash.toString('base64url');
		for (const other of [
			newToken().text,
			hash,
			token.text.slice(1),
			`${token.text}=`,
			token.text.toLowerCase(),
			''
		])
			expect(await reader(db, other)).toBeUndefined();
		const asked = { primary: db, reads: db, now: NOW, demonstration: false };
		expect(await readerOf(asked, undefined)).toBeUndefined();
	});

	it('is read from the cookie of a request, and whoever has none is a visitor', async () => {
		const person = await addPerson(db, { roles: ['grid_worker'] });
		const { token } = await enter(db, person);
		const databases = { db, primary: db, reads: db };
		const came = await welcome(`lang=en; ${SESSION_COOKIE}=${token.text}`, databases, NOW);
		expect(came.context.actor).toBe(`account:${person.id}`);
		expect(came.context.access!.may('read', 'incident')).toBe(true);
		expect(came.token).toBe(token.text);
		for (const cookies of [null, '', `${SESSION_COOKIE}=${newToken().text}`, `${SESSION_COOKIE}=`]) {
			const visitor = await welcome(cookies, databases, NOW);
			expect([visitor.context.actor, visitor.reader, visitor.token]).toEqual([
				'visitor',
				undefined,
				undefined
			]);
			expect(visitor.context.access!.may('read', 'incident')).toBe(false);
		}
	});

	it('is over after twelve hours without use, and is not while it is used', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		expect(await reader(db, token.text, later(12 * HOUR - 1))).toBeDefined();
		const [one, other] = [await enter(db, person), await enter(db, person)];
		expect(await reader(db, one.token.text, later(12 * HOUR))).toBeUndefined();
		for (let hours = 10; hours <= 160; hours += 10) {
			expect(await reader(db, other.token.text, later(hours * HOUR))).toBeDefined();
			await expect.poll(() => lastSeen(db, other.token.text), PATIENT).toEqual(later(hours * HOUR));
		}
	});

	it('is over after seven days in any case', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		await db.query('update session set last_seen_at = $2 where token_hash = $1', [
			token.hash,
			later(7 * DAY - MINUTE)
		]);
		expect(await reader(db, token.text, later(7 * DAY - 1))).toBeDefined();
		expect(await reader(db, token.text, later(7 * DAY))).toBeUndefined();
	});

	it('that awaits something is over after ten minutes without it, and half an hour in any case', async () => {
		const person = await addPerson(db, { roles: ['auditor'] });
		const { token } = await enter(db, person);
		expect(await reader(db, token.text, later(10 * MINUTE - 1))).toMatchObject({
			awaits: 'second-factor-setup'
		});
		await expect.poll(() => lastSeen(db, token.text), PATIENT).toEqual(later(10 * MINUTE - 1));
		await db.query('update session set last_seen_at = $2 where token_hash = $1', [
			token.hash,
			later(29 * MINUTE)
		]);
		expect(await reader(db, token.text, later(30 * MINUTE - 1))).toBeDefined();
		expect(await reader(db, token.text, later(30 * MINUTE))).toBeUndefined();
	});

	it('of an officer is not used by a page that asks by itself; of others it is', async () => {
		const open = async (role: Role) => {
			const { id } = await addPerson(db, { roles: [role] });
			const opening = { account: id, roles: [role], proven: true, device: '' };
			return db.transaction((tx) => openSession({ ...contextAt(db), db: tx }, opening));
		};
		const [officer, worker] = [await open('auditor'), await open('leader')];
		const ask = (token: string, byItself: boolean) =>
			readerOf({ primary: db, reads: db, now: later(5 * MINUTE), demonstration: false, byItself }, token);
		expect(await ask(officer.text, true)).toBeDefined();
		expect(await ask(worker.text, true)).toBeDefined();
		await expect.poll(() => lastSeen(db, worker.text), PATIENT).toEqual(later(5 * MINUTE));
		expect(await lastSeen(db, officer.text)).toEqual(NOW);
		expect(await ask(officer.text, false)).toBeDefined();
		await expect.poll(() => lastSeen(db, officer.text), PATIENT).toEqual(later(5 * MINUTE));
	});

	it('is noted as used to the minute, and never back', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		for (const ms of [1, 30 * SECOND, MINUTE]) await reader(db, token.text, later(ms));
		await reader(db, token.text, later(MINUTE + 1));
		await expect.poll(() => lastSeen(db, token.text), PATIENT).toEqual(later(MINUTE + 1));
		await reader(db, token.text, later(-HOUR));
		await reader(db, token.text, NOW);
		expect(await lastSeen(db, token.text)).toEqual(later(MINUTE + 1));
	});

	it('takes another step with another token, and a step that was taken is not taken twice', async () => {
		const person = await addPerson(db, { roles: ['auditor'] });
		const { token } = await enter(db, person);
		const step = { reader: await readerNow(db, token.text), token: token.text, awaits: null, roles: [] };
		const advance = () => db.transaction((tx) => advanceSession({ ...contextAt(db), db: tx }, step));
		const fates = await Promise.allSettled([advance(), advance(), advance()]);
		const taken = fates.filter((fate) => fate.status === 'fulfilled');
		expect(taken).toHaveLength(1);
		for (const fate of fates)
			if (fate.status === 'rejected') expect(fate.reason).toMatchObject({ kind: 'session-over' });
		expect(await reader(db, token.text)).toBeUndefined();
		expect(await reader(db, taken[0]!.value.text)).toMatchObject({ session: step.reader.session });
	});
}

const lastSeen = async (db: Database, token: string): Promise<Date> =>
	(
		await db.query<{ at: Date }>('select last_seen_at as at from session where token_hash = $1', [
			tokenHash(token)
		])
	)[0]!.at;

function ending(db: Database): void {
	const audit = auditOf(db);

	it('at once, alone or with all others, and each that was open is audited once', async () => {
		const person = await addPerson(db);
		const tokens: string[] = [];
		for (let nth = 0; nth < 4; nth++) tokens.push((await enter(db, person)).token.text);
		const ids = await Promise.all(tokens.map(async (token) => (await readerNow(db, token)).session));
		const actor = `account:${person.id}`;
		const context = { ...contextAt(db), actor };
		const open = async () =>
			(await Promise.all(tokens.map((token) => reader(db, token)))).map((found) => found !== undefined);
		const ended = (...which: number[]) =>
			which.map((id) => ({ actor, action: 'session.end', subject: `session:${id}`, detail: {} }));
		await audit();
		expect(await endSessions(context, person.id, { only: ids[1]! })).toBe(1);
		expect([await open(), await audit()]).toEqual([[true, false, true, true], ended(ids[1]!)]);
		expect(await endSessions(context, person.id, { only: ids[1]! })).toBe(0);
		expect(await endSessions(context, person.id, { but: ids[3]! })).toBe(2);
		expect([await open(), await audit()]).toEqual([
			[false, false, false, true],
			expect.arrayContaining(ended(ids[0]!, ids[2]!))
		]);
		expect(await endSessions(context, person.id)).toBe(1);
		expect([await open(), await audit()]).toEqual([[false, false, false, false], ended(ids[3]!)]);
	});

	it('by nobody who is another account', async () => {
		const [one, other] = [await addPerson(db), await addPerson(db)];
		const { token } = await enter(db, one);
		const { session } = await readerNow(db, token.text);
		expect(await endSessions(contextAt(db), other.id, { only: session })).toBe(0);
		expect(await reader(db, token.text)).toBeDefined();
	});

	it('when its account ends, to the next request', async () => {
		const person = await addPerson(db, { roles: ['leader'] });
		const { token } = await enter(db, person);
		expect(await reader(db, token.text)).toBeDefined();
		await db.query('update account set ended_at = $2 where id = $1', [person.id, NOW]);
		expect(await reader(db, token.text)).toBeUndefined();
	});

	it('and so is none that the list of open ones shows', async () => {
		const person = await addPerson(db);
		const tokens: string[] = [];
		for (let nth = 0; nth < 4; nth++) tokens.push((await enter(db, person, later(nth * MINUTE))).token.text);
		const [one, two, three, four] = (await Promise.all(
			tokens.map(async (token, nth) => (await readerNow(db, token, later(nth * MINUTE))).session)
		)) as [number, number, number, number];
		await endSessions(contextAt(db), person.id, { only: two });
		await db.query(`update session set awaits = 'second-factor' where id = $1`, [three]);
		const listed = await listSessions(contextAt(db, later(5 * MINUTE)), person.id);
		expect(listed.map(({ id }) => id)).toEqual([four, one]);
		expect(listed[0]).toMatchObject({
			device: 'Chrome · Linux',
			proven: false,
			created_at: later(3 * MINUTE)
		});
		expect(await listSessions(contextAt(db, later(13 * HOUR)), person.id)).toEqual([]);
	});
}
