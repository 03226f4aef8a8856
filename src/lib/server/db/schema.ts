import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import type { Database } from './database.ts';
import { fromDriver } from './errors.ts';
import { PooledDatabase } from './pooled.ts';
import { projectRoot } from './root.ts';

export interface MigrationReport {
	/** Names of the migrations that were run now, in order. */
	migrations: string[];
	/** Files of db/functions that were new or changed and so were applied now, in order. */
	functions: string[];
}

/** Advisory lock of a run, so that several that start at once wait for each other. */
const LOCK = 480_213;

interface SqlFile {
	name: string;
	sha256: string;
	text: string;
}

const HISTORY = `
create schema if not exists migration;
comment on schema migration is 'What has been done to this database''s schema.';
create table if not exists migration.file (
	kind text not null check (kind in ('migration', 'function')),
	name text not null,
	sha256 text not null,
	applied_at timestamptz not null default now(),
	primary key (kind, name)
);
comment on table migration.file is 'SQL files of db/ that were applied, by content.';
comment on column migration.file.kind is 'migration (once, never edited) or function (again when changed).';
comment on column migration.file.name is 'File name in its folder, without .sql for a migration.';
comment on column migration.file.sha256 is 'SHA-256 of the text that was applied, in hex.';
comment on column migration.file.applied_at is 'When it was last applied.';
`;

const RUN_COMMENTS = `
comment on table migration.run is 'Migrations that were run, kept by node-pg-migrate.';
comment on column migration.run.id is 'Order of the runs.';
comment on column migration.run.name is 'Name of the migration''s file without .sql.';
comment on column migration.run.run_on is 'When it was run.';
`;

/**
 * Brings the schema up to date: the migrations of db/migrations that have not run yet, in one transaction, then
 * the new or changed files of db/functions in the order of their names, in another. Several processes may try at
 * once; they wait for each other. `folder` has migrations/ and functions/.
 * @throws WanggeError migration-edited { name }: a landed migration's file has another content now;
 * migration-missing { name }: it is not there any more; migration-failed { name, reason }
 */
export async function migrate(
	database: Database,
	folder = join(projectRoot(), 'db')
): Promise<MigrationReport> {
	if (!(database instanceof PooledDatabase))
		throw new WanggeError('internal', {}, 'not a database of openDatabase');
	// A lock of the transaction, not of the session: behind a pooler the session is everybody's.
	const locked = <T>(work: (client: pg.ClientBase) => Promise<T>) =>
		database.bareTransaction(async (client) => {
			try {
				await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
				return await work(client);
			} catch (error) {
				throw fromDriver(error);
			}
		});
	const migrations = await locked((client) => bringUp(client, join(folder, 'migrations')));
	const functions = await locked((client) => applyFunctions(client, readFolder(join(folder, 'functions'))));
	return { migrations, functions };
}

/** Whether all migrations and functions of this version have been applied; to be asked by who may not apply them. */
export async function isCurrent(database: Database, folder = join(projectRoot(), 'db')): Promise<boolean> {
	const applied = await database.query<{ key: string }>(
		`select kind || ' ' || name || ' ' || sha256 as key from migration.file`
	);
	const known = new Set(applied.map(({ key }) => key));
	const wanted = [
		...readFolder(join(folder, 'migrations')).map(
			({ name, sha256 }) => `migration ${name.slice(0, -'.sql'.length)} ${sha256}`
		),
		...readFolder(join(folder, 'functions')).map(({ name, sha256 }) => `function ${name} ${sha256}`)
	];
	return wanted.every((key) => known.has(key));
}

async function bringUp(client: pg.ClientBase, folder: string): Promise<string[]> {
	const migrations = readFolder(folder).map((file) => ({
		...file,
		name: file.name.slice(0, -'.sql'.length)
	}));
	await client.query(HISTORY);
	await refuseEdited(client, migrations);
	const ran = await runMigrations(client, folder);
	await client.query(RUN_COMMENTS);
	await remember(client, 'migration', migrations);
	return ran;
}

