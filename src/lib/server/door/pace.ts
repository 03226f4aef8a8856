/**
 * Begins one piece of work in each turn of the event loop. Requests that came in one packet of the network would else
 * all be begun before anything is read or written again, and whoever asks how the process is waits for the sum.
 */
export class Pace {
	readonly #waiting: (() => void)[] = [];
	#begun = false;

	/** At once, where nothing else has been begun in this turn; else in a later one, in the order of coming. */
	begin(work: () => void): void {
		if (this.#begun) {
			this.#waiting.push(work);
			return;
		}
		this.#begun = true;
		setImmediate(() => this.#turn());
		work();
	}

	#turn(): void {
		this.#begun = false;
		const next = this.#waiting.shift();
		if (next) this.begin(next);
	}
}
