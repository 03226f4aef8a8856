/**
 * Spreads work over turns of the event loop. Requests that came together would else all be begun before anything is
 * read or written again, and whoever asks how the process is waits for the sum.
 */
export class Pace {
	readonly #turnMs: number;
	readonly #clock: () => number;
	readonly #waiting: (() => void)[] = [];
	/** Milliseconds of this turn; undefined where nothing has been begun in it. */
	#spent: number | undefined;

	/**
	 * @param turnMs nothing more is begun in a turn in which work has taken so long; 0: one piece in each turn, for work
	 * that goes on after its beginning
	 */
	constructor(turnMs: number, clock = () => performance.now()) {
		this.#turnMs = turnMs;
		this.#clock = clock;
	}

	/** At once, where there is time left in this turn; else in a later one, in the order of coming. */
	begin(work: () => void): void {
		if (this.#waiting.length > 0 || !this.#hasTime()) this.#waiting.push(work);
		else this.#run(work);
	}

	#hasTime = () => this.#spent === undefined || this.#spent < this.#turnMs;

	#run(work: () => void): void {
		if (this.#spent === undefined) setImmediate(() => this.#turn());
		const began = this.#clock();
		try {
			work();
		} finally {
			this.#spent = (this.#spent ?? 0) + this.#clock() - began;
		}
	}

	#turn(): void {
		this.#spent = undefined;
		while (this.#waiting.length > 0 && this.#hasTime()) this.#run(this.#waiting.shift()!);
	}
}
