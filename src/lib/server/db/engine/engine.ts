import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { WanggeError } from '../../../domain/errors.ts';
import { projectRoot } from '../root.ts';
import { leanBundle } from './bundle.ts';

export interface EngineOptions {
	/** The PostgreSQL data folder. */
	folder: string;
	/** Wait for the disk at each commit. */
	durable: boolean;
	/**
	 * Stack of the engine's thread in MB (default 64). The engine checks a stack of its own (2 MB) and reports 54001;
	 * the thread's must be the larger of the two, or deep recursion breaks the engine before it can say so.
	 */
	stackMb?: number;
}

/** What became of one batch of messages. After `timeout` and `lost` the engine was reopened: nothing is open. */
export type Answer =
	| { state: string; bytes: Uint8Array }
	| { fault: 'timeout'; afterMs: number }
	| { fault: 'lost' | 'broken'; reason: string };

interface FromWorker {
	id?: number;
	bytes?: Uint8Array;
	state?: string;
	lost?: string;
	ready?: true;
	failed?: string;
}

const WORKER = ['src', 'lib', 'server', 'db', 'engine', 'worker.js'];
/** After this many failed starts in a row the engine is given up. */
const MAX_STARTS = 3;
const STACK_MB = 64;

/**
 * The embedded engine in its thread: asks it one batch at a time, and when a batch takes too long or breaks the
 * engine, ends the thread and opens the folder anew. What was not committed is then gone, as after a crash.
 */
export class Engine {
	readonly #options: EngineOptions;
	#worker: Worker | undefined;
	#starting: Promise<Worker> | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#nextId = 1;
	#failedStarts = 0;
	#closed = false;

	private constructor(options: EngineOptions) {
		this.#options = options;
	}

	/** @throws WanggeError engine-broken when the folder cannot be opened */
	static async open(options: EngineOptions): Promise<Engine> {
		const engine = new Engine(options);
		await engine.#start();
		return engine;
	}

	/** One batch of the client's messages; `timeoutMs` 0 waits for ever. */
	ask(bytes: Uint8Array, timeoutMs: number): Promise<Answer> {
		return this.#queue(() => this.#exchange({ bytes }, timeoutMs));
	}

	/** The client is gone: roll back what it left open, forget its settings. */
	forget(): Promise<void> {
		return this.#queue(async () => {
			if (this.#worker) await this.#exchange({ task: 'forget' }, 10_000);
		});
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await this.#queue(async () => {
			if (!this.#worker) return;
			await this.#exchange({ task: 'close' }, 60_000);
			await this.#worker?.terminate();
			this.#worker = undefined;
		});
	}

	#queue<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(work, work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	async #exchange(message: { bytes?: Uint8Array; task?: string }, timeoutMs: number): Promise<Answer> {
		let worker: Worker;
		try {
			worker = await this.#start();
		} catch (error) {
			return { fault: 'broken', reason: error instanceof Error ? error.message : String(error) };
		}
		const id = this.#nextId++;
		const answer = await new Promise<Answer>((resolve) => {
			const finish = (result: Answer) => {
				clearTimeout(watchdog);
				worker.off('message', onMessage);
				worker.off('error', onError);
				worker.off('exit', onExit);
				resolve(result);
			};
			const onMessage = (from: FromWorker) => {
				if (from.id !== id) return;
				if (from.lost !== undefined) finish({ fault: 'lost', reason: from.lost });
				else finish({ state: from.state ?? 'I', bytes: from.bytes ?? new Uint8Array() });
			};
			const onError = (error: Error) => finish({ fault: 'broken', reason: error.message });
			const onExit = (code: number) => finish({ fault: 'broken', reason: `engine thread ended (${code})` });
			const watchdog =
				timeoutMs > 0
					? setTimeout(() => finish({ fault: 'timeout', afterMs: timeoutMs }), timeoutMs)
					: undefined;
			worker.on('message', onMessage);
			worker.on('error', onError);
			worker.on('exit', onExit);
			worker.postMessage({ id, ...message });
		});
		if ('fault' in answer && message.task !== 'close') await this.#restart();
		return answer;
	}

	async #restart(): Promise<void> {
		const worker = this.#worker;
		this.#worker = undefined;
		this.#starting = undefined;
		await worker?.terminate();
		// A start that fails is tried again by the next batch, which then says what is wrong.
		await this.#start().catch(() => undefined);
	}

	#start(): Promise<Worker> {
		if (this.#worker) return Promise.resolve(this.#worker);
		if (this.#failedStarts >= MAX_STARTS) {
			return Promise.reject(this.#broken('gave up after repeated failures to open'));
		}
		this.#starting ??= this.#spawn().finally(() => {
			this.#starting = undefined;
		});
		return this.#starting;
	}

	async #spawn(): Promise<Worker> {
		const file = join(projectRoot(), ...WORKER);
		if (!existsSync(file)) throw this.#broken(`no ${WORKER.join('/')} in the project's root`);
		const worker = new Worker(file, {
			workerData: { ...this.#options, bundle: await leanBundle() },
			execArgv: [],
			resourceLimits: { stackSizeMb: this.#options.stackMb ?? STACK_MB }
		});
		// A process whose work is done ends without waiting for the engine; a batch on its way keeps it alive.
		try {
			await new Promise<void>((resolve, reject) => {
				worker.once('message', (from: FromWorker) =>
					from.ready ? resolve() : reject(this.#broken(from.failed ?? 'no start'))
				);
				worker.once('error', (error) => reject(this.#broken(error.message)));
				worker.once('exit', (code) => reject(this.#broken(`engine thread ended (${code})`)));
			});
		} catch (error) {
			this.#failedStarts += 1;
			await worker.terminate();
			throw error;
		}
		worker.removeAllListeners('error');
		worker.removeAllListeners('exit');
		// An end of the thread between two batches is met by the next batch, which starts it anew.
		worker.on('error', () => this.#gone(worker));
		worker.on('exit', () => this.#gone(worker));
		this.#failedStarts = 0;
		this.#worker = worker;
		return worker;
	}

	#gone(worker: Worker): void {
		if (this.#worker === worker) this.#worker = undefined;
	}

	#broken(reason: string): WanggeError {
		const { folder } = this.#options;
		return new WanggeError('engine-broken', { folder, reason }, `embedded engine in ${folder}: ${reason}`);
	}
}
