/**
 * The unit grids' ground: a lattice whose corners and edge midpoints are displaced, then bent as a whole. Neighbours
 * ask for the same corner and the same midpoint, so their edges match vertex for vertex: no gap, no overlap. Nothing is
 * stored; every point follows from the seed and its place.
 */
import { round2, type Point, type Ring } from '../demo/plane.ts';
import { unit } from './noise.ts';
import { MAIN_EVERY, type Size } from './size.ts';

/**
 * Farthest displacements, as shares of the step. Half an edge spans 0.5 - 0.16 - 0.08 of a step along its axis at least
 * and 0.16 + 0.08 across at most: along is more than across, so no two edges of a corner can ever cross.
 */
const CORNER = 0.16;
const MIDPOINT = 0.08;
/** What a main street leaves of a displacement across it. */
const STRAIGHT = 0.2;
/** Metric frame of the middle: central meridian 117°E, near 36°N. */
const MIDDLE: Point = [508_000, 3_985_000];
/** Waves that bend the lattice: length in metres, steepness, phase. Shears, so they keep every area as it is. */
const NORTHWARD = [
	[31_000, 0.11, 0.4],
	[7_300, 0.07, 2.1]
] as const;
const EASTWARD = [
	[37_000, 0.1, 1.3],
	[8_900, 0.08, 4.2]
] as const;

const wave = (of: readonly (readonly [number, number, number])[], at: number): number =>
	of.reduce(
		(sum, [length, steep, phase]) =>
			sum + ((steep * length) / (2 * Math.PI)) * Math.sin((2 * Math.PI * at) / length + phase),
		0
	);

enum Kind {
	corner,
	east,
	north
}

export class Lattice {
	readonly #seed: number;
	readonly #size: Size;

	constructor(seed: number, size: Size) {
		this.#seed = seed;
		this.#size = size;
	}

	/** Cells are numbered south to north, column by column from the west. */
	columnOf(cell: number): number {
		return Math.floor(cell / this.#size.rows);
	}

	rowOf(cell: number): number {
		return cell % this.#size.rows;
	}

	/** The cell at a column and row; -1 outside. */
	cellAt(column: number, row: number): number {
		const { rows, grids } = this.#size;
		if (row < 0 || row >= rows || column < 0) return -1;
		const cell = column * rows + row;
		return cell < grids ? cell : -1;
	}

	/** South-western corner of a column and row, metric frame. */
	corner(column: number, row: number): Point {
		return this.#bent(this.#corner(column, row));
	}

	/** Midpoint of the edge that runs east from a corner. */
	eastward(column: number, row: number): Point {
		return this.#between(Kind.east, column, row, this.#corner(column + 1, row));
	}

	/** Midpoint of the edge that runs north from a corner. */
	northward(column: number, row: number): Point {
		return this.#between(Kind.north, column, row, this.#corner(column, row + 1));
	}

	/** A cell's outline: eight points counter-clockwise from its south-western corner, metres to the centimetre. */
	ring(cell: number): Ring {
		const [c, r] = [this.columnOf(cell), this.rowOf(cell)];
		return [
			this.corner(c, r),
			this.eastward(c, r),
			this.corner(c + 1, r),
			this.northward(c + 1, r),
			this.corner(c + 1, r + 1),
			this.eastward(c, r + 1),
			this.corner(c, r + 1),
			this.northward(c, r)
		];
	}

	/** Middle of the cell's four corners, unrounded. */
	middle(cell: number): Point {
		return within(this.ring(cell), 0.5, 0.5);
	}

	#corner(column: number, row: number): Point {
		const { step, columns, rows } = this.#size;
		const [dx, dy] = this.#shift(Kind.corner, column, row, CORNER);
		return [(column - columns / 2 + dx) * step, (row - rows / 2 + dy) * step];
	}

	#between(kind: Kind, column: number, row: number, end: Point): Point {
		const start = this.#corner(column, row);
		const [dx, dy] = this.#shift(kind, column, row, MIDPOINT);
		const { step } = this.#size;
		return this.#bent([(start[0] + end[0]) / 2 + dx * step, (start[1] + end[1]) / 2 + dy * step]);
	}

	#shift(kind: Kind, column: number, row: number, most: number): Point {
		// A street swings less than the edges between houses.
		const along = (line: number): number => (line % MAIN_EVERY === 0 ? STRAIGHT : 1);
		const place = (axis: 0 | 1): number => (2 * unit(this.#seed, column, row, 2 * kind + axis) - 1) * most;
		return [place(0) * along(column), place(1) * along(row)];
	}

	#bent([x, y]: Point): Point {
		const east = x + wave(EASTWARD, y);
		return [round2(MIDDLE[0] + east), round2(MIDDLE[1] + y + wave(NORTHWARD, east))];
	}
}

/** The place at the shares `u` of the way east and `v` of the way north between the corners of a cell's ring. */
export function within(ring: Ring, u: number, v: number): Point {
	const [sw, , se, , ne, , nw] = ring as [Point, Point, Point, Point, Point, Point, Point, Point];
	const at = (axis: 0 | 1): number =>
		(sw[axis] * (1 - u) + se[axis] * u) * (1 - v) + (nw[axis] * (1 - u) + ne[axis] * u) * v;
	return [at(0), at(1)];
}
