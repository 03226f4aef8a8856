/** A database behind the fence, as it is for whoever asks. */
import type { KeyObject } from 'node:crypto';
import type { Database, Servers, Transaction, TransactionOptions } from '../database.ts';
import type { GateLoad } from '../gate.ts';
import type { Statement } from '../statements.ts';
import { APP_ROLE, Fence, type Entry } from './fence.ts';
import type { Who } from './who.ts';

/** A database whose transactions can be entered as somebody. */
export interface FencedPool extends Database {
	queryAs<R>(
		entry: Entry | undefined,
		statement: string | Statement,
		values?: readonly unknown[]
	): Promise<R[]>;
	transactionAs<T>(
		entry: Entry | undefined,
		work: (tx: Transaction) => Promise<T>,
		options?: TransactionOptions
	): Promise<T>;
	from?(position: number): FencedPool;
}

/** @param who without it nobody asks, and only what is for everybody is there */
export class AskedBy implements Database {
	readonly root: FencedPool;
	readonly #fence: Fence;
	readonly #who: Who | undefined;
	readonly #entry: Entry | undefined;

	constructor(root: FencedPool, fence: Fence, who?: Who) {
		this.root = root;
		this.#fence = fence;
		this.#who = who;
		this.#entry = fence.entry(who);
	}

	get engine() {
		return this.root.engine;
	}

	get connections() {
		return this.root.connections;
	}

	as(who: Who): Database {
		return new AskedBy(this.root, this.#fence, who);
	}

	asNobody(): Database {
		return this.#who ? new AskedBy(this.root, this.#fence) : this;
	}

	from(position: number): Database {
		const further = this.root.from?.(position) ?? this.root;
		return further === this.root ? this : new AskedBy(further, this.#fence, this.#who);
	}

	query<R>(statement: string | Statement, values?: readonly unknown[]): Promise<R[]> {
		return this.root.queryAs<R>(this.#entry, statement, values);
	}

	script(text: string): Promise<void> {
		return this.transaction((tx) => tx.script(text));
	}

	transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
		return this.root.transactionAs(this.#entry, work, options);
	}

	settle(): Promise<void> {
		return this.root.settle();
	}

	notBefore(position: number): void {
		this.root.notBefore?.(position);
	}

	servers(): Servers | undefined {
		return this.root.servers?.();
	}

	load(): GateLoad {
		return this.root.load();
	}

	close(): Promise<void> {
		return this.root.close();
	}
}

/**
 * A database behind the fence, as it is for nobody in particular.
 * @param key with which who asks is signed
 */
export const fencedBy = (pool: FencedPool, key: KeyObject): Database =>
	new AskedBy(pool, new Fence(key, pool.engine === 'embedded' ? APP_ROLE : undefined));

/** What is kept of a database is kept for all who ask it. */
export const rootOf = (db: object): object => (db as { root?: object }).root ?? db;

/** For what is kept and told to everybody: nobody asks. */
export const ofNobody = (db: Database): Database => (db instanceof AskedBy ? db.asNobody() : db);

/** What the process does for itself. */
export const asProcess = (db: Database, at: Date): Database => db.as?.({ kind: 'process', at }) ?? db;

/** Where it is found out who comes in. */
export const inDoor = (db: Database, at: Date): Database => db.as?.({ kind: 'door', at }) ?? db;
