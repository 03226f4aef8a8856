import { rootOf } from './fence/asked-by.ts';

/** What is kept of each open database for all who ask it, whoever they are: a process has one, a test several. */
export class PerDatabase<D extends object, T> {
	readonly #kept = new WeakMap<object, T>();
	readonly #make: (db: D) => T;

	constructor(make: (db: D) => T) {
		this.#make = make;
	}

	/** Made where there is none yet. */
	of(db: D): T {
		const root = rootOf(db);
		let kept = this.#kept.get(root);
		if (kept === undefined) this.#kept.set(root, (kept = this.#make(db)));
		return kept;
	}

	/** Undefined where there is none yet. */
	known(db: D): T | undefined {
		return this.#kept.get(rootOf(db));
	}

	forget(db: D): void {
		this.#kept.delete(rootOf(db));
	}
}
