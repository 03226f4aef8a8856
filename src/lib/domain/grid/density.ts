/**
 * Where the ground is built up, and so how many grids it is worth.
 *
 * The ground is sampled every 25 m. A sample is built up when buildings cover at least `builtUpShare` of the 125 m
 * square around it (so that one farm alone does not make a town). What is higher than the six storeys of a house without
 * a lift covers more by as much: three towers on a lawn are a town that was stacked. A built-up sample is worth 625 m² / target grids, any
 * other ground 1 / coarse for each square metre. Weights are sums over samples: cutting ground in two cuts its weight.
 */
import type { Rings } from './lattice.ts';
import { crossingsAt, ringBox, ringsArea } from './rings.ts';

/** Metres between samples. */
export const SAMPLE_M = 25;
const SAMPLE_M2 = SAMPLE_M * SAMPLE_M;
/** Half the window in which buildings are counted, in samples: 5 x 5 samples of 25 m. */
const WINDOW = 2;
/** Storeys of a house without a lift (GB 50096-2011 asks for one from seven on): what is higher counts for more ground. */
const WALK_UP = 6;

export interface DensityRules {
	/** Wanted area of a grid in built-up ground, m². */
	target: number;
	/** Wanted area elsewhere, m². */
	coarse: number;
	/** Share of ground under buildings from which it counts as built up. */
	builtUpShare: number;
}

/** Built-up samples inside some ground, as x, y in metres. */
export type Samples = number[];

/** Ground under a building, or a block; metres. */
export interface Built {
	rings: Rings;
	/** Storeys, where known. */
	storeys?: number | null;
}

export class Density {
	readonly #columns: number;
	readonly #rows: number;
	readonly #covered: Float64Array;
	#builtUp: Uint8Array | undefined;

	/** @param box [west, south, east, north] in metres; samples hang on the frame's own 25 m, not on the box */
	constructor(
		readonly box: readonly [number, number, number, number],
		readonly rules: DensityRules
	) {
		this.left = Math.floor(box[0] / SAMPLE_M) - WINDOW;
		this.bottom = Math.floor(box[1] / SAMPLE_M) - WINDOW;
		this.#columns = Math.floor(box[2] / SAMPLE_M) + WINDOW + 1 - this.left;
		this.#rows = Math.floor(box[3] / SAMPLE_M) + WINDOW + 1 - this.bottom;
		this.#covered = new Float64Array(this.#columns * this.#rows);
	}

	private readonly left: number;
	private readonly bottom: number;

	/** Counts a building or other built ground. Small ones count at their middle, larger ones by samples. */
	cover({ rings, storeys }: Built): void {
		this.#builtUp = undefined;
		const times = Math.max(1, (storeys ?? 1) / WALK_UP);
		const [x0, y0, x1, y1] = ringBox(rings[0]!);
		if (x1 - x0 <= 2 * SAMPLE_M && y1 - y0 <= 2 * SAMPLE_M) {
			this.#add((x0 + x1) / 2, (y0 + y1) / 2, times * ringsArea(rings));
			return;
		}
		forEachSample(rings, (x, y) => this.#add(x, y, times * SAMPLE_M2));
	}

	#add(x: number, y: number, area: number): void {
		const column = Math.floor(x / SAMPLE_M) - this.left;
		const row = Math.floor(y / SAMPLE_M) - this.bottom;
		if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return;
		this.#covered[row * this.#columns + column]! += area;
	}

	/** The built-up samples inside a polygon in metres. */
	samplesIn(rings: Rings): Samples {
		const builtUp = (this.#builtUp ??= this.#findBuiltUp());
		const samples: Samples = [];
		forEachSample(rings, (x, y) => {
			const column = Math.floor(x / SAMPLE_M) - this.left;
			const row = Math.floor(y / SAMPLE_M) - this.bottom;
			if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return;
			if (builtUp[row * this.#columns + column]) samples.push(x, y);
		});
		return samples;
	}

	/** What one built-up sample adds to the weight of the ground that holds it. */
	get sampleWeight(): number {
		return SAMPLE_M2 * (1 / this.rules.target - 1 / this.rules.coarse);
	}

	/** Grids that ground is worth: its area (m²) with its built-up samples. */
	weight(area: number, samples: Samples): number {
		// Samples of a small face are a rough count: they never say more than that all of it is built up.
		return Math.min(
			area / this.rules.target,
			area / this.rules.coarse + (samples.length / 2) * this.sampleWeight
		);
	}

	/** Share of the ground that is built up, from 0 to 1. */
	share(area: number, samples: Samples): number {
		return Math.min(1, ((samples.length / 2) * SAMPLE_M2) / area);
	}

	#findBuiltUp(): Uint8Array {
		const columns = this.#columns;
		const rows = this.#rows;
		const across = new Float64Array(columns * rows);
		for (let row = 0; row < rows; row++) slideSum(this.#covered, across, row * columns, 1, columns);
		const sums = new Float64Array(columns * rows);
		for (let column = 0; column < columns; column++) slideSum(across, sums, column, columns, rows);
		const enough = this.rules.builtUpShare * (2 * WINDOW + 1) ** 2 * SAMPLE_M2;
		return Uint8Array.from(sums, (sum) => (sum >= enough ? 1 : 0));
	}
}

function slideSum(from: Float64Array, to: Float64Array, start: number, step: number, count: number): void {
	for (let k = 0; k < count; k++) {
		let sum = 0;
		for (let j = Math.max(0, k - WINDOW); j <= Math.min(count - 1, k + WINDOW); j++)
			sum += from[start + j * step]!;
		to[start + k * step] = sum;
	}
}

function forEachSample(rings: Rings, visit: (x: number, y: number) => void): void {
	const [, y0, , y1] = ringBox(rings[0]!);
	const half = SAMPLE_M / 2;
	for (let row = Math.ceil((y0 - half) / SAMPLE_M); row * SAMPLE_M + half <= y1; row++) {
		const y = row * SAMPLE_M + half;
		const xs = crossingsAt(rings, y);
		for (let k = 1; k < xs.length; k += 2) {
			for (
				let column = Math.ceil((xs[k - 1]! - half) / SAMPLE_M);
				column * SAMPLE_M + half < xs[k]!;
				column++
			)
				visit(column * SAMPLE_M + half, y);
		}
	}
}
