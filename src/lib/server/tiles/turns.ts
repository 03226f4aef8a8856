/**
 * Lets a few work at a time. Who asked last goes first: on a map that was moved on, the newest tiles are the ones
 * that somebody still looks at.
 */
export class Turns {
	#free: number;
	readonly #waiting: (() => void)[] = [];

	constructor(places: number) {
		this.#free = places;
	}

	/** @returns what `work` returns; undefined without working when the signal was aborted before its turn. */
	async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
		if (this.#free > 0) this.#free--;
		else await new Promise<void>((go) => this.#waiting.push(go));
		try {
			return signal?.aborted ? undefined : await work();
		} finally {
			const next = this.#waiting.pop();
			if (next) next();
			else this.#free++;
		}
	}
}
