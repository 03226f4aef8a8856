import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { endsConnection, runScript, runStatement } from './client.ts';
import type { BulkLoad, BulkRow, Transaction, TransactionOptions } from './database.ts';
import { fromDriver } from './errors.ts';
import type { FencedPool } from './fence/asked-by.ts';
import { ASKING_TRANSACTION, enter, type Entry } from './fence/fence.ts';
import { Gate, type GateLimits, type GateLoad } from './gate.ts';
import { OpenTransaction } from './open-transaction.ts';
import { keptName } from './prepared.ts';
import type { Statement } from './statements.ts';

export interface Beginning {
	/** Another limit for its statements, ms. */
	limitMs?: number | undefined;
	/** It only reads. */
	reads?: boolean | undefined;
	/** Asked together with the beginning: each message more is a way there and back. */
	asking?: string | undefined;
}

export interface Begun {
	/** What was asked was answered so. */
	rows: readonly unknown[];
	/** To be called after its end. */
	unlimit(): void;
}

/** Where the two engines differ for a pool of connections. */
export interface EngineRoom {
	readonly engine: 'server' | 'embedded';
	readonly gate: GateLimits;
	/** Longest time for a statement where nobody says otherwise, ms; 0: no limit. */
	readonly statementMs: number;
	/** When the client gives up waiting for a statement of this limit, ms; 0: never. */
	lostAfterMs(limitMs: number): number;
	/**
	 * Whether the session behind a connection is also others', as behind a pooler: what is set on it must end with the
	 * transaction.
	 */
	isShared(client: pg.ClientBase): boolean;
	/** Whether a connection may keep statements planned under their names. */
	keepsStatements(client: pg.ClientBase): boolean;
	/** What must hold before a statement outside of a transaction is run on a connection. */
	before?(client: pg.ClientBase): Promise<void>;
	/** Begins a transaction. */
	begin(client: pg.ClientBase, beginning: Beginning): Promise<Begun>;
	/** Many rows in one go, within the transaction that is open on the connection. */
	load(
		client: pg.ClientBase,
		load: BulkLoad,
		rows: Iterable<BulkRow>,
		onRows: (sent: number) => void
	): Promise<number>;
	/** Work that no transaction may be around, after a bulk load. */
	tidy(client: pg.ClientBase): Promise<void>;
	close(): Promise<void>;
}

/** The transaction that the running code is in, by database: asking the database itself in there is an error. */
interface Inside {
	database: object;
	open: boolean;
}
const inside = new AsyncLocalStorage<Inside>();

/** A Database over pg.Pool, the same for both engines. */
export class PooledDatabase implements FencedPool {
	readonly engine: 'server' | 'embedded';
	readonly connections: number;
	readonly #pool: pg.Pool;
	readonly #room: EngineRoom;
	readonly #gate: Gate;
	readonly #lostAfterMs: number;
	/** Connections on which not even the undoing came to an end. */
	readonly #stuck = new WeakMap<pg.ClientBase, Error>();
	#closing: Promise<void> | undefined;

	constructor(pool: pg.Pool, room: EngineRoom) {
		this.#pool = pool;
		this.#room = room;
		this.#gate = new Gate(room.gate);
		this.#lostAfterMs = room.lostAfterMs(room.statementMs);
		this.engine = room.engine;
		this.connections = room.gate.places;
	}

	query<R>(statement: string | Statement, values: readonly unknown[] = []): Promise<R[]> {
		return this.queryAs<R>(undefined, statement, values);
	}

