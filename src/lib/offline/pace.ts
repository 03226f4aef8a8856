/** When an open page asks anew for what it shows, after it was told of a change. */

/** However much is done, it is not asked more often, ms. */
const PAUSE_MS = 700;
/** Not all that are open ask at the same moment: not after one change, nor, when much is done, time and again, ms. */
const SPREAD_MS = 250;

/**
 * A first change is shown at once, those that follow it together.
 * @param since how long ago it was asked for a change, ms; Infinity: never
 * @returns how long to wait, ms: less than a second
 */
export const waitToRead = (since: number): number =>
	Math.max(0, PAUSE_MS - since) + Math.random() * SPREAD_MS;

/** Asks anew for what is shown, soon after each change. */
export class Paced<T> {
	readonly #work: () => T;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#at = -Infinity;

	constructor(work: () => T) {
		this.#work = work;
	}

	soon(): void {
		this.#timer ??= setTimeout(() => this.now(), waitToRead(performance.now() - this.#at));
	}

	now(): T {
		this.stop();
		this.#at = performance.now();
		return this.#work();
	}

	/** Forgets what was asked for. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}

/** The same with all that was told since the last time. */
export class PacedOf<All, Told> {
	readonly #nothing: All;
	readonly #join: (all: All, told: Told) => All;
	readonly #paced: Paced<void>;
	#all: All;

	constructor(nothing: All, join: (all: All, told: Told) => All, work: (all: All) => void) {
		this.#all = this.#nothing = nothing;
		this.#join = join;
		this.#paced = new Paced(() => {
			const all = this.#all;
			this.#all = nothing;
			work(all);
		});
	}

	soon(told: Told): void {
		this.#all = this.#join(this.#all, told);
		this.#paced.soon();
	}

	stop(): void {
		this.#paced.stop();
		this.#all = this.#nothing;
	}
}
