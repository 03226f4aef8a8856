import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import type { BulkLoad, BulkRow, Database, Transaction, TransactionOptions } from './database.ts';
import { fromDriver } from './errors.ts';
import type { Statement } from './statements.ts';

/** Where the two engines differ for a pool of connections. */
export interface EngineRoom {
	readonly engine: 'server' | 'embedded';
	/** Gives one connection another limit for the time of its transaction, or until what is returned is called. */
	limitStatements(
		client: pg.ClientBase,
		timeoutMs: number,
		scope: 'transaction' | 'session'
	): Promise<() => Promise<void>>;
	settle(client: pg.ClientBase): Promise<void>;
	load(
		client: pg.ClientBase,
		load: BulkLoad,
		rows: Iterable<BulkRow>,
		onRows: (sent: number) => void
	): Promise<number>;
	close(): Promise<void>;
}

/** The transaction that the running code is in, by database: asking the database itself in there is an error. */
interface Inside {
	database: object;
	open: boolean;
}
const inside = new AsyncLocalStorage<Inside>();

/** A Database over pg.Pool, the same for both engines. */
export class PooledDatabase implements Database {
	readonly engine: 'server' | 'embedded';
	readonly encodesTiles: boolean;
	readonly #pool: pg.Pool;
	readonly #room: EngineRoom;
	#closing: Promise<void> | undefined;

	constructor(pool: pg.Pool, room: EngineRoom) {
		this.#pool = pool;
		this.#room = room;
		this.engine = room.engine;
		// The embedded PostGIS is built without protobuf-c.
		this.encodesTiles = room.engine === 'server';
	}

	query<R>(statement: string | Statement, values: readonly unknown[] = []): Promise<R[]> {
		return this.#withClient(
			async (client) => (await run<R & pg.QueryResultRow>(client, statement, values)).rows
		);
	}

	script(text: string): Promise<void> {
		return this.#withClient((client) => runScript(client, text));
	}

	settle(): Promise<void> {
		return this.#withClient((client) => this.#room.settle(client));
	}

	transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
		return this.#withClient(async (client) => {
			const place: Inside = { database: this, open: true };
			const tx = new OpenTransaction(client, this.#room);
			let unlimit: (() => Promise<void>) | undefined;
			try {
				await run(client, 'begin');
				if (options.statementTimeoutMs !== undefined) {
					unlimit = await this.#room.limitStatements(client, options.statementTimeoutMs, 'transaction');
				}
				const result = await inside.run(place, () => work(tx));
				await tx.finish();
				const { command } = await run(client, 'commit');
				// The engine answers COMMIT with ROLLBACK when a statement in between had failed.
				if (command !== 'COMMIT')
					throw new WanggeError('transaction-aborted', {}, 'commit was answered by rollback');
				return result;
			} catch (error) {
				await tx.finish();
				await client.query('rollback').catch(() => undefined);
				throw error;
			} finally {
				place.open = false;
				await unlimit?.();
			}
		});
	}

	/** One connection for the migrations, with `timeoutMs` as the limit for a statement (0: none). */
	withConnection<T>(timeoutMs: number, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
		return this.#withClient(async (client) => {
			const unlimit = await this.#room.limitStatements(client, timeoutMs, 'session');
			try {
				return await work(client);
			} finally {
				await unlimit();
			}
		});
	}

	close(): Promise<void> {
		this.#closing ??= this.#pool.end().then(() => this.#room.close());
		return this.#closing;
	}

	async #withClient<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
		const place = inside.getStore();
		if (place?.open && place.database === this) {
			throw new WanggeError(
				'transaction-nested',
				{},
				'inside a transaction ask the transaction, not the database'
			);
		}
		let client: pg.PoolClient;
		try {
			client = await this.#pool.connect();
		} catch (error) {
			throw fromDriver(error);
		}
		// Without a listener, a connection that breaks while it is lent would end the process.
		let broken: Error | undefined;
		const onError = (error: Error) => {
			broken ??= error;
		};
		client.on('error', onError);
		try {
			return await work(client);
		} catch (error) {
			if (endsConnection(error)) broken ??= error as Error;
			throw error;
		} finally {
			client.off('error', onError);
			client.release(broken);
		}
	}
}

