/** The cells divided among districts, streets, communities and duty grids, each in one piece with a jagged border. */
import type { Lattice } from './lattice.ts';
import { unit } from './noise.ts';
import { connectedHalves } from './pieces.ts';
import type { Size } from './size.ts';

export type Level = 'city' | 'district' | 'street' | 'community' | 'duty_grid';

export interface Part {
	level: Level;
	/** Place of the part above in the list; -1 for the city. */
	parent: number;
	/** Its cells. */
	cells: Int32Array;
}

export interface Partition {
	/** From the city down; a part comes after the one above it. */
	parts: Part[];
	/** For each cell the place of its part of a level in the list. */
	of: Record<Level, Uint32Array>;
}

const CELLS_A_DUTY_GRID = 85;

export function partition(seed: number, lattice: Lattice, size: Size): Partition {
	const parts: Part[] = [
		{ level: 'city', parent: -1, cells: Int32Array.from({ length: size.grids }, (_, i) => i) }
	];
	let above = [0];
	const wanted: [Level, (cells: number) => number][] = [
		['district', () => size.districts],
		['street', (cells) => Math.max(1, Math.round((cells * size.streets) / size.grids))],
		['community', (cells) => Math.max(2, Math.round((cells * size.communities) / size.grids))],
		['duty_grid', (cells) => Math.max(1, Math.round(cells / CELLS_A_DUTY_GRID))]
	];
	for (const [level, count] of wanted) {
		const here: number[] = [];
		for (const parent of above) {
			const { cells } = parts[parent]!;
			const number = level === 'street' && size.districts === 1 ? size.streets : count(cells.length);
			for (const piece of split(seed, lattice, cells, number)) {
				here.push(parts.length);
				parts.push({ level, parent, cells: piece });
			}
		}
		above = here;
	}
	const of = {} as Partition['of'];
	for (const level of ['city', 'district', 'street', 'community', 'duty_grid'] as const)
		of[level] = new Uint32Array(size.grids);
	parts.forEach(({ level, cells }, i) => {
		for (const cell of cells) of[level][cell] = i;
	});
	return { parts, of };
}

/** Halved again and again across the longer side, along a wavy line with jags, into nearly equal pieces. */
function split(seed: number, lattice: Lattice, cells: Int32Array, pieces: number): Int32Array[] {
	if (pieces <= 1 || cells.length < 2) return [cells];
	let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
	for (const cell of cells) {
		const [c, r] = [lattice.columnOf(cell), lattice.rowOf(cell)];
		west = Math.min(west, c);
		east = Math.max(east, c);
		south = Math.min(south, r);
		north = Math.max(north, r);
	}
	const upright = east - west >= north - south;
	const breadth = upright ? north - south + 1 : east - west + 1;
	const own = Math.floor(unit(seed, cells.length, cells[0]!, 11) * 1e6);
	const phase = unit(own, 0, 0, 12) * 2 * Math.PI;
	const swing = Math.min(5, breadth * 0.09);
	const key = new Map<number, number>();
	for (const cell of cells) {
		const [c, r] = [lattice.columnOf(cell), lattice.rowOf(cell)];
		const [across, along] = upright ? [c, r] : [r, c];
		const jag = 1.4 * unit(own, along, 1, 13);
		key.set(cell, across + swing * Math.sin((along / breadth) * 7 + phase) + jag);
	}
	const sorted = cells.toSorted((a, b) => key.get(a)! - key.get(b)! || a - b);
	const first = Math.floor(pieces / 2);
	const even = (cells.length * first) / pieces;
	// Towns do not come in equal sizes.
	const cut = Math.round(even * (0.93 + 0.14 * unit(own, 1, 2, 14)));
	const at = Math.max(1, Math.min(cells.length - 1, cut));
	const [one, other] = connectedHalves(lattice, sorted.slice(0, at), sorted.slice(at));
	return [...split(seed, lattice, one, first), ...split(seed, lattice, other, pieces - first)];
}
