/** What the API answers while the database cannot keep up: quickly, and what to do. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { problemSchema } from '../../../src/lib/domain/api/problem.ts';
import { healthSchema } from '../../../src/lib/domain/api/setting.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { openDatabase, type Database } from '../../../src/lib/server/db/index.ts';
import { GET as getTile } from '../../../src/routes/tiles/[set]/[z]/[x]/[y]/+server.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngine, describeEngines, testServer, withDatabaseName } from '../harness/index.ts';
import { occupy } from '../harness/occupy.ts';
import { ask } from './ask.ts';

const NOW = new Date(`${tiny.TINY_DAY}T04:00:00Z`);
const contextOf = (db: Database): Context => ({ db, actor: 'test', access: UNLIMITED, now: NOW });

async function health(db: Database) {
	const response = await ask(contextOf(db), '/healthz');
	expect(response.status).toBe(200);
	return healthSchema.parse(await response.json());
}

/** Waits until it is, by itself: whoever was sent away just now is remembered for a moment. */
const well = (db: Database) =>
	vi.waitFor(
		async () => expect(await health(db)).toMatchObject({ database: 'ok', running: 0, waiting: 0 }),
		30_000
	);

async function askTile(db: Database, path: string): Promise<Response> {
	const url = new URL(path, 'http://localhost');
	const [, , set, z, x, y] = url.pathname.split('/');
	const event = {
		url,
		params: { set, z, x, y },
		request: new Request(url),
		locals: { lang: 'zh-CN', context: contextOf(db) }
	};
	return (getTile as unknown as (event: unknown) => Promise<Response>)(event);
}

async function expectBusy(response: Response, kind: string): Promise<void> {
	expect(response.status).toBe(503);
	expect(response.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
	expect(problemSchema.parse(await response.json())).toMatchObject({
		type: `/problems/${kind}`,
		status: 503
	});
}

/** A tile with ground in it. */
function tilePath(): string {
	const [lng, lat] = tiny.lngLatOf(50, 50);
	const sin = Math.sin((lat * Math.PI) / 180);
	const x = Math.floor(((lng + 180) / 360) * 2 ** 14);
	const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** 14);
	return `/tiles/grids/14/${x}/${y}`;
}

describeEngines(
	'a database without a free connection',
	(db) => {
		const grid = `/api/grids/${tiny.GRID_CODES.A1}`;
		beforeAll(async () => {
			await db.transaction((tx) => tiny.layTinyGround(tx));
		});

		it('is told by the health, which does not wait for it, while requests and tiles are sent away', async () => {
			await well(db);
			const held = await occupy(db);
			expect(await health(db)).toMatchObject({ database: 'busy', running: db.connections });
			await expectBusy(await ask(contextOf(db), grid), 'database-busy');
			await expectBusy(await askTile(db, tilePath()), 'database-busy');
			await held.letGo();
			expect((await ask(contextOf(db), grid)).status).toBe(200);
			expect((await askTile(db, tilePath())).status).toBe(200);
			await well(db);
		});
	},
	{ connections: 2, waiting: 1, waitMs: 50 }
);

describeEngine(
	'server',
	'a server that somebody else has locked',
	(db) => {
		beforeAll(async () => {
			await db.transaction((tx) => tiny.layTinyGround(tx));
		});

		/** Runs `work` while all tables are locked by another connection. */
		async function whileLocked(work: () => Promise<void>): Promise<void> {
			const server = await testServer();
			const [{ name }] = (await db.query<{ name: string }>('select current_database() as name')) as [
				{ name: string }
			];
			const tables = await db.query<{ tables: string }>(
				`select string_agg(format('%I', tablename), ', ') as tables from pg_tables where schemaname = 'public'
					and tablename <> 'spatial_ref_sys'`
			);
			const other = await openDatabase({ url: withDatabaseName('url' in server ? server.url : '', name) });
			try {
				await other.transaction(async (tx) => {
					await tx.query(`lock table ${tables[0]!.tables} in access exclusive mode`);
					await work();
				});
			} finally {
				await other.close();
			}
		}

		it('is slow or busy in the health while the lock is held; requests end with 503, and all is well after it', async () => {
			await well(db);
			await whileLocked(async () => {
				const asked = Array.from({ length: 12 }, (_, n) =>
					n % 2 ? askTile(db, tilePath()) : ask(contextOf(db), `/api/grids/${tiny.GRID_CODES.A1}`)
				);
				expect(['slow', 'busy']).toContain((await health(db)).database);
				for (const response of await Promise.all(asked)) {
					expect(response.status).toBe(503);
					expect(response.headers.get('retry-after')).not.toBeNull();
				}
				expect(['slow', 'busy']).toContain((await health(db)).database);
			});
			expect((await askTile(db, tilePath())).status).toBe(200);
			await well(db);
		});
	},
	{ connections: 2, waiting: 4, waitMs: 100, statementTimeoutMs: 1500 }
);

describe('the health', () => {
	it('of a database that cannot be reached is a 503 that says so', async () => {
		const { fromDriver } = await import('../../../src/lib/server/db/index.ts');
		const gone = () => Promise.reject(fromDriver({ code: 'ECONNREFUSED' }));
		const load = () => ({ running: 0, waiting: 0, longestRunMs: 0, longestWaitMs: 0, refusedMsAgo: null });
		const db = { engine: 'server', connections: 1, query: gone, load } as unknown as Database;
		await expectBusy(await ask(contextOf(db), '/healthz'), 'database-unreachable');
	});
});
