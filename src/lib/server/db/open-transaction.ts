import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { runScript, runStatement } from './client.ts';
import type { BulkLoad, BulkRow, Transaction } from './database.ts';
import type { EngineRoom } from './pooled.ts';
import { keptName } from './prepared.ts';
import type { Statement } from './statements.ts';

/** The transaction that is open on a connection, for as long as its work runs. */
export class OpenTransaction implements Transaction {
	readonly #client: pg.ClientBase;
	readonly #lostAfterMs: number;
	readonly #room: Pick<EngineRoom, 'load' | 'keepsStatements'>;
	#last: Promise<unknown> = Promise.resolve();
	#over = false;
	#savepoints = 0;
	#cursors = 0;

	constructor(
		client: pg.ClientBase,
		lostAfterMs: number,
		room: Pick<EngineRoom, 'load' | 'keepsStatements'>
	) {
		this.#client = client;
		this.#lostAfterMs = lostAfterMs;
		this.#room = room;
	}

	query<R>(statement: string | Statement, values: readonly unknown[] = []): Promise<R[]> {
		type Row = R & pg.QueryResultRow;
		const kept = this.#room.keepsStatements(this.#client) ? keptName(statement) : undefined;
		return this.#inTurn(
			async () => (await runStatement<Row>(this.#client, statement, values, this.#lostAfterMs, kept)).rows
		);
	}

	script(text: string): Promise<void> {
		return this.#inTurn(() => runScript(this.#client, text, this.#lostAfterMs));
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
