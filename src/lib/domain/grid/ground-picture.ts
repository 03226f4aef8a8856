/**
 * What the ground shows inside a grid, drawn coarsely and boiled down to a fingerprint: when the grids are made again,
 * one whose picture is the same is left alone, whatever changed elsewhere.
 *
 * The picture has a raster of 5 m, on which every line (road, bank, block) blackens the cells that it passes, once for
 * each strength. So it does not change when a survey adds a point to a street or gives everything new numbers. Built-up
 * ground is in it as the maker counts it (density.ts), and the buildings that stand on more than one grid.
 */
import type { Footprint } from './cutting.ts';
import type { Density } from './density.ts';
import { inMetres, type Rings } from './lattice.ts';
import type { GroundLine } from './linework.ts';
import { RasterIndex } from './raster-index.ts';
import { ringBox, ringsHold } from './rings.ts';

/** Side of a picture's cell, metres; twice as long, or more, where a community is so large that it would have too many. */
const CELL_M = 5;
const MOST_CELLS = 16_000_000;
/** Strengths of lines are below; what else is in a picture comes after. */
const BUILT_UP = 16;
const BUILDING = 17;
const NOBODY = -1;

export interface Shown {
	/** Lines as surveyed, not simplified: edges of water and blocks too. Metres. */
	surveyed: readonly GroundLine[];
	buildings: readonly Footprint[];
}

/**
 * @param grids lattice units
 * @param rules what the grids are made by, as text: other rules are another picture
 * @returns a fingerprint of 64 bits for each grid, 16 hexadecimal digits
 */
export function groundPictures(
	grids: readonly Rings[],
	{ surveyed, buildings }: Shown,
	density: Density,
	rules: string
): string[] {
	if (grids.length === 0) return [];
	const pictures = new Pictures(grids.map(inMetres));
	for (const { points, strength } of surveyed)
		for (let i = 2; i < points.length; i += 2)
			pictures.line(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!, strength);
	for (const { box } of buildings) pictures.building(box);
	pictures.builtUp(density);
	return pictures.fingerprints(rules);
}

class Pictures {
	readonly #index: RasterIndex;
	readonly #box: readonly [number, number, number, number];
	/** Two sums of 32 bits for each grid; the order in which things are added does not matter. */
	readonly #sums: Int32Array;
	readonly #cell: number;
	/** The raster's first column and row, and how many columns it has. */
	readonly #left: number;
	readonly #bottom: number;
	readonly #columns: number;
	/** By cell, the strengths that blackened it. */
	readonly #black: Uint16Array;
	/** By cell, the grid at its south-western corner + 1; 0 while not asked. */
	readonly #corners: Int32Array;

	constructor(readonly grids: readonly Rings[]) {
		const boxes = grids.map((rings) => ringBox(rings[0]!));
		const [west, south, east, north] = [
			Math.min(...boxes.map(([x]) => x)),
			Math.min(...boxes.map(([, y]) => y)),
			Math.max(...boxes.map(([, , x]) => x)),
			Math.max(...boxes.map(([, , , y]) => y))
		];
		this.#box = [west, south, east, north];
		this.#index = new RasterIndex(
			west,
			south,
			east,
			north,
			Math.max(50, (east - west) / 500, (north - south) / 500)
		);
		boxes.forEach((box, g) => this.#index.putRectangle(...box, g));
		this.#sums = new Int32Array(2 * grids.length);
		let cell = CELL_M;
		while (((east - west) / cell + 3) * ((north - south) / cell + 3) > MOST_CELLS) cell *= 2;
		this.#cell = cell;
		this.#left = Math.floor(west / cell);
		this.#bottom = Math.floor(south / cell);
		this.#columns = Math.floor(east / cell) - this.#left + 2;
		const cells = this.#columns * (Math.floor(north / cell) - this.#bottom + 2);
		this.#black = new Uint16Array(cells);
		this.#corners = new Int32Array(cells);
	}

