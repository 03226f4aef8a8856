import { WanggeError } from '../../domain/errors.ts';

export interface TurnLimits {
	/** How many work at a time. */
	readonly places: number;
	/** How many may wait. */
	readonly waiting: number;
	/** How long one may wait, ms. */
	readonly waitMs: number;
}

interface Waiter {
	readonly letIn: () => void;
	readonly sendAway: (error: WanggeError) => void;
	readonly forget: () => void;
	timer?: NodeJS.Timeout;
}

/**
 * Lets a few work at a time. Who asked last goes first: on a map that was moved on, the newest tiles are the ones
 * that somebody still looks at. So when too many wait, the one that has waited longest is sent away.
 */
export class Turns {
	readonly #limits: TurnLimits;
	#free: number;
	readonly #waiting: Waiter[] = [];

	constructor(limits: TurnLimits) {
		this.#limits = limits;
		this.#free = limits.places;
	}

	/** How many wait now. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/**
	 * @returns what `work` returns; undefined without working when the signal was aborted before its turn.
	 * @throws WanggeError database-busy { reason: 'full' | 'waited', what: 'tiles' }
	 */
	async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
		if (signal?.aborted) return undefined;
		if (this.#free > 0) this.#free--;
		else if (!(await this.#wait(signal))) return undefined;
		try {
			return await work();
		} finally {
			const next = this.#waiting.pop();
			if (next) next.letIn();
			else this.#free++;
		}
	}

	/** @returns false when the asker has gone meanwhile. */
	#wait(signal: AbortSignal | undefined): Promise<boolean> {
		return new Promise((resolve, reject) => {
			const over = <R>(settle: (result: R) => void) => {
				return (result: R) => {
					clearTimeout(waiter.timer);
					signal?.removeEventListener('abort', gone);
					settle(result);
				};
			};
			const waiter: Waiter = {
				letIn: () => over(resolve)(true),
				sendAway: over(reject),
				forget: () => over(resolve)(false)
			};
			const gone = () => {
				this.#remove(waiter);
				waiter.forget();
			};
			signal?.addEventListener('abort', gone);
			waiter.timer = setTimeout(() => {
				this.#remove(waiter);
				waiter.sendAway(busy('waited'));
			}, this.#limits.waitMs);
			this.#waiting.push(waiter);
			if (this.#waiting.length > this.#limits.waiting) this.#waiting.shift()!.sendAway(busy('full'));
		});
	}

	#remove(waiter: Waiter): void {
		const place = this.#waiting.indexOf(waiter);
		if (place !== -1) this.#waiting.splice(place, 1);
	}
}

const busy = (reason: 'full' | 'waited') => new WanggeError('database-busy', { reason, what: 'tiles' });
