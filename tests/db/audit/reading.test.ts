/** What the auditor sees of the audit: filters, pages, bars, who may look, and that they looked. */
import { beforeAll, expect, it, vi } from 'vitest';
import { isRole, ROLE_NAMES } from '../../../src/lib/domain/access/roles.ts';
import { parseFilter, wantedActions, wantedSubject } from '../../../src/lib/domain/audit/filter.ts';
import { boundsOf } from '../../../src/lib/domain/audit/bars.ts';
import { PAGE_SIZE, readAudit, type AuditPage } from '../../../src/lib/server/audit/reading.ts';
import { beginVerification, readVerification } from '../../../src/lib/server/audit/verification.ts';
import { record, verifyAudit } from '../../../src/lib/server/audit/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { contextWith, signedIn } from '../access/people.ts';
import { describeEngines } from '../harness/index.ts';
import { plansOf } from './plans.ts';
import { ACTORS, plant, QUERIES, TODAY } from './planted.ts';

// What fails in these tests is meant to.
vi.hoisted(() => (process.env.LOG_LEVEL = 'silent'));

const NOW = new Date(`${TODAY}T17:00:00+08:00`);
const MINUTE = 60_000;
interface Row {
	id: string;
	local: string;
	actor: string;
	action: string;
	subject: string;
}

