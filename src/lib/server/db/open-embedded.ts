import { isAbsolute, join } from 'node:path';
import pg from 'pg';
import { insertRows } from './bulk-load.ts';
import { beginAsking } from './client.ts';
import type { Database, OpenOptions } from './database.ts';
import { Engine } from './engine/engine.ts';
import { takeLock } from './engine/lock.ts';
import { prepareFolder } from './engine/prepared.ts';
import { EngineStream, type Patience } from './engine/stream.ts';
import { embeddedGate, statementLimit } from './limits.ts';
import { PooledDatabase, type EngineRoom } from './pooled.ts';
import { projectRoot } from './root.ts';
import { sessionSettings, settleSession } from './session.ts';
import { valueTypes } from './values.ts';

/** The embedded engine's folder: what was given, else .data/database in the project's root. */
export function embeddedFolder(dataDir?: string): string {
	const folder = dataDir ?? join('.data', 'database');
	return isAbsolute(folder) ? folder : join(projectRoot(), folder);
}

/** The embedded engine behind one connection. */
export async function openEmbedded(options: OpenOptions): Promise<Database> {
	const statementMs = statementLimit(options, 'embedded');
	const gate = embeddedGate(options);
	const folder = embeddedFolder(options.dataDir);
	const durable = options.durable ?? true;
	// The engine knows no statement_timeout: its watchdog ends what takes too long.
	const patience: Patience = { timeoutMs: statementMs };
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
		onConnect: (client) => settleSession(client, sessionSettings(options, 0))
	});
	pool.on('error', () => undefined);
	const limit = (limitMs: number) => {
		patience.timeoutMs = limitMs;
		return () => {
			patience.timeoutMs = statementMs;
		};
	};
	const room: EngineRoom = {
		engine: 'embedded',
		gate,
		statementMs,
		lostAfterMs: () => 0,
		isShared: () => false,
		keepsStatements: () => false,
		async begin(client, { limitMs, reads, asking }) {
			const rows = await beginAsking(client, reads ? 'begin read only' : 'begin', asking);
			return { rows, unlimit: limitMs === undefined ? () => undefined : limit(limitMs) };
		},
		load: insertRows,
		async tidy(client) {
			const unlimit = limit(0);
			try {
				await client.query('vacuum analyze');
				await client.query(FORGET_UNREADABLE_SHAPES);
				await client.query('checkpoint');
			} finally {
				unlimit();
			}
		},
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
