import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { loadCatalogue } from '../../src/lib/server/catalogue/service.ts';
import { dayOf, type Context } from '../../src/lib/server/context.ts';
import { keepCoverageTrue } from '../../src/lib/server/coverage/service.ts';
import { migrate, openDatabase, type Database } from '../../src/lib/server/db/index.ts';
import { makeFullGrain } from '../../src/lib/server/demo/full-grain.ts';
import { DEMONSTRATION_SEED } from '../../src/lib/server/demo/service.ts';
import { readJurisdiction } from '../../src/lib/server/jurisdiction/service.ts';
import type { BenchWords } from '../../src/lib/words/bench.ts';
import type { DemoWords } from '../../src/lib/words/demo.ts';
import { progressBar } from '../command/progress-bar.ts';
import { demonstrationGround, scriptContext } from '../setup/demonstration-ground.ts';
import { startPostgis } from '../setup/private-postgis.ts';

const ACTOR = 'npm run bench';

export const benchContext = (db: Database): Context => scriptContext(db, ACTOR);

/**
 * A database of the bench's own on the server of DATABASE_URL, or on a private one: full-grain ground of that share of a
 * city, made once and then reused.
 */
export async function benchGround(
	share: number,
	words: BenchWords,
	stages: DemoWords
): Promise<{ db: Database; url: string }> {
	const server = new URL(process.env.DATABASE_URL ?? (await startPostgis((line) => console.error(line))));
	const name = `wangge_bench_${String(share).replace('.', '_')}`;
	await createDatabase(server.href, name);
	server.pathname = `/${name}`;
	const url = server.href;
	const db = await openDatabase({ url, statementTimeoutMs: 0 });
	try {
		await migrate(db);
		const context = benchContext(db);
		await loadCatalogue(context);
		if (!(await readJurisdiction(context))) {
			console.error(words.making(share));
			const bar = progressBar();
			const order = { seed: DEMONSTRATION_SEED, today: dayOf(context.now), replace: false, share };
			await makeFullGrain(context, order, (stage, done, total) => bar(stages.grain[stage], done, total));
			await db.settle();
		}
		await keepCoverageTrue(context);
		return { db, url };
	} catch (error) {
		await db.close();
		throw error;
	}
}

async function createDatabase(server: string, name: string): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
		if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
	} finally {
		await client.end();
	}
}

/** The demonstration on the embedded engine, in a temporary folder. */
export async function embeddedGround(): Promise<{ db: Database; drop(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'wangge-bench-'));
	const drop = () => rm(folder, { recursive: true, force: true });
	try {
		const where = { dataDir: join(folder, 'database'), durable: false };
		return { db: await demonstrationGround(where, ACTOR), drop };
	} catch (error) {
		await drop();
		throw error;
	}
}