	/** The same behind the fence; without an entry, as the connection is. */
	queryAs<R>(
		entry: Entry | undefined,
		statement: string | Statement,
		values: readonly unknown[] = []
	): Promise<R[]> {
		return this.#withClient(false, async (client) => {
			if (entry) return this.#transact(client, { entry }, (tx) => tx.query<R>(statement, values));
			if (this.#room.isShared(client))
				return this.#transact(client, {}, (tx) => tx.query<R>(statement, values));
			await this.#room.before?.(client);
			type Row = R & pg.QueryResultRow;
			const kept = this.#room.keepsStatements(client) ? keptName(statement) : undefined;
			return (await runStatement<Row>(client, statement, values, this.#lostAfterMs, kept)).rows;
		});
	}

	script(text: string): Promise<void> {
		return this.#withClient(false, (client) =>
			this.#room.isShared(client)
				? this.#transact(client, {}, (tx) => tx.script(text))
				: runScript(client, text, this.#lostAfterMs)
		);
	}

	settle(): Promise<void> {
		return this.#withClient(true, (client) => this.#room.tidy(client));
	}

	transaction<T>(work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
		return this.transactionAs(undefined, work, options);
	}

	/** The same behind the fence. */
	transactionAs<T>(
		entry: Entry | undefined,
		work: (tx: Transaction) => Promise<T>,
		options: TransactionOptions = {}
	): Promise<T> {
		// Work that may take as long as it takes may wait as long, too: nobody sits before the screen for it.
		return this.#withClient(options.statementTimeoutMs === 0, (client) =>
			this.#transact(client, { ...options, entry }, work)
		);
	}

	/** One connection in one transaction without a limit, for the migrations. */
	bareTransaction<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
		return this.#withClient(true, (client) =>
			this.#transact(client, { statementTimeoutMs: 0 }, () => work(client))
		);
	}

	/** @throws WanggeError transaction-nested where the running code is in a transaction of this database. */
	mustBeOutside(): void {
		const place = inside.getStore();
		if (place?.open && place.database === this) {
			throw new WanggeError(
				'transaction-nested',
				{},
				'inside a transaction ask the transaction, not the database'
			);
		}
	}

	load(): GateLoad {
		return this.#gate.load();
	}

	close(): Promise<void> {
		this.#gate.close();
		this.#closing ??= this.#pool.end().then(() => this.#room.close());
		return this.#closing;
	}

	async #transact<T>(
		client: pg.ClientBase,
		{ statementTimeoutMs: limitMs, reads, entry }: TransactionOptions & { entry?: Entry | undefined },
		work: (tx: Transaction) => Promise<T>
	): Promise<T> {
		const place: Inside = { database: this, open: true };
		const lostAfterMs = limitMs === undefined ? this.#lostAfterMs : this.#room.lostAfterMs(limitMs);
		const tx = new OpenTransaction(client, lostAfterMs, this.#room);
		let begun: Begun | undefined;
		try {
			const asking = entry?.sign && ASKING_TRANSACTION;
			begun = await this.#room.begin(client, { limitMs, reads, asking });
			if (entry) {
				const backend = this.#room.isShared(client) ? 0 : backendOf(client);
				await enter(client, entry, { backend, began: begun.rows, lostAfterMs });
			}
			const result = await inside.run(place, () => work(tx));
			await tx.finish();
			const { command } = await runStatement(client, 'commit', [], this.#lostAfterMs);
			// The engine answers COMMIT with ROLLBACK when a statement in between had failed.
			if (command !== 'COMMIT')
				throw new WanggeError('transaction-aborted', {}, 'commit was answered by rollback');
			return result;
		} catch (error) {
			await tx.finish();
			// On a connection that is given up nothing is left to undo, and no answer may ever come.
			if (!endsConnection(error))
				await runStatement(client, 'rollback', [], this.#lostAfterMs).catch((failed: Error) =>
					this.#stuck.set(client, failed)
				);
			throw error;
		} finally {
			place.open = false;
			begun?.unlimit();
		}
	}

	async #withClient<T>(patient: boolean, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
		this.mustBeOutside();
		const leave = await this.#gate.enter(patient);
		try {
			return await this.#withPlace(work);
		} finally {
			leave();
		}
	}

	async #withPlace<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
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
			client.release(broken ?? this.#stuck.get(client));
		}
	}
}

/** The number by which a connection and its server know each other; the embedded engine's is one for all. */
const backendOf = (client: pg.ClientBase) =>
	(client as unknown as { processID: number | null }).processID ?? 0;
