/**
 * Seeded dice (mulberry32, T. Ettinger's public-domain generator; seeds mixed by FNV-1a). The same seed gives the same
 * numbers on every machine. Every stage of the demonstration forks dice of its own by name, so that a change in one
 * stage leaves the others as they were.
 */
export class Random {
	#state: number;
	readonly #seed: string;

	constructor(seed: string | number) {
		this.#seed = String(seed);
		this.#state = hash(this.#seed);
	}

	/** Dice that depend on the first seed and the name alone, not on what was thrown before. */
	fork(name: string): Random {
		return new Random(`${this.#seed}/${name}`);
	}

	/** From 0 up to, not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	between(low: number, high: number): number {
		return low + (high - low) * this.next();
	}

	/** A whole number from low to high, both included. */
	int(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(from: readonly T[]): T {
		return from[Math.floor(this.next() * from.length)]!;
	}

	/** One of the entries, each as likely as its weight says. */
	weighted<T>(entries: readonly (readonly [T, number])[]): T {
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [value, weight] of entries) {
			left -= weight;
			if (left < 0) return value;
		}
		return entries[entries.length - 1]![0];
	}

	/** Bell curve around 0 with deviation 1 (Box-Muller). */
	normal(): number {
		return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
	}

	shuffle<T>(items: readonly T[]): T[] {
		const out = [...items];
		for (let i = out.length - 1; i > 0; i--) {
			const j = Math.floor(this.next() * (i + 1));
			[out[i], out[j]] = [out[j]!, out[i]!];
		}
		return out;
	}
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		h ^= text.charCodeAt(i);
		h = Math.imul(h, 0x01000193);
	}
	return h >>> 0;
}
