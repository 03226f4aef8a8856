/** Keeps what was used last, up to a weight: finished tiles, in memory. */
export class RecentlyUsed<T> {
	readonly #kept = new Map<string, { value: T; weight: number }>();
	#weight = 0;

	/** @param most highest sum of weights (bytes) */
	constructor(private readonly most: number) {}

	get(key: string): T | undefined {
		const found = this.#kept.get(key);
		if (!found) return undefined;
		// A Map remembers the order of insertion: what is used goes to the end.
		this.#kept.delete(key);
		this.#kept.set(key, found);
		return found.value;
	}

	set(key: string, value: T, weight: number): void {
		this.#drop(key);
		if (weight > this.most) return;
		this.#kept.set(key, { value, weight });
		this.#weight += weight;
		for (const oldest of this.#kept.keys()) {
			if (this.#weight <= this.most) break;
			this.#drop(oldest);
		}
	}

	get weight(): number {
		return this.#weight;
	}

	#drop(key: string): void {
		const found = this.#kept.get(key);
		if (!found) return;
		this.#kept.delete(key);
		this.#weight -= found.weight;
	}
}
