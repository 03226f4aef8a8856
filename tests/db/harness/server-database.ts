import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { APP_ROLE } from '../../../src/lib/server/db/index.ts';
import { NoPostgis } from '../../../scripts/setup/postgres-programs.ts';
import { startPostgis } from '../../../scripts/setup/private-postgis.ts';
import { EXTENSIONS } from '../../../src/lib/server/db/engine/cache.ts';
import { migrate, openDatabase, schemaHash } from '../../../src/lib/server/db/index.ts';

/** Copies of the template are made one at a time, by all test processes together. */
const TEMPLATE_LOCK = 480_215;
const OLD = `interval '1 day'`;

/** A fresh migrated database on the server; `drop` removes it. */
export interface ServerDatabase {
	url: string;
	drop(): Promise<void>;
}

export type Server = { url: string } | { missing: string };

let server: Promise<Server> | undefined;

/** TEST_DATABASE_URL, else the private PostGIS, started if it may be; or why there is none. */
export function testServer(): Promise<Server> {
	server ??= findServer();
	return server;
}

async function findServer(): Promise<Server> {
	const given = process.env.TEST_DATABASE_URL;
	if (given) return { url: given };
	try {
		return { url: await startPostgis((line) => console.error(line)) };
	} catch (error) {
		if (error instanceof NoPostgis) return { missing: error.message };
		throw error;
	}
}

/** A copy of the migrated template; the template is made once for each state of migrations and functions. */
export async function createServerDatabase(serverUrl: string, bare: boolean): Promise<ServerDatabase> {
	const name = `wangge_test_${randomBytes(6).toString('hex')}`;
	const template = `wangge_template_${bare ? 'bare' : schemaHash().slice(0, 16)}`;
	await withMaintenance(serverUrl, async (client) => {
		await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
		await dropOld(client);
		const ready = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [
			template
		]);
		if (!ready.rowCount) await makeTemplate(client, serverUrl, template, bare);
		await client.query(`create database ${name} template ${template}`);
	});
	return {
		url: withDatabaseName(serverUrl, name),
		drop: () =>
			withMaintenance(serverUrl, async (client) => {
				await client.query(`drop database if exists ${name} with (force)`);
				await client.query(`drop role if exists ${APP_ROLE}_${name}`);
			})
	};
}

async function makeTemplate(
	client: pg.Client,
	serverUrl: string,
	template: string,
	bare: boolean
): Promise<void> {
	await client.query(`drop database if exists ${template} with (force)`);
	await client.query(
		`create database ${template} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`
	);
	const database = await openDatabase({ url: withDatabaseName(serverUrl, template) });
	try {
		for (const extension of EXTENSIONS) await database.query(`create extension if not exists ${extension}`);
		if (!bare) await migrate(database);
		await database.settle();
	} finally {
		await database.close();
	}
	await client.query(`alter database ${template} is_template true`);
}

/** Templates of former states, and databases of test runs that were killed, older than a day. */
async function dropOld(client: pg.Client): Promise<void> {
	const { rows } = await client.query<{ datname: string; template: boolean }>(
		`select datname, datistemplate as template from pg_database
		where datname ~ '^wangge_(template|test)_[0-9a-f]{12,}$'
			and (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - ${OLD}
			and not exists (select from pg_stat_activity where pg_stat_activity.datname = pg_database.datname)`
	);
	for (const { datname, template } of rows) {
		if (template) await client.query(`alter database ${datname} is_template false`);
		await client.query(`drop database if exists ${datname}`);
		await client.query(`drop role if exists ${APP_ROLE}_${datname}`);
	}
}

async function withMaintenance(
	serverUrl: string,
	work: (client: pg.Client) => Promise<unknown>
): Promise<void> {
	const client = new pg.Client({ connectionString: withDatabaseName(serverUrl, 'postgres') });
	await client.connect();
	try {
		await work(client);
	} finally {
		await client.end();
	}
}

export function withDatabaseName(url: string, name: string): string {
	const changed = new URL(url);
	changed.pathname = `/${name}`;
	return changed.href;
}
