import { WanggeError } from '../../domain/errors.ts';

export interface QueueLimits {
	/** How many may wait; each keeps its file in memory. */
	readonly waiting: number;
	/** How long one may wait, ms. */
	readonly waitMs: number;
}

/** One works at a time, in the order of coming: a picture takes all the memory and the processor that it is allowed. */
export class Queue {
	readonly #limits: QueueLimits;
	readonly #waiting: (() => void)[] = [];
	#isTaken = false;

	constructor(limits: QueueLimits) {
		this.#limits = limits;
	}

	/** @throws WanggeError server-busy { what: 'photos', reason: 'full' | 'waited' }, without having worked */
	async take<T>(work: () => Promise<T>): Promise<T> {
		if (this.#isTaken) await this.#wait();
		this.#isTaken = true;
		try {
			return await work();
		} finally {
			const next = this.#waiting.shift();
			// The place is handed on, so that nobody who comes now is quicker.
			if (next) next();
			else this.#isTaken = false;
		}
	}

	#wait(): Promise<void> {
		if (this.#waiting.length >= this.#limits.waiting) return Promise.reject(busy('full'));
		return new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#waiting.splice(this.#waiting.indexOf(letIn), 1);
				reject(busy('waited'));
			}, this.#limits.waitMs);
			const letIn = () => {
				clearTimeout(timer);
				resolve();
			};
			this.#waiting.push(letIn);
		});
	}
}

const busy = (reason: 'full' | 'waited') => new WanggeError('server-busy', { what: 'photos', reason });
