/** Where the city is dense: how many of a whole fall on each cell, exactly as many as there are. */
import { distance, type Point } from '../demo/plane.ts';
import type { Lattice } from './lattice.ts';
import { unit } from './noise.ts';
import type { Size } from './size.ts';

/** For each cell how much town it is: 0 open country, 1 the middle of the city. */
export function townness(seed: number, lattice: Lattice, size: Size): Float32Array {
	const [w, h] = [size.columns * size.step, size.rows * size.step];
	const middle = lattice.corner(Math.round(size.columns / 2), Math.round(size.rows / 2));
	const centres: { at: Point; reach: number; height: number }[] = [
		{ at: [middle[0] - 0.04 * w, middle[1] + 0.03 * h], reach: 0.2 * Math.min(w, h), height: 1.6 }
	];
	for (let i = 0; i < 14; i++)
		centres.push({
			at: [
				middle[0] + (unit(seed, i, 1, 21) - 0.5) * 0.92 * w,
				middle[1] + (unit(seed, i, 2, 21) - 0.5) * 0.92 * h
			],
			reach: (0.035 + 0.05 * unit(seed, i, 3, 21)) * Math.min(w, h),
			height: 0.5 + 0.7 * unit(seed, i, 4, 21)
		});
	return Float32Array.from({ length: size.grids }, (_, cell) => {
		const p = lattice.corner(lattice.columnOf(cell), lattice.rowOf(cell));
		const sum = centres.reduce(
			(all, { at, reach, height }) => all + height * Math.exp(-((distance(p, at) / reach) ** 2)),
			0
		);
		return 1 - Math.exp(-sum);
	});
}

/**
 * Divides a whole number among the cells by weight.
 * @param weight of a cell, 0 or more
 * @returns a number for each cell; they sum to the whole
 */
export function spread(whole: number, cells: number, weight: (cell: number) => number): Uint16Array {
	let sum = 0;
	for (let cell = 0; cell < cells; cell++) sum += weight(cell);
	const out = new Uint16Array(cells);
	let [before, passed] = [0, 0];
	for (let cell = 0; cell < cells; cell++) {
		passed += weight(cell);
		const upTo = cell === cells - 1 ? whole : Math.min(whole, Math.round((whole * passed) / sum));
		out[cell] = upTo - before;
		before = upTo;
	}
	return out;
}
