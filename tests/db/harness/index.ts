/**
 * Databases for tests: fresh, migrated, on either engine, removed afterwards.
 *
 *     describeEngines('areas', (db) => {
 *         it('has a tree', async () => expect(await db.query(...)).toEqual([...]));
 *     });
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database, type OpenOptions } from '../../../src/lib/server/db/index.ts';
import { createEmbeddedDatabase } from './embedded-database.ts';
import { lateDatabase } from './late-database.ts';
import { createServerDatabase, testServer } from './server-database.ts';

export { testServer, withDatabaseName } from './server-database.ts';

export type EngineName = Database['engine'];
export const ENGINES: readonly EngineName[] = ['server', 'embedded'];

export interface TestDatabase {
	engine: EngineName;
	/** How to open it: { url } or { dataDir }. Also what a started app needs in its environment. */
	options: OpenOptions;
	open(more?: OpenOptions): Promise<Database>;
	/** Removes it; close what you opened first. */
	drop(): Promise<void>;
}

export interface SuiteOptions extends OpenOptions {
	/** No schema: only the extensions, for tests of the engine itself. */
	bare?: boolean;
}

/** A fresh migrated database. On the server engine only where `serverMissing` is undefined. */
export async function createTestDatabase(engine: EngineName, bare = false): Promise<TestDatabase> {
	if (engine === 'embedded') {
		const { dataDir, drop } = await createEmbeddedDatabase(bare);
		const options = { dataDir, durable: false };
		return { engine, options, drop, open: (more) => openDatabase({ ...options, ...more }) };
	}
	const server = await testServer();
	if ('missing' in server) throw new Error(server.missing);
	const { url, drop } = await createServerDatabase(server.url, bare);
	return { engine, options: { url }, drop, open: (more) => openDatabase({ url, ...more }) };
}

/** Runs `work` on a fresh migrated database that is opened before and removed after. */
export async function withDatabase<T>(engine: EngineName, work: (db: Database) => Promise<T>): Promise<T> {
	const fresh = await createTestDatabase(engine);
	try {
		const db = await fresh.open();
		try {
			return await work(db);
		} finally {
			await db.close();
		}
	} finally {
		await fresh.drop();
	}
}

/** Why the server engine cannot be tested here, if so; undefined where it can. */
export const serverMissing: string | undefined = await testServer().then((server) =>
	'missing' in server ? server.missing : undefined
);

/** A suite that runs on both engines, each with a fresh migrated database for the whole suite. */
export function describeEngines(
	title: string,
	suite: (db: Database, engine: EngineName) => void,
	options: SuiteOptions = {}
): void {
	for (const engine of ENGINES) describeEngine(engine, title, suite, options);
}

/** The same on one engine. */
export function describeEngine(
	engine: EngineName,
	title: string,
	suite: (db: Database, engine: EngineName) => void,
	options: SuiteOptions = {}
): void {
	const name = `${title} (${engine})`;
	if (engine === 'server' && serverMissing !== undefined) {
		if (process.env.CI === 'true') {
			it(`${name} needs a server`, () => expect.unreachable(serverMissing));
		} else {
			console.error(`Skipped: ${name}. ${serverMissing}`);
			describe.skip(name, () => suite(lateDatabase().database, engine));
		}
		return;
	}
	describe(name, () => {
		const late = lateDatabase();
		let fresh: TestDatabase | undefined;
		beforeAll(async () => {
			fresh = await createTestDatabase(engine, options.bare);
			late.arrive(await fresh.open(options));
		});
		afterAll(async () => {
			await late.close();
			await fresh?.drop();
		});
		suite(late.database, engine);
	});
}
