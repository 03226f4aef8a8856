import pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { copyRows } from './bulk-load.ts';
import { beginAsking, runStatement } from './client.ts';
import type { OpenOptions } from './database.ts';
import { fromDriver } from './errors.ts';
import { serverGate, statementLimit } from './limits.ts';
import { keepsStatements } from './prepared.ts';
import type { Floor } from './replica-floor.ts';
import { PooledDatabase, type Beginning, type EngineRoom } from './pooled.ts';
import { beginningWith, sessionSettings, settleSession } from './session.ts';
import { valueTypes } from './values.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** So much later than the server should have ended a statement, its connection is taken for lost. */
const GRACE_MS = 5_000;
const MIN_SERVER = 150000;

/**
 * The server at `url`, straight or through a pooler in session or transaction mode.
 * @param floor of a replica: each of its statements is held to it
 */
export async function openServer(url: string, options: OpenOptions, floor?: Floor): Promise<PooledDatabase> {
	const statementMs = statementLimit(options, 'server');
	const gate = serverGate(options);
	const target = withoutPassword(url);
	const settings = sessionSettings(options, statementMs);
	const keeps = keepsStatements(process.env);
	const shared = new WeakSet<pg.ClientBase>();
	const pool = new pg.Pool({
		connectionString: url,
		types: valueTypes,
		max: gate.places,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		application_name: 'wangge',
		keepAlive: true,
		onConnect: async (client) => {
			if (await isPooler(client)) shared.add(client);
			else await settleSession(client, settings, CONNECT_TIMEOUT_MS);
		}
	});
	// An idle connection that the server ends is replaced by the next query.
	pool.on('error', () => undefined);
	const database = new PooledDatabase(pool, roomOf({ gate, statementMs, settings, shared, keeps, floor }));
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

function roomOf(server: {
	gate: EngineRoom['gate'];
	statementMs: number;
	settings: ReturnType<typeof sessionSettings>;
	shared: WeakSet<pg.ClientBase>;
	keeps: boolean;
	floor: Floor | undefined;
}): EngineRoom {
	const { gate, statementMs, settings, shared, keeps, floor } = server;
	const lostAfterMs = (limitMs: number) => (limitMs === 0 ? 0 : limitMs + GRACE_MS);
	const begin = async (client: pg.ClientBase, { limitMs, reads = false, asking }: Beginning) => {
		const text = shared.has(client) ? beginningWith(settings, reads) : reads ? 'begin read only' : 'begin';
		const rows = await beginAsking(client, text, asking, lostAfterMs(statementMs));
		if (limitMs !== undefined)
			await runStatement(
				client,
				`select set_config('statement_timeout', $1, true)`,
				[String(limitMs)],
				lostAfterMs(statementMs)
			);
		// Behind a pooler each transaction may come to another server.
		await floor?.hold(client, shared.has(client));
		// Its end takes the limit away, however it ends.
		return { rows, unlimit: () => undefined };
	};
	return {
		engine: 'server',
		gate,
		statementMs,
		lostAfterMs,
		isShared: (client) => shared.has(client),
		// Behind a pooler the next question may come to another session, which knows nothing of the name.
		keepsStatements: (client) => keeps && !shared.has(client),
		before: async (client) => floor?.hold(client, false),
		begin,
		load: copyRows,
		async tidy(client) {
			await begin(client, { limitMs: 0 });
			try {
				await client.query('analyze');
				await client.query('commit');
			} catch (error) {
				await client.query('rollback').catch(() => undefined);
				throw fromDriver(error);
			}
		},
		close: () => Promise.resolve()
	};
}

/** A pooler gives its own number for the connection, since there is no server's behind it until something is asked. */
async function isPooler(client: pg.ClientBase): Promise<boolean> {
	try {
		const config = { text: 'select pg_backend_pid() as pid', query_timeout: CONNECT_TIMEOUT_MS };
		const { rows } = await client.query<{ pid: number }>(config);
		return rows[0]?.pid !== (client as unknown as { processID: number }).processID;
	} catch (error) {
		throw fromDriver(error);
	}
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
