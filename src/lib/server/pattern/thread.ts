/** Threads that look for hot spots: one at a time for the whole process, others wait their turn. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { WanggeError } from '../../domain/errors.ts';
import { projectRoot } from '../db/index.ts';
import type { Told, Work } from './work.ts';

const FILE = ['src', 'lib', 'server', 'pattern', 'worker.js'];
/** Whoever comes later is told that the server is busy. */
const MOST_WAITING = 12;

let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;

export interface Watching {
	told(what: Told): void;
	/** The thread is ended. */
	signal: AbortSignal;
	/** After so long it is ended too. */
	limitMs: number;
}

/**
 * Waits for its turn, and does the work in a thread of its own.
 * @throws WanggeError server-busy where too many wait; the signal's reason; TookTooLong
 */
export async function inThread(work: () => Promise<Work>, watching: Watching): Promise<void> {
	if (waiting >= MOST_WAITING) throw new WanggeError('server-busy', { what: 'hot-spots' });
	waiting++;
	const before = turn;
	const done = (async () => {
		await before;
		watching.signal.throwIfAborted();
		await run(await work(), watching);
	})();
	turn = done.then(
		() => undefined,
		() => undefined
	);
	try {
		await done;
	} finally {
		waiting--;
	}
}

export class TookTooLong extends Error {}

function run(workerData: Work, { told, signal, limitMs }: Watching): Promise<void> {
	signal.throwIfAborted();
	return new Promise<void>((resolve, reject) => {
		const worker = new Worker(join(projectRoot(), ...FILE), { workerData, execArgv: [] });
		const timer = setTimeout(() => end(new TookTooLong()), limitMs);
		const abort = () => end(signal.reason);
		const end = (error?: unknown) => {
			clearTimeout(timer);
			signal.removeEventListener('abort', abort);
			worker.removeAllListeners();
			// A thread that is ended in the middle of its work may still say so.
			worker.on('error', () => {});
			void worker.terminate();
			if (error === undefined) resolve();
			else reject(error as Error);
		};
		signal.addEventListener('abort', abort);
		worker.on('message', told);
		worker.on('error', end);
		worker.on('exit', (code) => end(code === 0 ? undefined : new Error(`thread ended (${code})`)));
	});
}
