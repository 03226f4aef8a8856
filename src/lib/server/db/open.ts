import { isAbsolute, join } from 'node:path';
import pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { copyRows, insertRows } from './bulk-load.ts';
import type { Database, OpenOptions } from './database.ts';
import { Engine } from './engine/engine.ts';
import { takeLock } from './engine/lock.ts';
import { prepareFolder } from './engine/prepared.ts';
import { EngineStream, type Patience } from './engine/stream.ts';
import { fromDriver } from './errors.ts';
import { PooledDatabase, type EngineRoom } from './pooled.ts';
import { projectRoot } from './root.ts';
import { valueTypes } from './values.ts';

const STATEMENT_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
const MIN_SERVER = 150000;

/**
 * Opens the database: the server at `url` or DATABASE_URL, else the embedded engine in `dataDir`. The schema is
 * not touched (see schema.ts).
 * @throws WanggeError database-unreachable, database-refused, database-unfit (older than PostgreSQL 15),
 * engine-locked (another process has the folder), engine-broken
 */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
	const url = options.url ?? (options.dataDir === undefined ? process.env.DATABASE_URL : undefined);
	return url ? openServer(url, options) : openEmbedded(options);
}

/** The embedded engine's folder: what was given, else .data/database in the project's root. */
export function embeddedFolder(dataDir?: string): string {
	const folder = dataDir ?? join('.data', 'database');
	return isAbsolute(folder) ? folder : join(projectRoot(), folder);
}

async function openServer(url: string, options: OpenOptions): Promise<Database> {
	const timeoutMs = statementTimeout(options);
	const target = withoutPassword(url);
	const pool = new pg.Pool({
		connectionString: url,
		types: valueTypes,
		max: options.connections ?? 10,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		application_name: 'wangge',
		onConnect: (client) => settleSession(client, options, timeoutMs)
	});
	// An idle connection that the server ends is replaced by the next query.
	pool.on('error', () => undefined);
	const database = new PooledDatabase(pool, {
		engine: 'server',
		async limitStatements(client, limitMs, scope) {
			const limit = (ms: number) =>
				client.query(`select set_config('statement_timeout', $1, $2)`, [String(ms), scope === 'transaction']);
			await limit(limitMs);
			return async () => {
				if (scope === 'session') await limit(timeoutMs).catch(() => undefined);
			};
		},
		async settle(client) {
			await client.query('analyze');
		},
		load: copyRows,
		close: () => Promise.resolve()
	});
	try {
		const [version] = await database.query<{ number: number; text: string }>(
			`select current_setting('server_version_num')::int as number, current_setting('server_version') as text`
		);
		if (version && version.number < MIN_SERVER) {
			throw new WanggeError(
				'database-unfit',
				{ target, version: version.text },
				'PostgreSQL 15 or later is needed'
			);
		}
	} catch (error) {
		await database.close();
		throw withTarget(error, target);
	}
	return database;
}

async function openEmbedded(options: OpenOptions): Promise<Database> {
	const folder = embeddedFolder(options.dataDir);
	const durable = options.durable ?? true;
	const patience: Patience = { timeoutMs: statementTimeout(options) };
	const lock = takeLock(`${folder}.lock`);
	let engine: Engine;
	try {
		await prepareFolder(folder, durable);
		engine = await Engine.open({ folder, durable });
	} catch (error) {
		lock.release();
		throw error;
	}
	const pool = new pg.Pool({
		stream: () => new EngineStream(engine, patience) as never,
		user: 'postgres',
		database: 'postgres',
		ssl: false,
		types: valueTypes,
		max: 1,
		idleTimeoutMillis: 0,
		onConnect: (client) => settleSession(client, options, 0)
	});
	pool.on('error', () => undefined);
	const room: EngineRoom = {
		engine: 'embedded',
		limitStatements(_client, limitMs) {
			const usual = patience.timeoutMs;
			patience.timeoutMs = limitMs;
			return Promise.resolve(async () => {
				patience.timeoutMs = usual;
			});
		},
		async settle(client) {
			const usual = patience.timeoutMs;
			patience.timeoutMs = 0;
			try {
				await client.query('vacuum analyze');
				await client.query(FORGET_UNREADABLE_SHAPES);
				await client.query('checkpoint');
			} finally {
				patience.timeoutMs = usual;
			}
		},
		load: insertRows,
		async close() {
			await engine.close();
			lock.release();
		}
	};
	return new PooledDatabase(pool, room);
}

// Of a single shape, PostGIS 3.6 keeps a statistics row without statistics, and of a table that has lost all its rows
// the statistics of the rows that are gone; its planner then reads what it never wrote: "invalid function selectivity"
// for every join with that table. Without the row it takes its usual guess.
const FORGET_UNREADABLE_SHAPES = `delete from pg_statistic using pg_attribute, pg_type, pg_class
	where attrelid = starelid and attnum = staattnum and pg_type.oid = atttypid and typname = 'geometry'
		and pg_class.oid = starelid and (stakind1 = 0 or reltuples <= 0)`;

/** The same session on both engines, so that the same statement means the same. */
async function settleSession(client: pg.ClientBase, options: OpenOptions, timeoutMs: number): Promise<void> {
	const settings: Record<string, string> = {
		timezone: options.timezone ?? process.env.WANGGE_TIMEZONE ?? 'Asia/Shanghai',
		datestyle: 'ISO, YMD',
		intervalstyle: 'iso_8601',
		search_path: 'public',
		client_encoding: 'UTF8',
		jit: 'off',
		statement_timeout: String(timeoutMs),
		default_transaction_read_only: options.readOnly ? 'on' : 'off'
	};
	try {
		await client.query(
			`select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)`,
			[Object.keys(settings), Object.values(settings)]
		);
	} catch (error) {
		throw fromDriver(error);
	}
}

function statementTimeout(options: OpenOptions): number {
	const wanted = options.statementTimeoutMs ?? Number(process.env.WANGGE_STATEMENT_TIMEOUT_MS || NaN);
	return Number.isFinite(wanted) && wanted >= 0 ? wanted : STATEMENT_TIMEOUT_MS;
}

function withoutPassword(url: string): string {
	try {
		const { protocol, host, pathname, searchParams } = new URL(url);
		return `${protocol}//${host || (searchParams.get('host') ?? '')}${pathname}`;
	} catch {
		return 'DATABASE_URL';
	}
}

function withTarget(error: unknown, target: string): WanggeError {
	const typed = fromDriver(error);
	return new WanggeError(typed.kind, { ...typed.details, target }, `${target}: ${typed.message}`, {
		cause: error
	});
}
