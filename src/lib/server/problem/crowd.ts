const A_MINUTE_MS = 60_000;

/** Requests that were sent away, for the log: one line a minute with their number, where each has a line none is read. */
export class Crowd {
	#count = 0;
	#timer: NodeJS.Timeout | undefined;

	/** @param say is told at the first one, and after each minute in which there were more. */
	constructor(private readonly say: (refused: number) => void) {}

	tell(): void {
		this.#count += 1;
		if (this.#timer === undefined) this.#report();
	}

	#report(): void {
		this.say(this.#count);
		this.#count = 0;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (this.#count > 0) this.#report();
		}, A_MINUTE_MS);
		this.#timer.unref();
	}
}
