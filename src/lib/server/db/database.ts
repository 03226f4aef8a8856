import type { GateLoad } from './gate.ts';
import type { Who } from './fence/who.ts';
import type { Statement } from './statements.ts';

/** Anything that can be asked: a database, or the transaction that is open on it. */
export interface Queryable {
	/**
	 * One statement with bound values ($1, $2, ...); its rows. A text with several statements is refused.
	 * @throws WanggeError by the SQLSTATE (errors.ts)
	 */
	query<R>(statement: string | Statement, values?: readonly unknown[]): Promise<R[]>;
	/** Several statements in one text, without values or rows: for migrations, functions and seeds. */
	script(text: string): Promise<void>;
}

/** A row for a bulk load: one value for each column, in the order of the statement's columns. */
export type BulkRow = readonly (string | number | boolean | null)[];

/** The two statements of a bulk load; both write the same columns in the same order. */
export interface BulkLoad {
	/** `copy t (a, b) from stdin` */
	copy: Statement;
	/** `insert into t (a, b) select ... from unnest($1::text[], $2::int[])`: an array for each column. */
	insert: Statement;
}

export interface Transaction extends Queryable {
	/** A savepoint: what `work` did is undone when it throws, and the outer transaction can go on. */
	transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Rows by a cursor, `batch` at a time (500), for results too large to hold. */
	stream<R>(statement: string | Statement, values?: readonly unknown[], batch?: number): AsyncGenerator<R>;
	/**
	 * Writes rows as they are made, without ever holding them all: by COPY where the engine can hold that talk, else
	 * by unnest in batches. `rows` must not ask this transaction while it makes them. `onRows` hears how many are sent.
	 * @returns how many rows were written
	 * @throws what `rows` throws; otherwise like query()
	 */
	load(load: BulkLoad, rows: Iterable<BulkRow>, onRows?: (sent: number) => void): Promise<number>;
}

export interface TransactionOptions {
	/** Longest time for one statement in it, in ms; 0 for no limit. Default: the database's own. */
	statementTimeoutMs?: number;
	/**
	 * It only reads: the database refuses to write in it, and a replica may answer it. Where that one fails, `work` is done
	 * again from its beginning.
	 */
	reads?: boolean;
}

/**
 * What is asked when all connections are taken waits its turn, for a bounded time and with a bounded number of others;
 * then, or when too many wait, it ends with database-busy. Work that said it needs no limit waits for as long as it takes.
 */
export interface Database extends Queryable {
	readonly engine: 'server' | 'embedded';
	/** How many statements can run at a time. */
	readonly connections: number;
	/**
	 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. On the embedded
	 * engine there is one connection, so transactions run one after another. Inside `work` use `tx`: asking the
	 * database itself there is an error (transaction-nested), because on one connection it would wait for ever.
	 */
	transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
	/**
	 * After a bulk load: fresh planner statistics, dead rows removed and, on the embedded engine, which has
	 * neither autovacuum nor checkpointer, a checkpoint.
	 */
	settle(): Promise<void>;
	/**
	 * Only where some statements are answered by a replica: from now on none sees the database as it was before this
	 * position of its log (db/functions/05_position.sql). For whoever keeps, or tells, what rests on a version just read.
	 */
	notBefore?(position: number): void;
	/**
	 * Only there: the database for somebody who was told of a position by another process. This one when its replica is
	 * known to have come so far, else the primary.
	 */
	from?(position: number): Database;
	/**
	 * The same database as it is for whoever asks, held by row-level security; one that was opened as its owner, for
	 * commands and tests, is the same for everybody. Inside a transaction who asks stays who began it.
	 */
	as?(who: Who): Database;
	/** What is kept of a database is kept of this one, whoever asks it. */
	readonly root?: Database;
	/** Only there: how the servers are. */
	servers?(): Servers | undefined;
	/** How many are at work and wait now, and for how long; costs no query. */
	load(): GateLoad;
	close(): Promise<void>;
}

/** late: not used until it has caught up. gone: it cannot be reached, or is no replica of this primary. */
export type ReplicaState = 'ok' | 'late' | 'gone';

export interface Servers {
	replica: ReplicaState;
	/** Whether the primary answered when it was last asked. */
	primaryAnswers: boolean;
}

export interface OpenOptions {
	/** postgres:// address. Default: DATABASE_URL, unless `dataDir` is given. */
	url?: string;
	/** Folder of the embedded engine. Default: .data/database in the project's root. */
	dataDir?: string;
	/** Refuse writes. */
	readOnly?: boolean;
	/** Longest time for one statement, in ms; 0 for no limit. Default: WANGGE_STATEMENT_TIMEOUT_MS or 30,000 (embedded: 60,000). */
	statementTimeoutMs?: number;
	/** Connections to a server. Default: WANGGE_CONNECTIONS or 10. The embedded engine has one. */
	connections?: number;
	/** How many may wait for a connection. Default: 20 for each connection; embedded: 100. */
	waiting?: number;
	/** How long one may wait for a connection, ms. Default 8,000. */
	waitMs?: number;
	/** Time zone of every connection. Default: WANGGE_TIMEZONE or Asia/Shanghai. */
	timezone?: string;
	/**
	 * Embedded: wait for the disk at each commit (default true). Tests and throw-away imports can do without.
	 */
	durable?: boolean;
}
