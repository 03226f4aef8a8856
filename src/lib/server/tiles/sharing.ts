import type { Turns } from './turns.ts';

interface Underway<T> {
	work: Promise<T | undefined>;
	/** Those who still want it. */
	askers: number;
	begun: boolean;
	readonly control: AbortController;
}

/** Work by key: two who ask for the same wait for the same, and what nobody wants any more is not begun. */
export class Sharing<T> {
	readonly #turns: Turns;
	readonly #underway = new Map<string, Underway<T>>();

	constructor(turns: Turns) {
		this.#turns = turns;
	}

	/**
	 * @returns undefined as soon as the asker has gone (`signal`)
	 * @throws what `make` throws, and WanggeError database-busy when it does not get its turn
	 */
	async once(key: string, make: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
		if (signal?.aborted) return undefined;
		const one = this.#underway.get(key) ?? this.#begin(key, make);
		one.askers += 1;
		const going = leaving(signal);
		try {
			return await Promise.race([one.work, going.gone]);
		} finally {
			going.forget();
			one.askers -= 1;
			if (one.askers === 0 && !one.begun) {
				// Whoever asks from now on must not share in what is called off.
				this.#end(key, one);
				one.control.abort();
			}
		}
	}

	#begin(key: string, make: () => Promise<T>): Underway<T> {
		const one: Underway<T> = {
			work: Promise.resolve(undefined),
			askers: 0,
			begun: false,
			control: new AbortController()
		};
		this.#underway.set(key, one);
		one.work = this.#turns
			.take(() => {
				one.begun = true;
				return make();
			}, one.control.signal)
			.finally(() => this.#end(key, one));
		return one;
	}

	#end(key: string, one: Underway<T>): void {
		if (this.#underway.get(key) === one) this.#underway.delete(key);
	}
}

function leaving(signal: AbortSignal | undefined): { gone: Promise<undefined>; forget(): void } {
	let go: () => void = () => undefined;
	const gone = new Promise<undefined>((resolve) => (go = () => resolve(undefined)));
	signal?.addEventListener('abort', go);
	return { gone, forget: () => signal?.removeEventListener('abort', go) };
}
