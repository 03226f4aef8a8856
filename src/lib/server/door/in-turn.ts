/**
 * Work that keeps this process's one thread for long, a few pieces at a time and in the order of coming. Between two of
 * them all that has come meanwhile is looked at: whoever asks for little does not wait behind a crowd that asks for much.
 * Who comes is counted at the door; here nobody is sent away.
 */
export class InTurn {
	readonly #waiting: (() => void)[] = [];
	#free: number;

	constructor(places: number) {
		this.#free = places;
	}

	async take<T>(work: () => Promise<T>): Promise<T> {
		if (this.#free > 0) this.#free -= 1;
		else await new Promise<void>((letIn) => this.#waiting.push(letIn));
		try {
			return await work();
		} finally {
			setImmediate(() => {
				const next = this.#waiting.shift();
				if (next) next();
				else this.#free += 1;
			});
		}
	}
}
