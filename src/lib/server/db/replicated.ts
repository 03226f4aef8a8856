/**
 * A primary and a streaming replica as one database. Single statements, and transactions that only read, are answered by
 * the replica while it is there and not too late; all others, and everything while it is not, by the primary.
 *
 * Whoever keeps an answer keeps it as one of a version that was read before. That stays true here because every reader
 * of a version raises the floor (notBefore), and no connection to the replica is used below it.
 */
import pino from 'pino';
import { isWanggeError } from '../../domain/errors.ts';
import { within } from './within.ts';
import type { OpenOptions, ReplicaState, Servers, Transaction, TransactionOptions } from './database.ts';
import { sqlstateOf } from './errors.ts';
import type { FencedPool } from './fence/asked-by.ts';
import type { Entry } from './fence/fence.ts';
import type { GateLoad } from './gate.ts';
import { readLag } from './limits.ts';
import { openServer } from './open-server.ts';
import type { PooledDatabase } from './pooled.ts';
import { Floor } from './replica-floor.ts';
import { ReplicaLag } from './replica-lag.ts';
import { loadStatements, type Statement } from './statements.ts';

const LOOK_EVERY_MS = 1000;
/** A replica that has not answered by then is gone. */
const ANSWER_WITHIN_MS = 5000;
/** A statement that a replica took back for its replay, or cannot run at all: the primary can. */
const ONLY_PRIMARY = ['40001', '25006'];

const statement = loadStatements('replica');
const log = pino({ name: 'replica', level: process.env.LOG_LEVEL ?? 'info' });

interface Standing {
	position: number;
	replica: boolean;
	identity: string;
}

export interface ReplicaOptions {
	/** A replica that is later than this is not used, ms. */
	lagMs: number;
	/** Milliseconds of a clock that never goes back. */
	clock?: () => number;
	/** Told once whenever the state has changed. */
	say?: (state: ReplicaState, reason: string) => void;
}

/**
 * What readers are given: `primary` itself, or with the address of a replica both as one.
 * @throws WanggeError invalid { field: 'WANGGE_READ_LAG_MS' }
 */
