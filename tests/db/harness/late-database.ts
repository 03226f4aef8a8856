import type { Database, Transaction, TransactionOptions } from '../../../src/lib/server/db/index.ts';
import type { Statement } from '../../../src/lib/server/db/index.ts';

/** A database that a suite can name before it is open: everything goes to the one that arrives. */
export class LateDatabase implements Database {
	readonly engine: Database['engine'];
	#database: Database | undefined;

	constructor(engine: Database['engine']) {
		this.engine = engine;
	}

	arrive(database: Database): void {
		this.#database = database;
	}

	query<R>(statement: string | Statement, values?: readonly unknown[]): Promise<R[]> {
		return this.#here().query<R>(statement, values);
	}

	script(text: string): Promise<void> {
		return this.#here().script(text);
	}

	transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
		return this.#here().transaction(work, options);
	}

	settle(): Promise<void> {
		return this.#here().settle();
	}

	async close(): Promise<void> {
		await this.#database?.close();
	}

	#here(): Database {
		if (!this.#database) throw new Error('the test database is not open yet: ask it inside a test or a hook');
		return this.#database;
	}
}
