/** Which of the cases on the page are chosen, for something to be done to all of them. */
import { SvelteSet } from 'svelte/reactivity';

interface Listed {
	number: string;
}

export class Chosen<T extends Listed> {
	readonly numbers = new SvelteSet<string>();
	readonly #shown: () => readonly T[];
	/** From where a range begins. */
	#last: string | null = null;

	/** @param shown on the page, in their order */
	constructor(shown: () => readonly T[]) {
		this.#shown = shown;
	}

	/** Those that are on the page still, in its order. */
	get cases(): T[] {
		return this.#shown().filter(({ number }) => this.numbers.has(number));
	}

	get all(): boolean {
		const shown = this.#shown();
		return shown.length > 0 && shown.every(({ number }) => this.numbers.has(number));
	}

	/** One; with `range` all from the one before it to this one, which become what it becomes. */
	toggle(number: string, range = false): void {
		const on = !this.numbers.has(number);
		const shown = this.#shown().map((one) => one.number);
		const [from, to] = [shown.indexOf(this.#last ?? ''), shown.indexOf(number)];
		const these =
			range && from >= 0 && to >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [number];
		for (const one of these) this.#set(one, on);
		this.#last = number;
	}

	setAll(on: boolean): void {
		for (const { number } of this.#shown()) this.#set(number, on);
		this.#last = null;
	}

	clear(): void {
		this.numbers.clear();
		this.#last = null;
	}

	#set(number: string, on: boolean): void {
		if (on) this.numbers.add(number);
		else this.numbers.delete(number);
	}
}
