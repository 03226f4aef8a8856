import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../../src/lib/server/db/engine/engine.ts';
import { placeFolder, preparedFolder } from '../../../src/lib/server/db/engine/prepared.ts';
import { EngineStream } from '../../../src/lib/server/db/engine/stream.ts';
import { openDatabase, projectRoot, type Database } from '../../../src/lib/server/db/index.ts';
import pg from 'pg';
import { scratchFolder } from '../harness/embedded-database.ts';
import { LineProcess } from '../harness/process.ts';

const HOLDER = join(projectRoot(), 'tests', 'db', 'engine', 'holder.ts');

let parent: string;
let folder: string;
const opened: Database[] = [];
const processes: LineProcess[] = [];

const open = async (options: { statementTimeoutMs?: number } = {}) => {
	const db = await openDatabase({ dataDir: folder, durable: false, ...options });
	opened.push(db);
	return db;
};

const hold = async () => {
	const holder = new LineProcess(HOLDER, [folder]);
	processes.push(holder);
	const first = await holder.hear<{ open?: number; kind?: string; details?: object; message?: string }>();
	return { holder, first };
};

beforeAll(async () => {
	await preparedFolder();
});

afterEach(async () => {
	for (const holder of processes.splice(0)) await holder.kill();
	for (const db of opened.splice(0)) await db.close();
	await rm(parent, { recursive: true, force: true });
});

const freshFolder = async () => {
	parent = await mkdtemp(join(await scratchFolder(), 'wangge-test-'));
	folder = join(parent, 'database');
};

describe('the folder of the embedded engine', () => {
	it('is made from the prepared one, and nothing half-written is left beside it', async () => {
		await freshFolder();
		const db = await open();
		expect(await db.query('select count(*) as n from spatial_ref_sys where srid = 4547')).toEqual([{ n: 1 }]);
		await db.close();
		expect((await readdir(parent)).sort()).toEqual(['database']);
	});

	it('keeps what was written over a close and an open', async () => {
		await freshFolder();
		const first = await open();
		await first.script('create table kept (id int); insert into kept values (7)');
		await first.close();
		const second = await open();
		expect(await second.query('select id from kept')).toEqual([{ id: 7 }]);
	});

	it('is refused to a second process, which is told who has it', async () => {
		await freshFolder();
		await open();
		const { first } = await hold();
		expect(first).toMatchObject({ kind: 'engine-locked', details: { pid: process.pid } });
		expect(first.message).toContain(String(process.pid));
	});

	it('is refused to the same process a second time', async () => {
		await freshFolder();
		await open();
		await expect(open()).rejects.toMatchObject({ kind: 'engine-locked', details: { pid: process.pid } });
	});

	it('is free again after a close', async () => {
		await freshFolder();
		const { holder } = await hold();
		await holder.ask('create table there (id int)');
		expect(await holder.ask('close')).toEqual({ closed: true });
		const db = await open();
		expect(await db.query('select count(*) as n from there')).toEqual([{ n: 0 }]);
	});

	it('is taken over from a process that was killed, with all that it had committed and nothing more', async () => {
		await freshFolder();
		const { holder, first } = await hold();
		expect(first.open).toBe(holder.pid);
		await holder.ask('create table written (id int)');
		for (let id = 0; id < 50; id++) await holder.ask(`insert into written values (${id})`);
		await holder.ask('begin');
		await holder.ask('insert into written values (999)');
		await holder.kill();
		expect(existsSync(`${folder}.lock`)).toBe(true);
		const db = await open();
		expect(await db.query('select count(*) as n, max(id) as last from written')).toEqual([
			{ n: 50, last: 49 }
		]);
	});

	it('is given to exactly one of several that find a dead holder', async () => {
		await freshFolder();
		const { holder } = await hold();
		await holder.kill();
		const claims = await Promise.all([hold(), hold(), hold()]);
		const winners = claims.filter(({ first }) => first.open !== undefined);
		expect(winners.length).toBe(1);
		for (const { first } of claims) {
			if (first.open === undefined) {
				expect(first).toMatchObject({ kind: 'engine-locked', details: { pid: winners[0]!.holder.pid } });
			}
		}
	});

	it('is taken from a lock file that nobody wrote in one piece', async () => {
		await freshFolder();
		await writeFile(`${folder}.lock`, '{"pid":');
		expect(await (await open()).query('select 1 as one')).toEqual([{ one: 1 }]);
	});
});

describe('a durable folder', () => {
	it('has the engine wait for the disk at each commit', async () => {
		await freshFolder();
		const db = await openDatabase({ dataDir: folder });
		opened.push(db);
		const rows =
			await db.query(`select current_setting('fsync') as fsync, current_setting('wal_sync_method') as by,
			current_setting('full_page_writes') as pages`);
		expect(rows).toEqual([{ fsync: 'on', by: 'fsync', pages: 'on' }]);
	});
});

