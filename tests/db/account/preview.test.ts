/** Seeing as somebody else: who, as whom, for how long, what it shows, and what the audit has of it. */
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { PREVIEW_MS } from '../../../src/lib/domain/access/preview.ts';
import { OFFICERS, ROLE_NAMES } from '../../../src/lib/domain/access/roles.ts';
import { noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { passAsLooking, passGate } from '../../../src/lib/server/access/gate.ts';
import { endPreviewsOver } from '../../../src/lib/server/access/preview.ts';
import { actorOf, endPreview, endSessions, type Reader } from '../../../src/lib/server/access/sessions.ts';
import { SessionWatch } from '../../../src/lib/server/access/watch.ts';
import { stillOpen } from '../../../src/lib/server/access/repository.ts';
import { beginPreview } from '../../../src/lib/server/account/previews.ts';
import { readOwnAccount } from '../../../src/lib/server/account/own.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { COMMUNITY_A, layTinyGround, type TinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { limit, NOBODY, NOT_THERE } from './officers.ts';
import {
	addPerson,
	assign,
	auditOf,
	comeInWithFactor,
	later,
	MINUTE,
	NOW,
	readerNow,
	type Inside,
	type Person
} from './people.ts';

describeEngines('a preview', (db) => {
	const audit = auditOf(db);
	let ground: TinyGround;
	let officer: Person;
	let inside: Inside;
	let worker: Person;
	beforeAll(async () => {
		ground = await db.transaction((tx) => layTinyGround(tx));
		officer = await addPerson(db, { roles: ['security_administrator'] });
		inside = await comeInWithFactor(db, officer);
		worker = await addPerson(db);
		await assign(db, worker.id, { role: 'grid_worker', area: COMMUNITY_A });
	});
	beforeEach(async () => {
		await db.query('update session set seen_as = null, seen_as_until = null');
		await audit();
	});

	const now = (at = NOW) => readerNow(db, inside.token, at);
	const contextOf = ({ account, access }: Reader, at = NOW): Context => ({
		db,
		actor: actorOf(account),
		access,
		now: at
	});
	const begin = async (id: number, at = NOW) => {
		const reader = await now(at);
		await beginPreview(contextOf(reader, at), reader, id);
		return now(at);
	};
	const entry = (action: string, detail: object) => ({
		actor: actorOf(officer.id),
		action,
		subject: actorOf(worker.id),
		detail: { session: inside.reader.session, ...detail }
	});
	const ended = (reason: string) => [entry('preview.end', { reason })];

	it('shows what the other account may, while whoever looks stays who they are', async () => {
		const reader = await begin(worker.id);
		expect(reader.access.scopeOf('read', 'incident')).toEqual({
			everywhere: false,
			areas: [ground.areas[COMMUNITY_A]],
			organisations: []
		});
		expect(reader.access.may('read', 'account')).toBe(false);
		expect([reader.account, reader.session, reader.signInName]).toEqual([
			officer.id,
			inside.reader.session,
			officer.name
		]);
		expect(reader.preview).toMatchObject({
			account: worker.id,
			until: later(PREVIEW_MS).toISOString()
		});
		expect((await readOwnAccount(contextOf(reader), reader)).name).toBe(officer.name);
		expect(await audit()).toEqual([entry('preview.begin', { until: later(PREVIEW_MS).toISOString() })]);
		// What changes for them acts on the next request here, too.
		const more = await assign(db, worker.id, { role: 'leader' });
		expect((await now()).access.scopeOf('read', 'incident').everywhere).toBe(true);
		await db.query('delete from assignment where id = $1', [more]);
		await endPreview(contextOf(reader), reader, worker.id);
		expect((await now()).access.may('preview', 'account')).toBe(true);
		expect(await audit()).toEqual(ended('asked'));
		expect(await endPreview(contextOf(reader), reader, worker.id)).toBe(false);
		expect(await audit()).toEqual([]);
	});

	it('changes nothing but its own end, and opens no page of one’s own', async () => {
		const reader = await begin(worker.id);
		const locals = { reader, context: contextOf(reader), lang: 'zh-CN' } as const;
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
			for (const route of ['/(office)/people/[id]', '/(door)/account', '/(door)/sign-in', '/', null])
				expect(() => passAsLooking(route, method, locals)).toThrow(
					expect.objectContaining({ kind: 'previewing' })
				);
		expect(() => passAsLooking('/(door)/preview', 'POST', locals)).not.toThrow();
		expect(() => passAsLooking('/', 'GET', locals)).not.toThrow();
		for (const route of ['/(door)/account', '/(door)/account/password', '/(door)/account/second-factor'])
			expect(() => passGate(route, locals)).toThrow(expect.objectContaining({ kind: 'previewing' }));
		expect(() => passGate('/(office)/people', locals)).toThrow(expect.objectContaining(NOT_THERE));
		expect(() => passAsLooking('/', 'POST', { ...locals, reader: inside.reader })).not.toThrow();
	});

	it('is begun by nobody else, and not of officers, oneself, who has ended or is not there', async () => {
		for (const role of ROLE_NAMES.filter(
			(one) => one !== 'security_administrator' && one !== 'unit_handler'
		)) {
			const person = await addPerson(db, { roles: [role] });
			const reader = (await comeInWithFactor(db, person)).reader;
			await expect(beginPreview(contextOf(reader), reader, worker.id)).rejects.toMatchObject(NOT_THERE);
		}
		await audit();
		for (const role of OFFICERS) {
			const { id } = await addPerson(db, { roles: [role] });
			await expect(begin(id)).rejects.toMatchObject(limit('officer'));
		}
		const gone = await addPerson(db, { ended: NOW });
		const shown = await addPerson(db, { demonstration: true, roles: ['leader'] });
		await expect(begin(officer.id)).rejects.toMatchObject(limit('oneself'));
		await expect(begin(gone.id)).rejects.toMatchObject(limit('ended'));
		await expect(begin(shown.id)).rejects.toMatchObject(limit('demonstration'));
		await expect(begin(NOBODY)).rejects.toMatchObject(NOT_THERE);
		expect(await audit()).toEqual([]);
		noteDemonstration(true);
		try {
			await begin(shown.id);
			// Elsewhere than in a demonstration it would not hold.
			expect((await now()).preview).toBeUndefined();
		} finally {
			noteDemonstration(false);
		}
	});

	it('is one at a time: of two that are begun at once one is', async () => {
		const other = await addPerson(db, { roles: ['leader'] });
		const reader = await now();
		const tried = await Promise.allSettled(
			[worker.id, other.id].map((id) => beginPreview(contextOf(reader), reader, id))
		);
		expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await audit()).toHaveLength(1);
	});

	it('is over after a quarter of an hour, at the next request or by the clock, and the audit says so once', async () => {
		await begin(worker.id);
		const end = later(PREVIEW_MS);
		expect((await now(later(PREVIEW_MS - 1))).preview).toBeDefined();
		await audit();
		await endPreviewsOver({ db, actor: 'server', now: later(PREVIEW_MS - 1) });
		expect(await audit()).toEqual([]);
		expect((await now(end)).access.may('preview', 'account')).toBe(true);
		expect(await audit()).toEqual(ended('time'));
		await endPreviewsOver({ db, actor: 'server', now: end });
		expect(await audit()).toEqual([]);
		await begin(worker.id);
		await audit();
		await Promise.all([1, 2, 3].map(() => endPreviewsOver({ db, actor: 'server', now: end })));
		expect(await audit()).toEqual(ended('time'));
	});

	it('ends with the right to it, with what may be seen so, and with the session', async () => {
		await begin(worker.id);
		const { id: office } = (
			await db.query<{ id: number }>('select id from assignment where account_id = $1', [officer.id])
		)[0]!;
		await audit();
		await db.query('update assignment set valid_to = $2 where id = $1', [office, NOW]);
		expect((await now()).access.may('read', 'incident')).toBe(false);
		expect(await audit()).toEqual(ended('right'));
		await db.query('update assignment set valid_to = null where id = $1', [office]);

		await begin(worker.id);
		const appointed = await assign(db, worker.id, { role: 'auditor' });
		await audit();
		expect((await now()).preview).toBeUndefined();
		expect(await audit()).toEqual(ended('account'));
		await db.query('delete from assignment where id = $1', [appointed]);

		await begin(worker.id);
		await db.query('update account set ended_at = $2 where id = $1', [worker.id, NOW]);
		await audit();
		expect((await now()).preview).toBeUndefined();
		expect(await audit()).toEqual(ended('account'));
		await db.query('update account set ended_at = null where id = $1', [worker.id]);

		const other = await comeInWithFactor(db, await addPerson(db, { roles: ['security_administrator'] }));
		await beginPreview(contextOf(other.reader), other.reader, worker.id);
		await audit();
		await endSessions(contextOf(other.reader), other.reader.account);
		expect((await audit()).map(({ action, detail }) => [action, detail.reason])).toEqual([
			['preview.end', 'session'],
			['session.end', undefined]
		]);
	});

	it('closes open streams when it begins, when what is seen changes, and when it ends', async () => {
		let at = NOW;
		const watch = new SessionWatch((sessions) => stillOpen(db, sessions, at));
		let closed = 0;
		const follow = (reader: Reader) => watch.watch(reader, () => closed++);
		follow(await now());
		await watch.look();
		expect(closed).toBe(0);
		const seeing = await begin(worker.id);
		await watch.look();
		expect(closed).toBe(1);
		follow(seeing);
		await watch.look();
		expect(closed).toBe(1);
		const more = await assign(db, worker.id, { role: 'leader' });
		await watch.look();
		expect(closed).toBe(2);
		follow(await now());
		at = later(PREVIEW_MS);
		await watch.look();
		expect(closed).toBe(3);
		await db.query('delete from assignment where id = $1', [more]);
	});

	it('is of somebody else and has an end, says the table', async () => {
		const set = (change: string) =>
			db.query(`update session set ${change} where id = $1`, [inside.reader.session]);
		const until = `seen_as_until = now() + interval '${MINUTE / 1000} seconds'`;
		await expect(set(`seen_as = account_id, ${until}`)).rejects.toMatchObject({ kind: 'invalid' });
		await expect(set(`seen_as = ${worker.id}`)).rejects.toMatchObject({ kind: 'invalid' });
		await expect(set(`seen_as = ${NOBODY}, ${until}`)).rejects.toMatchObject({ kind: 'unknown-reference' });
	});
});