describeEngines('the auditor', (db, engine) => {
	let auditor: Context;
	let session = 0;
	beforeAll(async () => {
		auditor = await contextWith(db, await signedIn(db, [{ role: 'auditor' }], NOW), NOW);
		await signedIn(db, [{ role: 'leader' }], NOW);
		await plant(db, NOW);
	});

	const all = () =>
		db.query<Row>(
			`select audit_entry.id::text, to_char(at, 'YYYY-MM-DD"T"HH24:MI') as local, actor, action, subject from audit_entry
			where action <> 'audit.read' order by at desc, audit_entry.id desc`
		);
	const filterOf = (query: string) => parseFilter(new URLSearchParams(query), TODAY).filter;
	const look = (query: string, before: string | null = null, on: Context = auditor) =>
		readAudit(on, { filter: filterOf(query), session: ++session, before });
	/** Turns pages to the end. */
	async function through(query: string, meanwhile: () => Promise<void> = async () => {}) {
		const filter = filterOf(query);
		const pages: AuditPage[] = [];
		session++;
		do {
			pages.push(await readAudit(auditor, { filter, session, before: pages.at(-1)?.older ?? null }));
			await meanwhile();
		} while (pages.at(-1)!.older !== null);
		return pages;
	}
	const written = (pages: readonly AuditPage[]) =>
		pages.flatMap(({ entries }) => entries).filter(({ action }) => action !== 'audit.read');

	it.each(QUERIES)(
		'finds by %s what there is, each once, the newest first, as many as the bars say',
		async (query) => {
			const filter = filterOf(query);
			const [begin, end] = boundsOf(filter);
			const [actions, subject] = [wantedActions(filter), wantedSubject(filter)];
			const wanted = (await all()).filter(
				(row) =>
					row.local >= begin &&
					row.local < end &&
					(!filter.actor || row.actor === filter.actor) &&
					(!actions || (actions as string[]).includes(row.action)) &&
					(!subject || row.subject === subject)
			);
			const pages = await through(query);
			expect(written(pages).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
			for (const { entries } of pages.slice(0, -1)) expect(entries).toHaveLength(PAGE_SIZE);
			const { bars, total, entries } = pages.at(-1)!;
			const listed = pages.reduce((sum, page) => sum + page.entries.length, 0);
			// An hour is chosen among the bars of its day.
			const chosen = bars.filter(({ hour }) => filter.hour === null || hour === filter.hour);
			expect([total, chosen.reduce((sum, { count }) => sum + count, 0)]).toEqual([listed, listed]);
			if (entries.length === 0) return;
			const one = chosen.find(({ count }) => count > 0)!;
			const { total: narrowed } = await readAudit(auditor, {
				filter: { ...filter, from: one.from, to: one.to, hour: one.hour },
				session: 1
			});
			// That they narrowed is one more entry of today.
			expect(narrowed - one.count).toBeLessThan(2);
		}
	);

	it('finds a long subject whole, not by its beginning', async () => {
		const key = `key:${'街'.repeat(190)}`;
		const write = (subject: string) =>
			db.transaction((tx) => record({ ...auditor, db: tx }, { action: 'responsibility.add', subject }));
		await write(`${key}甲`);
		await write(`${key}乙`);
		const { entries } = await look(`kind=responsibility&id=${key}乙`);
		expect(entries.map(({ subject }) => subject)).toEqual([`${key}乙`]);
	});

	it('turns pages without missing or seeing twice what was there, while others write', async () => {
		const before = await all();
		let added = 0;
		// Some end later than they say they were done, and come in between.
		const pages = await through('from=2026-01-01', async () => {
			const now = new Date(NOW.getTime() - (added++ % 2) * 20 * 1440 * MINUTE);
			await db.transaction((tx) =>
				record({ db: tx, actor: 'account:2', now }, { action: 'session.open', subject: 'session:9' })
			);
		});
		const seen = pages.flatMap(({ entries }) => entries.map(({ id }) => id));
		expect(new Set(seen).size).toBe(seen.length);
		const known = new Set(before.map(({ id }) => id));
		expect(seen.filter((id) => known.has(id))).toEqual(before.map(({ id }) => id));
		expect(added).toBeGreaterThan(5);
	});

	it('takes what is no end of a page for none', async () => {
		const first = (await look('')).entries.filter(({ action }) => action !== 'audit.read');
		for (const none of ['', 'x', '2026-99-99T00:00:00.000000Z_1', `2026-11-29T00:00:00.000000Z_0'`]) {
			const again = (await look('', none)).entries.filter(({ action }) => action !== 'audit.read');
			expect(again[0]).toEqual(first[0]);
		}
	});

	it('sees whose it was as they are called now, the place in the chain, and when it was where they are', async () => {
		const [someone] = await db.query<{ id: number }>(
			`update account set title = '信息科 二号' where id = 2 returning id`
		);
		expect(someone).toEqual({ id: 2 });
		const [entry] = (await look('actor=account:2&kind=account&id=2')).entries;
		const named = { title: '信息科 二号', demonstration: false };
		expect(entry).toMatchObject({ actorNamed: named, subjectNamed: named, account: 2 });
		const [stored] = await db.query<{ nth: number; hash: string; local: string }>(
			`select nth::int, encode(hash, 'hex') as hash, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') as local
			from audit_entry where id = $1`,
			[entry!.id]
		);
		expect(entry).toMatchObject(stored!);
		const { actors } = await look('');
		expect(actors.find(({ actor }) => actor === 'account:2')).toEqual({ actor: 'account:2', named });
		expect(actors.map(({ actor }) => actor).sort()).toEqual([...new Set([...ACTORS, auditor.actor])].sort());
	});

	it('is recorded once for each session and filter, and not for each page or visit', async () => {
		const reads = () =>
			db.query<{ actor: string; subject: string; detail: object }>(
				`select actor, subject, detail from audit_entry where action = 'audit.read' and subject = any ($1) order by id`,
				[['session:900001', 'session:900002']]
			);
		const at = (query: string, of: number, before: string | null = null) =>
			readAudit(auditor, { filter: filterOf(query), session: of, before });
		const first = await at('', 900001);
		expect(first.entries[0]).toMatchObject({ action: 'audit.read', actor: auditor.actor });
		await at('', 900001, first.older);
		await at('', 900001);
		expect(await reads()).toEqual([
			{ actor: auditor.actor, subject: 'session:900001', detail: { from: '2026-10-31', to: TODAY } }
		]);
		await at('actor=account:2', 900001);
		await at('', 900002);
		await at('actor=account:2', 900001);
		expect((await reads()).map(({ subject }) => subject)).toEqual([
			'session:900001',
			'session:900001',
			'session:900002'
		]);
	});

	it('sees nothing where it cannot be recorded', async () => {
		let asked = 0;
		const deaf = new Proxy(db, {
			get(target, key) {
				if (key === 'transaction') return () => Promise.reject(new Error('no writing'));
				if (key === 'query') asked++;
				return Reflect.get(target, key) as unknown;
			}
		});
		await expect(look('', null, { ...auditor, db: deaf })).rejects.toThrow('no writing');
		expect(asked).toBe(0);
	});

	it.each([null, ...ROLE_NAMES.filter((role) => role !== 'auditor')])(
		'is the only one to look: for %s it is not there, and nothing is written',
		async (role) => {
			const organisation = role === 'unit_handler' ? 'unit' : null;
			const context =
				role !== null && isRole(role)
					? await contextWith(db, await signedIn(db, [{ role, organisation }], NOW), NOW)
					: { db, actor: 'visitor', now: NOW };
			const before = await db.query('select count(*) from audit_entry');
			const none = { kind: 'not-found', details: { what: 'path' } };
			await expect(look('', null, context)).rejects.toMatchObject(none);
			await expect(readVerification(context)).rejects.toMatchObject(none);
			expect(() => beginVerification(context)).toThrow(expect.objectContaining(none));
			expect(await db.query('select count(*) from audit_entry')).toEqual(before);
		}
	);

	it('has the chain followed once at a time, however many ask, and the result is an entry', async () => {
		expect(await readVerification(auditor)).toMatchObject({ running: null, last: null });
		const begun = [1, 2, 3].map((ms) => beginVerification({ ...auditor, now: new Date(NOW.getTime() + ms) }));
		const { running } = await readVerification(auditor);
		expect(running).toMatchObject({ began: begun[0]!.began });
		expect(new Set(begun.map(({ began }) => began)).size).toBe(1);
		await Promise.all(begun.map(({ ended }) => ended));
		const { entries } = await verifyAudit({ db });
		expect(await readVerification(auditor)).toEqual({
			running: null,
			failed: null,
			last: {
				at: begun[0]!.began,
				by: { title: '某人', demonstration: false },
				entries: entries - 1,
				faults: 0,
				found: []
			}
		});
		expect((await look('action=audit.verify')).total).toBe(1);
	});

	it('is told where the chain is not whole, and that it could not be followed', async () => {
		await db.script(`alter table audit_entry disable trigger user;
			update audit_entry set actor = 'account:2' where nth = 7; delete from audit_entry where nth between 9 and 11;
			alter table audit_entry enable trigger user`);
		const later = { ...auditor, now: new Date(NOW.getTime() + MINUTE) };
		await beginVerification(later).ended;
		expect((await readVerification(later)).last).toMatchObject({
			at: later.now.toISOString(),
			faults: 2,
			found: [
				{ kind: 'altered', nth: 7 },
				{ kind: 'missing', from: 9, to: 11 }
			]
		});
		const gone = new Proxy(db, {
			get: (target, key) =>
				key === 'transaction'
					? () => Promise.reject(new Error('gone'))
					: (Reflect.get(target, key) as unknown)
		});
		const last = { ...later, db: gone, now: new Date(NOW.getTime() + 2 * MINUTE) };
		await beginVerification(last).ended;
		expect(await readVerification(later)).toMatchObject({
			running: null,
			failed: last.now.toISOString(),
			last: { faults: 2 }
		});
	});

	it(`reads no more of 50,000 entries than it shows, by the index of what is asked for (${engine})`, async () => {
		await db.script(`alter table audit_entry disable trigger user;
			insert into audit_entry (at, actor, action, subject, detail)
			select timestamptz '2026-11-29 17:00+08' - n * interval '17 minutes', 'account:' || n % 997,
				(array['session.open', 'session.end', 'assignment.grant'])[1 + n % 3], 'session:' || n % 4999, '{}'
			from generate_series(1, 50000) as n;
			alter table audit_entry enable trigger user; analyze audit_entry`);
		const plans = (query: string) => plansOf(db, (on) => look(query, null, { ...auditor, db: on }));
		const through = { time: 'audit_entry_at', actor: 'audit_entry_actor', action: 'audit_entry_action' };
		for (const [query, index] of [
			['', through.time],
			[`from=${TODAY}&to=${TODAY}&hour=9`, through.time],
			['from=2025-06-01&to=2025-06-30', through.time],
			['from=2025-01-01&actor=account:12', through.actor],
			['from=2025-01-01&action=keys.rotate', through.action],
			['from=2025-01-01&kind=session&id=77', 'audit_entry_subject'],
			['action=entry', through.time]
		] as const) {
			const told = await plans(query);
			expect([...told.keys()].sort()).toEqual(['actors', 'bars', 'entries']);
			for (const [name, plan] of told) {
				expect(plan, `${query} ${name}`).not.toContain('Seq Scan on audit_entry');
				if (name !== 'actors') expect(plan, `${query} ${name}`).toContain(index);
			}
		}
	});
});