class OpenTransaction implements Transaction {
	readonly #client: pg.ClientBase;
	readonly #room: EngineRoom;
	#last: Promise<unknown> = Promise.resolve();
	#over = false;
	#savepoints = 0;
	#cursors = 0;

	constructor(client: pg.ClientBase, room: EngineRoom) {
		this.#client = client;
		this.#room = room;
	}

	query<R>(statement: string | Statement, values: readonly unknown[] = []): Promise<R[]> {
		return this.#inTurn(async () => (await run<R & pg.QueryResultRow>(this.#client, statement, values)).rows);
	}

	script(text: string): Promise<void> {
		return this.#inTurn(() => runScript(this.#client, text));
	}

	async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
		const name = `s${++this.#savepoints}`;
		await this.query(`savepoint ${name}`);
		try {
			const result = await work(this);
			await this.query(`release savepoint ${name}`);
			return result;
		} catch (error) {
			await this.query(`rollback to savepoint ${name}`).catch(() => undefined);
			throw error;
		}
	}

	async *stream<R>(
		statement: string | Statement,
		values: readonly unknown[] = [],
		batch = 500
	): AsyncGenerator<R> {
		if (!Number.isInteger(batch) || batch < 1) throw new WanggeError('invalid', { batch });
		const name = `c${++this.#cursors}`;
		const text = typeof statement === 'string' ? statement : statement.text;
		await this.query(`declare ${name} no scroll cursor for ${text}`, values);
		try {
			for (;;) {
				const rows = await this.query<R>(`fetch forward ${batch} from ${name}`);
				yield* rows;
				if (rows.length < batch) return;
			}
		} finally {
			await this.query(`close ${name}`).catch(() => undefined);
		}
	}

	load(
		load: BulkLoad,
		rows: Iterable<BulkRow>,
		onRows: (sent: number) => void = () => undefined
	): Promise<number> {
		return this.#inTurn(() => this.#room.load(this.#client, load, rows, onRows));
	}

	/** Waits for what was asked and not awaited, and takes nothing more. */
	async finish(): Promise<void> {
		this.#over = true;
		await this.#last;
	}

	// pg wants one statement at a time on a connection, and callers may ask several at once.
	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		if (this.#over) return Promise.reject(new WanggeError('transaction-over'));
		const turn = this.#last.then(work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}

/** After a FATAL error the connection is gone, though the client may not have noticed yet. */
function endsConnection(error: unknown): boolean {
	if (!(error instanceof WanggeError)) return false;
	const { severity } = (error.cause ?? {}) as { severity?: string };
	return error.kind === 'database-unreachable' || severity === 'FATAL' || severity === 'PANIC';
}

async function run<R extends pg.QueryResultRow>(
	client: pg.ClientBase,
	statement: string | Statement,
	values: readonly unknown[] = []
): Promise<pg.QueryResult<R>> {
	const text = typeof statement === 'string' ? statement : statement.text;
	const name = typeof statement === 'string' ? undefined : `${statement.noun}.${statement.name}`;
	// COPY from or to the client is a talk of its own, which neither this call nor the embedded engine can hold.
	if (/^\s*copy\s/i.test(text))
		throw new WanggeError('statement-faulty', { reason: 'copy' }, 'COPY is not for query()');
	try {
		// Always the extended protocol, so that one call is one statement and both engines take the same path.
		const config = { text, values: [...values], queryMode: 'extended' };
		return await client.query<R>(config);
	} catch (error) {
		throw fromDriver(error, name === undefined ? {} : { statement: name });
	}
}

async function runScript(client: pg.ClientBase, text: string): Promise<void> {
	try {
		await client.query(text);
	} catch (error) {
		throw fromDriver(error);
	}
}
