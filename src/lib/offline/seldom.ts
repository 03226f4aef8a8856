/** Does a piece of work when asked, but not more often than every so many ms: those who ask between share the next time. */
export class Seldom {
	readonly #everyMs: number;
	readonly #work: () => void;
	/** Runs while it is too early for the next time. */
	#pause: ReturnType<typeof setTimeout> | undefined;
	#asked = false;

	constructor(everyMs: number, work: () => void) {
		this.#everyMs = everyMs;
		this.#work = work;
	}

	ask(): void {
		this.#asked = true;
		if (this.#pause === undefined) this.#now();
	}

	/** Forgets what was asked. */
	stop(): void {
		clearTimeout(this.#pause);
		this.#pause = undefined;
		this.#asked = false;
	}

	#now(): void {
		this.#pause = undefined;
		if (!this.#asked) return;
		this.#asked = false;
		this.#pause = setTimeout(() => this.#now(), this.#everyMs);
		this.#work();
	}
}
