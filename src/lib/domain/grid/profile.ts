/** A piece of ground seen along one direction: how much of it lies below each position. Metres. */
import type { Density, Samples } from './density.ts';
import type { Rings } from './lattice.ts';

/** From this share of built-up ground on, weight goes with area alone. */
const ALL_BUILT_UP = 0.85;

export class Profile {
	readonly low: number;
	readonly high: number;
	readonly #s: number[][];
	readonly #t: number[][];
	readonly #samples: number[];
	readonly #perArea: number;
	readonly #perSample: number;
	readonly #whole: number;

	/** @param rings shell counter-clockwise, holes clockwise */
	constructor(
		rings: Rings,
		area: number,
		samples: Samples,
		density: Density,
		readonly nx: number,
		readonly ny: number
	) {
		this.#s = rings.map((ring) => project(ring, nx, ny));
		this.#t = rings.map((ring) => project(ring, -ny, nx));
		this.low = Math.min(...this.#s[0]!);
		this.high = Math.max(...this.#s[0]!);
		const even = samples.length === 0 || density.share(area, samples) > ALL_BUILT_UP;
		this.#samples = even ? [] : project(samples, nx, ny).sort((p, q) => p - q);
		this.#perArea = even ? 1 : 1 / density.rules.coarse;
		this.#perSample = density.sampleWeight;
		this.#whole = area * this.#perArea + this.#samples.length * this.#perSample;
	}

	/** Share of the weight below a position, 0 to 1. */
	share(at: number): number {
		const samples = this.#samples.length === 0 ? 0 : countBelow(this.#samples, at) * this.#perSample;
		return (this.#areaBelow(at) * this.#perArea + samples) / this.#whole;
	}

	/** The position below which that share lies. */
	position(share: number): number {
		let [from, to] = [this.low, this.high];
		for (let k = 0; k < 24 && to - from > 0.1; k++) {
			const middle = (from + to) / 2;
			if (this.share(middle) < share) from = middle;
			else to = middle;
		}
		return (from + to) / 2;
	}

	/** Length of the line at a position inside the piece, and into how many stretches it falls. */
	chord(at: number): { length: number; stretches: number } {
		const found: number[] = [];
		this.#s.forEach((s, r) => {
			const t = this.#t[r]!;
			for (let i = 0, j = s.length - 1; i < s.length; j = i++) {
				if (s[i]! < at === s[j]! < at) continue;
				found.push(t[j]! + ((at - s[j]!) / (s[i]! - s[j]!)) * (t[i]! - t[j]!));
			}
		});
		found.sort((p, q) => p - q);
		let length = 0;
		for (let k = 1; k < found.length; k += 2) length += found[k]! - found[k - 1]!;
		return { length, stretches: found.length >> 1 };
	}

	/** Area below a position: the integral of min(s - at, 0) dt around the rings. */
	#areaBelow(at: number): number {
		let area = 0;
		for (let r = 0; r < this.#s.length; r++) {
			const s = this.#s[r]!;
			const t = this.#t[r]!;
			for (let i = 0, j = s.length - 1; i < s.length; j = i++) {
				const from = s[j]! - at;
				const to = s[i]! - at;
				if (from >= 0 && to >= 0) continue;
				const dt = t[i]! - t[j]!;
				if (from <= 0 && to <= 0) area += ((from + to) / 2) * dt;
				else area -= (Math.min(from, to) ** 2 / (2 * Math.abs(to - from))) * dt;
			}
		}
		return area;
	}
}

function countBelow(sorted: readonly number[], at: number): number {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (sorted[middle]! < at) from = middle + 1;
		else to = middle;
	}
	return from;
}

export function project(points: readonly number[], nx: number, ny: number): number[] {
	const out: number[] = [];
	for (let i = 0; i < points.length; i += 2) out.push(points[i]! * nx + points[i + 1]! * ny);
	return out;
}
