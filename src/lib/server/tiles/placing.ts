/** Where the metric frame's places lie in a tile. */

import { EXTENT, WORLD_M } from '../../domain/tile/box.ts';

/**
 * Places of a tile from those of nine points around it. The frame's projection bends so little over a tile that a
 * parabola in each direction follows it to a hundredth of a unit: no corner needs the projection itself.
 */
export class Placing {
	/** Whole tile units: x to the right, y down. */
	x = 0;
	y = 0;
	readonly #middleX: number;
	readonly #middleY: number;
	readonly #halfX: number;
	readonly #halfY: number;
	/** Factors of 1, u, u², v, uv, u²v, v², uv², u²v², for u to the east and v to the north, both -1 to 1 in the box. */
	readonly #x: readonly number[];
	readonly #y: readonly number[];

	/** @param nodes as tile_nodes gives them: the box, then x, y of nine points, from the south-west along the rows */
	constructor(nodes: readonly number[], { z, x, y }: { z: number; x: number; y: number }) {
		const [west, south, east, north] = nodes as [number, number, number, number];
		[this.#middleX, this.#middleY] = [(west + east) / 2, (south + north) / 2];
		[this.#halfX, this.#halfY] = [(east - west) / 2, (north - south) / 2];
		const points = Array.from({ length: 9 }, (_, n) => [nodes[4 + 2 * n]!, nodes[5 + 2 * n]!] as const);
		this.#x = parabolas(points.map(([east]) => ((east / WORLD_M + 0.5) * 2 ** z - x) * EXTENT));
		this.#y = parabolas(points.map(([, north]) => ((0.5 - north / WORLD_M) * 2 ** z - y) * EXTENT));
	}

	/** Finds the place of a point of the frame; it is in `x` and `y` until the next. */
	at(east: number, north: number): void {
		const u = (east - this.#middleX) / this.#halfX;
		const v = (north - this.#middleY) / this.#halfY;
		this.x = Math.round(valueAt(this.#x, u, v));
		this.y = Math.round(valueAt(this.#y, u, v));
	}
}

function valueAt(c: readonly number[], u: number, v: number): number {
	const level = c[0]! + u * (c[1]! + u * c[2]!);
	const slope = c[3]! + u * (c[4]! + u * c[5]!);
	const bend = c[6]! + u * (c[7]! + u * c[8]!);
	return level + v * (slope + v * bend);
}

/** Factors of the surface through nine values in three rows. */
function parabolas(values: readonly number[]): number[] {
	const rows = [0, 3, 6].map((at) => parabola(values[at]!, values[at + 1]!, values[at + 2]!));
	const columns = [0, 1, 2].map((n) => parabola(rows[0]![n]!, rows[1]![n]!, rows[2]![n]!));
	return [0, 1, 2].flatMap((power) => columns.map((column) => column[power]!));
}

/** Factors of 1, t and t² of the parabola through the values at -1, 0 and 1. */
const parabola = (before: number, at: number, after: number): [number, number, number] => [
	at,
	(after - before) / 2,
	(after + before) / 2 - at
];