describe('the watchdog of the embedded engine', () => {
	it('ends a statement that takes too long with 57014, undoes its transaction, and the next query works', async () => {
		await freshFolder();
		const db = await open({ statementTimeoutMs: 1500 });
		await db.script('create table slow (id int)');
		const attempt = db.transaction(async (tx) => {
			await tx.query('insert into slow values (1)');
			await tx.query('select count(*) from generate_series(1, 100000000000) as x');
		});
		await expect(attempt).rejects.toMatchObject({ kind: 'engine-timeout', details: { sqlstate: '57014' } });
		expect(await db.query('select count(*) as n from slow')).toEqual([{ n: 0 }]);
	});

	it('lets the queries that wait behind a slow one have their answers', async () => {
		await freshFolder();
		const db = await open({ statementTimeoutMs: 1500 });
		const slow = db.query('select count(*) from generate_series(1, 100000000000) as x');
		const behind = Array.from({ length: 5 }, (_, n) => db.query('select $1::int as n', [n]));
		await expect(slow).rejects.toMatchObject({ kind: 'engine-timeout' });
		expect(await Promise.all(behind)).toEqual([0, 1, 2, 3, 4].map((n) => [{ n }]));
	});

	it('gives one transaction another limit, and takes it back after it', async () => {
		await freshFolder();
		const db = await open({ statementTimeoutMs: 60_000 });
		const slow = 'select count(*) from generate_series(1, 100000000000) as x';
		const attempt = db.transaction((tx) => tx.query(slow), { statementTimeoutMs: 1000 });
		await expect(attempt).rejects.toMatchObject({ kind: 'engine-timeout' });
		const rows = await db.query<{ n: number }>('select count(*) as n from generate_series(1, 3000000) as x');
		expect(rows).toEqual([{ n: 3_000_000 }]);
	});
});

describe('an error that the embedded engine loses', () => {
	// A thread's stack smaller than the engine's own breaks it in deep recursion before it can report 54001.
	const withSmallStack = async (work: (client: () => Promise<pg.Client>) => Promise<void>) => {
		await placeFolder(await preparedFolder(), folder, false);
		const engine = await Engine.open({ folder, durable: false, stackMb: 2 });
		try {
			await work(async () => {
				const stream = () => new EngineStream(engine, { timeoutMs: 20_000 });
				const client = new pg.Client({ stream, user: 'postgres' });
				client.on('error', () => undefined);
				await client.connect();
				return client;
			});
		} finally {
			await engine.close();
		}
	};

	it('becomes an error of the statement, and its whole transaction is rolled back', async () => {
		await freshFolder();
		await withSmallStack(async (connect) => {
			const client = await connect();
			await client.query('create table half (id int)');
			await client.query(`create function forever(n int) returns int language plpgsql as
				$$ begin return forever(n + 1); end $$`);
			await client.query('begin');
			await client.query('insert into half values (1)');
			await expect(client.query('select forever(1)')).rejects.toMatchObject({
				code: 'WG001',
				severity: 'FATAL'
			});
			const next = await connect();
			expect((await next.query('select count(*)::int as n from half')).rows).toEqual([{ n: 0 }]);
			await next.end();
		});
	});

	it('does not let a script of several statements commit what came before it', async () => {
		await freshFolder();
		await withSmallStack(async (connect) => {
			const client = await connect();
			await client.query('create table half (id int)');
			await client.query(`create function forever(n int) returns int language plpgsql as
				$$ begin return forever(n + 1); end $$`);
			const script = 'insert into half values (1); select forever(1); insert into half values (2)';
			await expect(client.query(script)).rejects.toMatchObject({ code: 'WG001' });
			const next = await connect();
			expect((await next.query('select count(*)::int as n from half')).rows).toEqual([{ n: 0 }]);
			await next.end();
		});
	});
});

describe('many errors of the embedded engine', () => {
	it('cost it no stack: after 4,000 of them it answers as before', async () => {
		await freshFolder();
		const db = await open();
		for (let n = 0; n < 4000; n++) {
			await expect(db.query('select 1 / 0')).rejects.toMatchObject({ details: { sqlstate: '22012' } });
		}
		expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
	});

	it('of geometry can be caught by a function, as on a server', async () => {
		await freshFolder();
		const db = await open();
		await db.script(`create function area_or_null(g geometry) returns float8 language plpgsql as
			$$ begin return st_area(st_buffer(g, 'infinity')); exception when internal_error then return null; end $$`);
		expect(await db.query(`select area_or_null('POINT(0 0)') as area`)).toEqual([{ area: null }]);
	});
});

afterAll(() => {
	expect(opened).toEqual([]);
});