export async function openReads(
	primary: FencedPool,
	url: string | undefined,
	environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<FencedPool> {
	if (!url || primary.engine !== 'server') return primary;
	const reads = new ReplicatedDatabase(primary as PooledDatabase, url, { lagMs: readLag(environment) });
	await reads.look();
	reads.watch();
	return reads;
}

export class ReplicatedDatabase implements FencedPool {
	readonly engine = 'server';
	readonly connections: number;
	readonly #primary: PooledDatabase;
	readonly #open: () => Promise<PooledDatabase>;
	readonly #options: Required<ReplicaOptions>;
	readonly #floor = new Floor();
	readonly #lag: ReplicaLag;
	#replica: PooledDatabase | undefined;
	#opening: Promise<PooledDatabase> | undefined;
	#state: ReplicaState = 'gone';
	#said: ReplicaState | undefined;
	#primaryAnswers = true;
	/** Something was written that the floor does not know of yet. */
	#wrote = true;
	#identity: string | undefined;
	#looking: Promise<void> | undefined;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	/** The replica is not used before look() has found it. Closing this closes both. */
	constructor(primary: PooledDatabase, url: string, options: ReplicaOptions, open: OpenOptions = {}) {
		this.#primary = primary;
		this.#options = { clock: () => performance.now(), say: tell, ...options };
		this.#lag = new ReplicaLag(2 * this.#options.lagMs);
		this.#open = () => openServer(url, { ...open, readOnly: true }, this.#floor);
		this.connections = primary.connections;
	}

	query<R>(text: string | Statement, values: readonly unknown[] = []): Promise<R[]> {
		return this.queryAs<R>(undefined, text, values);
	}

	queryAs<R>(
		entry: Entry | undefined,
		text: string | Statement,
		values: readonly unknown[] = []
	): Promise<R[]> {
		return this.#reading((one) => one.queryAs<R>(entry, text, values));
	}

	async #reading<T>(ask: (one: PooledDatabase) => Promise<T>): Promise<T> {
		this.#primary.mustBeOutside();
		if (this.#state !== 'ok' || !this.#replica) return ask(this.#primary);
		try {
			return await ask(this.#replica);
		} catch (error) {
			const state = afterFault(error);
			if (!state) throw error;
			// For all from now on, until a look finds it good again: one request must not see now the one, now the other.
			this.#become(state, state === 'gone' ? 'database-unreachable' : undefined);
			return ask(this.#primary);
		}
	}

	script(text: string): Promise<void> {
		return this.#writing(this.#primary.script(text));
	}

	transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
		return this.transactionAs(undefined, work, options);
	}

	transactionAs<T>(
		entry: Entry | undefined,
		work: (tx: Transaction) => Promise<T>,
		options?: TransactionOptions
	): Promise<T> {
		if (options?.reads) return this.#reading((one) => one.transactionAs(entry, work, options));
		return this.#writing(this.#primary.transactionAs(entry, work, options));
	}

	settle(): Promise<void> {
		return this.#primary.settle();
	}

	notBefore(position: number): void {
		this.#floor.raise(position);
	}

	from(position: number): FencedPool {
		return this.#state !== 'ok' || position <= this.#floor.reached ? this : this.#primary;
	}

	servers(): Servers {
		return { replica: this.#state, primaryAnswers: this.#primaryAnswers };
	}

	load(): GateLoad {
		const loads = [this.#primary, ...(this.#replica ? [this.#replica] : [])].map((one) => one.load());
		const refused = loads.flatMap(({ refusedMsAgo }) => (refusedMsAgo === null ? [] : [refusedMsAgo]));
		return {
			running: loads.reduce((sum, { running }) => sum + running, 0),
			waiting: loads.reduce((sum, { waiting }) => sum + waiting, 0),
			longestWaitMs: Math.max(...loads.map(({ longestWaitMs }) => longestWaitMs)),
			longestRunMs: Math.max(...loads.map(({ longestRunMs }) => longestRunMs)),
			refusedMsAgo: refused.length > 0 ? Math.min(...refused) : null
		};
	}

	/** Looks again and again whether the replica is good, until it is closed. */
	watch(): void {
		this.#timer = setTimeout(() => {
			void this.look().finally(() => {
				if (!this.#closed) this.watch();
			});
		}, LOOK_EVERY_MS);
		this.#timer.unref();
	}

	/** Looks once. Never rejects. */
	look(): Promise<void> {
		return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#timer);
		await this.#looking;
		// One that is opened too late is nobody's any more, and nobody waits for it.
		void this.#opening?.then(
			(late) => late.close(),
			() => undefined
		);
		await this.#replica?.close();
		await this.#primary.close();
	}

	async #look(): Promise<void> {
		await within(ANSWER_WITHIN_MS, this.#askPrimary(), silent).catch(() => (this.#primaryAnswers = false));
		let standing: Standing;
		try {
			standing = await within(ANSWER_WITHIN_MS, this.#askReplica(), silent);
		} catch (error) {
			// A crowd before its door says nothing about it.
			if (isWanggeError(error, 'database-busy')) return;
			const kind = isWanggeError(error) ? error.kind : 'silent';
			return this.#become(kind === 'replica-behind' ? 'late' : 'gone', kind);
		}
		if (!standing.replica || (this.#identity !== undefined && standing.identity !== this.#identity))
			return this.#become('gone', 'no replica of this primary');
		this.#floor.came(standing.position);
		const late = this.#lag.of(standing.position);
		const good = !this.#wrote && late <= this.#options.lagMs;
		this.#become(good ? 'ok' : 'late', good ? '' : 'lag');
	}

	async #askPrimary(): Promise<void> {
		const at = this.#options.clock();
		const wrote = this.#wrote;
		this.#wrote = false;
		try {
			const [{ position, identity }] = (await this.#primary.query<Standing>(statement('standing'))) as [
				Standing
			];
			this.#lag.note(position, at);
			this.#identity = identity;
			this.#primaryAnswers = true;
			if (wrote) this.#floor.raise(position);
		} catch (error) {
			this.#wrote ||= wrote;
			if (isWanggeError(error, 'database-unreachable')) this.#primaryAnswers = false;
		}
	}

	async #askReplica(): Promise<Standing> {
		// A look that waited in vain is followed by others: they wait for the same.
		if (!this.#replica) {
			this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
			this.#replica = await this.#opening;
		}
		const [standing] = await this.#replica.query<Standing>(statement('standing'));
		return standing!;
	}

	/** Whoever has written must see it in all that they ask for after it. */
	async #writing<T>(work: Promise<T>): Promise<T> {
		const result = await work;
		this.#wrote = true;
		await this.#askPrimary();
		if (this.#wrote) this.#become('late');
		return result;
	}

	/** @param reason is said; without one the next look decides whether there is anything to say */
	#become(state: ReplicaState, reason?: string): void {
		if (this.#closed) return;
		this.#state = state;
		if (reason === undefined || state === this.#said) return;
		this.#said = state;
		this.#options.say(state, reason);
	}
}

/** What a fault says of the replica; undefined when it says nothing, as one of the statement itself. */
function afterFault(error: unknown): ReplicaState | undefined {
	if (isWanggeError(error, 'database-unreachable')) return 'gone';
	if (isWanggeError(error, 'replica-behind') || ONLY_PRIMARY.includes(sqlstateOf(error) ?? '')) return 'late';
	return undefined;
}

const silent = () => new Error('no answer');

function tell(state: ReplicaState, reason: string): void {
	if (state === 'ok') log.info('reads go to the replica');
	else log.warn({ replica: state, reason }, 'reads go to the primary');
}
