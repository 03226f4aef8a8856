/** PgBouncer in transaction mode: every transaction may run on another session, which others use in between. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { startPgBouncer, type PgBouncer } from '../../../scripts/setup/pgbouncer.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { recomputeCoverage } from '../../../src/lib/server/coverage/service.ts';
import { migrate, openDatabase, type Database } from '../../../src/lib/server/db/index.ts';
import { makeDemonstration } from '../../../src/lib/server/demo/service.ts';
import { readCard } from '../../../src/lib/server/grid/service.ts';
import { readColumn } from '../../../src/lib/server/measure/service.ts';
import { readTile, tileJson } from '../../../src/lib/server/tiles/service.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../harness/index.ts';
import { describePooler } from '../harness/pooler.ts';
import { differences } from '../coverage/oracle.ts';

const TODAY = '2026-07-01';
const POOL = 2;
const OURS = {
	TimeZone: 'Asia/Urumqi',
	DateStyle: 'ISO, YMD',
	IntervalStyle: 'iso_8601',
	search_path: 'public, pg_temp',
	jit: 'off',
	statement_timeout: '45s',
	default_transaction_read_only: 'off'
};
const SETTINGS = `select ${Object.keys(OURS)
	.map((name) => `current_setting('${name}') as "${name}"`)
	.join(', ')}`;

describePooler('behind PgBouncer', (program) => {
	let bouncer: PgBouncer;
	let fresh: TestDatabase;
	let url: string;
	let db: Database;
	const open = (more = {}) =>
		openDatabase({ url, timezone: OURS.TimeZone, statementTimeoutMs: 45_000, ...more });
	beforeAll(async () => {
		const server = await testServer();
		bouncer = await startPgBouncer(program, 'url' in server ? server.url : '', POOL);
		fresh = await createTestDatabase('server', true);
		const through = new URL(bouncer.url);
		through.pathname = new URL(fresh.options.url!).pathname;
		url = through.href;
		db = await open();
	});
	afterAll(async () => {
		await db?.close();
		await bouncer?.stop();
		await fresh?.drop();
	});

	/** A client of somebody else on the same sessions, many times over so that it meets all of them. */
	async function strangersSee(): Promise<Set<string>> {
		const clients = Array.from({ length: POOL * 2 }, () => new pg.Client({ connectionString: url }));
		await Promise.all(clients.map((client) => client.connect()));
		const seen = new Set<string>();
		for (let round = 0; round < 3; round++)
			for (const { rows } of await Promise.all(clients.map((client) => client.query(SETTINGS))))
				seen.add(JSON.stringify(rows[0]));
		await Promise.all(clients.map((client) => client.end()));
		return seen;
	}

	describe('a session', () => {
		it('has our settings in every statement and transaction, however many ask at once', async () => {
			const asked = Array.from({ length: 40 }, (_, n) =>
				n % 2 ? db.query(SETTINGS) : db.transaction((tx) => tx.query(SETTINGS))
			);
			for (const rows of await Promise.all(asked)) expect(rows).toEqual([OURS]);
		});

		it('is left to others as it was, also after other limits, failures, migrations and read-only work', async () => {
			const before = await strangersSee();
			expect(before.size).toBe(1);
			const readOnly = await open({ readOnly: true, timezone: 'UTC' });
			try {
				await expect(readOnly.query('create table never (id int)')).rejects.toMatchObject({
					kind: 'forbidden'
				});
				await Promise.all([
					db.transaction((tx) => tx.query('select 1'), { statementTimeoutMs: 0 }),
					db.query('select 1 / 0').catch(() => undefined),
					db
						.transaction((tx) => tx.query('select pg_sleep(9)'), { statementTimeoutMs: 20 })
						.catch(() => undefined),
					db.settle(),
					readOnly.transaction((tx) => tx.query('select 1'))
				]);
				await db.script('create table ours (id int); drop table ours');
			} finally {
				await readOnly.close();
			}
			expect(await strangersSee()).toEqual(before);
		});

		it('ends a statement that takes too long, and the next one works', async () => {
			const slow = db.transaction((tx) => tx.query('select pg_sleep(60)'), { statementTimeoutMs: 50 });
			await expect(slow).rejects.toMatchObject({ kind: 'engine-timeout', details: { sqlstate: '57014' } });
			expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
		});
	});

	it('migrations that several start at once run once, and leave no lock', async () => {
		const reports = await Promise.all([migrate(db), migrate(db), migrate(db)]);
		expect(reports.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1);
		expect(reports.filter(({ functions }) => functions.length > 0)).toHaveLength(1);
		expect(
			await db.query(`select pid from pg_locks where locktype = 'advisory'
				and database = (select oid from pg_database where datname = current_database())`)
		).toEqual([]);
	});

	describe('a city', () => {
		let straight: Database;
		const contextOf = (on: Database): Context => ({
			db: on,
			actor: 'test',
			access: UNLIMITED,
			now: new Date(`${TODAY}T04:00:00Z`)
		});
		beforeAll(async () => {
			await migrate(db);
			await loadCatalogue(contextOf(db));
			await makeDemonstration(contextOf(db), { seed: 7, today: TODAY, scale: 0.1 });
			await recomputeCoverage(contextOf(db), TODAY);
			straight = await openDatabase({ url: fresh.options.url!, timezone: OURS.TimeZone });
		}, 240_000);
		afterAll(() => straight?.close());

		/** What people ask: cards, a tile of each set, a measure; all of it at once. */
		async function everything(on: Database) {
			const context = contextOf(on);
			const grids = await on.query<{ code: string }>('select code from grid order by code limit 12');
			const { bounds } = await tileJson(context, 'areas', '', null);
			const [lng, lat] = [(bounds[0]! + bounds[2]!) / 2, (bounds[1]! + bounds[3]!) / 2];
			const sin = Math.sin((lat * Math.PI) / 180);
			const z = 14;
			const x = Math.floor(((lng + 180) / 360) * 2 ** z);
			const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z);
			return Promise.all([
				...grids.map(({ code }) => readCard(context, { code })),
				...(['ground', 'areas', 'grids', 'facilities', 'incidents', 'greening'] as const).map((set) =>
					readTile(context, { set, z, x, y, duty: '' })
				),
				readColumn(context, { measure: 'gap', duty: 'all', level: 'grid' }),
				readColumn(context, { measure: 'gap', duty: 'all', level: 'community' })
			]);
		}

		it('answers through the pooler as it does without one, with many asking at once', async () => {
			const [direct, ...through] = await Promise.all([
				everything(straight),
				everything(db),
				everything(db),
				everything(db)
			]);
			for (const one of through) expect(one).toEqual(direct);
		});

		it('keeps coverage true when several change it at once, while others read', async () => {
			const rows = await db.query<{ id: number }>(
				'select id from responsibility where valid_to is null order by id limit 6'
			);
			expect(rows).toHaveLength(6);
			const changes = rows.map(({ id }) =>
				db.transaction((tx) => tx.query('update responsibility set valid_to = $2 where id = $1', [id, TODAY]))
			);
			await Promise.all([...changes, everything(db)]);
			const ended = await db.query<{ n: number }>(
				'select count(*)::int as n from responsibility where id = any ($1) and valid_to = $2',
				[rows.map(({ id }) => id), TODAY]
			);
			expect(ended).toEqual([{ n: 6 }]);
			expect(await db.transaction((tx) => differences(tx), { statementTimeoutMs: 0 })).toEqual([]);
		});
	});
});
