/** The worker that takes tiles apart, as a function. */
import type { Shapes, Wanted } from './shapes.ts';
import type { Job } from './shapes.worker.ts';

interface Answer {
	number: number;
	made?: Shapes;
	fault?: string;
}

export class ShapeWorker {
	readonly #worker = new Worker(new URL('./shapes.worker.ts', import.meta.url), { type: 'module' });
	readonly #waiting = new Map<number, { resolve(made: Shapes): void; reject(error: Error): void }>();
	#number = 0;

	constructor() {
		this.#worker.onmessage = ({ data: { number, made, fault } }: MessageEvent<Answer>) => {
			const waiting = this.#waiting.get(number);
			this.#waiting.delete(number);
			if (made) waiting?.resolve(made);
			else waiting?.reject(new Error(fault));
		};
		// Its code did not come, or does not run here: whoever waits is told.
		this.#worker.onerror = ({ message }) => {
			for (const { reject } of this.#waiting.values()) reject(new Error(message));
			this.#waiting.clear();
		};
	}

	/** @throws Error when the bytes are no vector tile */
	takeApart(wanted: Wanted, bytes: ArrayBuffer): Promise<Shapes> {
		const job: Job = { number: this.#number++, wanted, bytes };
		return new Promise((resolve, reject) => {
			this.#waiting.set(job.number, { resolve, reject });
			this.#worker.postMessage(job, [bytes]);
		});
	}

	close(): void {
		this.#worker.terminate();
	}
}