/** SHA-256 over all migrations and functions: two databases with the same one have the same schema. */
export function schemaHash(): string {
	const folder = join(projectRoot(), 'db');
	const hash = createHash('sha256').update(HISTORY);
	for (const part of ['migrations', 'functions']) {
		for (const { name, sha256 } of readFolder(join(folder, part))) hash.update(`${part}/${name} ${sha256}\n`);
	}
	return hash.digest('hex');
}

function readFolder(folder: string): SqlFile[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.sql'))
		.sort()
		.map((name) => {
			const text = readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n');
			return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
		});
}

async function refuseEdited(client: pg.ClientBase, files: SqlFile[]): Promise<void> {
	const landed = await client.query<{ name: string; sha256: string }>(
		`select name, sha256 from migration.file where kind = 'migration' order by name`
	);
	for (const { name, sha256 } of landed.rows) {
		const file = files.find((one) => one.name === name);
		if (!file) throw new WanggeError('migration-missing', { name });
		if (file.sha256 !== sha256) throw new WanggeError('migration-edited', { name });
	}
}

async function runMigrations(client: pg.ClientBase, dir: string): Promise<string[]> {
	let current = '';
	const note = (line: string) => {
		current = /### MIGRATION (.+) \(UP\)/.exec(line)?.[1] ?? current;
	};
	try {
		const ran = await runner({
			dbClient: withinOurs(client),
			dir,
			direction: 'up',
			migrationsSchema: 'migration',
			migrationsTable: 'run',
			noLock: true,
			ignorePattern: '(?!.*\\.sql$).*',
			singleTransaction: true,
			log: note
		});
		return ran.map(({ name }) => name);
	} catch (error) {
		const typed = fromDriver(error);
		const details = { ...typed.details, name: current, reason: typed.message };
		throw new WanggeError('migration-failed', details, `migration ${current}: ${typed.message}`, {
			cause: error
		});
	}
}

/** The runner's own BEGIN, COMMIT and ROLLBACK would end the transaction that holds the lock: they are left out. */
function withinOurs(client: pg.ClientBase): pg.ClientBase {
	const query = (asked: unknown, ...rest: unknown[]) =>
		typeof asked === 'string' && /^\s*(begin|commit|rollback);?\s*$/i.test(asked)
			? Promise.resolve({ command: '', rowCount: 0, rows: [] })
			: (client.query as (...all: unknown[]) => unknown)(asked, ...rest);
	return new Proxy(client, {
		get(target, name) {
			if (name === 'query') return query;
			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		}
	});
}

async function applyFunctions(client: pg.ClientBase, files: SqlFile[]): Promise<string[]> {
	let current = '';
	try {
		const known = await client.query<{ name: string; sha256: string }>(
			`select name, sha256 from migration.file where kind = 'function' for update`
		);
		const hashes = new Map(known.rows.map(({ name, sha256 }) => [name, sha256]));
		const changed = files.filter(({ name, sha256 }) => hashes.get(name) !== sha256);
		for (const { name, text } of changed) {
			current = name;
			await client.query(text);
		}
		await remember(client, 'function', changed);
		return changed.map(({ name }) => name);
	} catch (error) {
		const typed = fromDriver(error);
		const details = { ...typed.details, name: current, reason: typed.message };
		throw new WanggeError('migration-failed', details, `functions/${current}: ${typed.message}`, {
			cause: error
		});
	}
}

async function remember(
	client: pg.ClientBase,
	kind: 'migration' | 'function',
	files: SqlFile[]
): Promise<void> {
	await client.query(
		`insert into migration.file as file (kind, name, sha256)
		select $1, name, sha256 from unnest($2::text[], $3::text[]) as given (name, sha256)
		on conflict (kind, name) do update set sha256 = excluded.sha256, applied_at = now()
		where file.sha256 <> excluded.sha256`,
		[kind, files.map(({ name }) => name), files.map(({ sha256 }) => sha256)]
	);
}