	line(ax: number, ay: number, bx: number, by: number, strength: number): void {
		if (ax > bx) return this.line(bx, by, ax, ay, strength);
		const [west, south, east, north] = this.#box;
		if (bx < west || ax > east || Math.max(ay, by) < south || Math.min(ay, by) > north) return;
		const cell = this.#cell;
		const slope = bx === ax ? 0 : (by - ay) / (bx - ax);
		const last = Math.floor(Math.min(bx, east) / cell);
		for (let column = Math.floor(Math.max(ax, west) / cell); column <= last; column++) {
			const from = bx === ax ? ay : ay + (Math.max(ax, column * cell) - ax) * slope;
			const to = bx === ax ? by : ay + (Math.min(bx, (column + 1) * cell) - ax) * slope;
			const top = Math.floor(Math.min(Math.max(from, to), north) / cell);
			for (let row = Math.floor(Math.max(Math.min(from, to), south) / cell); row <= top; row++)
				this.#blacken(column, row, strength);
		}
	}

	/** A building on more than one grid asks whether a line beside it would serve. */
	building([x0, y0, x1, y1]: Footprint['box']): void {
		const on = new Set([this.#at(x0, y0), this.#at(x1, y0), this.#at(x0, y1), this.#at(x1, y1)]);
		if (on.size < 2) return;
		const cell = this.#cell;
		for (const grid of on)
			this.#add(grid, Math.floor((x0 + x1) / 2 / cell), Math.floor((y0 + y1) / 2 / cell), BUILDING);
	}

	builtUp(density: Density): void {
		this.grids.forEach((rings, grid) => {
			const samples = density.samplesIn(rings);
			for (let i = 0; i < samples.length; i += 2) this.#add(grid, samples[i]!, samples[i + 1]!, BUILT_UP);
		});
	}

	fingerprints(rules: string): string[] {
		let text = 0;
		for (let i = 0; i < rules.length; i++) text = mix(text, rules.charCodeAt(i));
		const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
		return this.grids.map(
			(_, g) => hex(mix(text, this.#sums[2 * g]!)) + hex(mix(~text, this.#sums[2 * g + 1]!))
		);
	}

	/** A cell belongs to every grid at one of its corners, so that a street between two grids is in both pictures. */
	#blacken(column: number, row: number, what: number): void {
		const at = (row - this.#bottom) * this.#columns + column - this.#left;
		if (this.#black[at]! & (1 << what)) return;
		this.#black[at]! |= 1 << what;
		const a = this.#atCorner(at, column, row);
		const b = this.#atCorner(at + 1, column + 1, row);
		const c = this.#atCorner(at + this.#columns, column, row + 1);
		const d = this.#atCorner(at + this.#columns + 1, column + 1, row + 1);
		this.#add(a, column, row, what);
		if (b !== a) this.#add(b, column, row, what);
		if (c !== a && c !== b) this.#add(c, column, row, what);
		if (d !== a && d !== b && d !== c) this.#add(d, column, row, what);
	}

	#atCorner(at: number, column: number, row: number): number {
		const known = this.#corners[at]!;
		if (known !== 0) return known === NOBODY ? -1 : known - 1;
		const grid = this.#at(column * this.#cell, row * this.#cell);
		this.#corners[at] = grid < 0 ? NOBODY : grid + 1;
		return grid;
	}

	/** The grid that holds a place; -1 for none. */
	#at(x: number, y: number): number {
		const [west, south, east, north] = this.#box;
		if (x < west || y < south || x > east || y > north) return -1;
		let found = -1;
		this.#index.rectangle(x, y, x, y, (raster) => {
			found = this.#index.box(raster).find((g) => ringsHold(this.grids[g]!, x, y)) ?? -1;
		});
		return found;
	}

	#add(grid: number, column: number, row: number, what: number): void {
		if (grid < 0) return;
		const one = mix(mix(mix(0x2545f491, column), row), what);
		this.#sums[2 * grid]! += one;
		this.#sums[2 * grid + 1]! += mix(one, 0x5bd1e995);
	}
}

/** Two numbers stirred into one of 32 bits (the finaliser of MurmurHash3, Appleby 2011). */
function mix(state: number, value: number): number {
	let hash = Math.imul(state ^ value, 0xcc9e2d51) + 0x1b873593;
	hash ^= hash >>> 16;
	hash = Math.imul(hash, 0x85ebca6b);
	hash ^= hash >>> 13;
	hash = Math.imul(hash, 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
