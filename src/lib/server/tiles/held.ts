import { WanggeError } from '../../domain/errors.ts';
import { within } from '../db/within.ts';

/** A change is seen at the latest so long after it, in ms. */
const HOLDS_MS = 1000;
/** So many wait for one reading at most, and so long. */
const MOST_WAITING = 1000;
const WAIT_MS = 8000;

/**
 * Something that is read again at most once a second, however many ask: those who ask meanwhile share one reading, so a
 * thousand requests cost the database as much as one.
 */
export class Held<T> {
	readonly #read: () => Promise<T>;
	#kept: { value: T; at: number } | undefined;
	#reading: Promise<T> | undefined;
	#waiting = 0;

	constructor(read: () => Promise<T>) {
		this.#read = read;
	}

	/** The same without asking; undefined when what is kept is older. */
	held(now: Date): T | undefined {
		const age = this.#kept ? now.getTime() - this.#kept.at : Infinity;
		return age >= 0 && age < HOLDS_MS ? this.#kept?.value : undefined;
	}

	/** @throws WanggeError database-busy when the reading takes too long or too many wait for it, and what it throws. */
	async at(now: Date): Promise<T> {
		const held = this.held(now);
		if (held !== undefined) return held;
		if (this.#waiting >= MOST_WAITING) throw busy('full');
		this.#waiting += 1;
		try {
			return await (this.#reading ??= this.#begin(now.getTime()));
		} finally {
			this.#waiting -= 1;
		}
	}

	#begin(at: number): Promise<T> {
		return within(WAIT_MS, this.#read(), () => busy('waited'))
			.then((value) => {
				this.#kept = { value, at };
				return value;
			})
			.finally(() => (this.#reading = undefined));
	}
}

const busy = (reason: 'full' | 'waited') => new WanggeError('database-busy', { reason, what: 'tiles' });
