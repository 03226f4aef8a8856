/**
 * Answers that are given again while what they tell of is as it was. When something is done, all displays and lists that
 * show it ask within a second: whoever asks for the same is given what one of them was.
 */
import { Together } from './together.ts';

/** What is told of time in an answer may be so old, ms. */
const KNOWN_MS = 2000;

export interface Marked<T> {
	/** Another text whenever the answer may be another one; as it was before the answer was read. */
	mark: string;
	value: T;
}

export class WhileSame<T> {
	readonly #mark: () => Promise<string>;
	readonly #marks = new Together<string>();
	readonly #answers = new Together<T>();
	readonly #known = new Map<string, Marked<T> & { at: number }>();

	/** @param mark asks how it is now */
	constructor(mark: () => Promise<string>) {
		this.#mark = mark;
	}

	/**
	 * @param key of all that the answer depends on besides what is marked
	 * @param now the moment for which is asked: an answer for another one is not so much older, and no younger
	 * @param read begins to read it
	 * @throws what `read` and the asking for the mark throw
	 */
	async ask(key: string, now: Date, read: () => Promise<Marked<T>>): Promise<T> {
		if (this.#fresh(key, now)) {
			const mark = await this.#marks.ask('', this.#mark);
			// Meanwhile somebody may have read it anew.
			const known = this.#fresh(key, now);
			if (known?.mark === mark) return known.value;
		}
		return this.#answers.ask(key, async () => {
			const { mark, value } = await read();
			this.#forget(now);
			this.#known.set(key, { mark, value, at: now.getTime() });
			return value;
		});
	}

	#fresh(key: string, now: Date): Marked<T> | undefined {
		const known = this.#known.get(key);
		const age = known ? now.getTime() - known.at : NaN;
		return age >= 0 && age < KNOWN_MS ? known : undefined;
	}

	#forget(now: Date): void {
		for (const key of this.#known.keys()) if (!this.#fresh(key, now)) this.#known.delete(key);
	}
}
