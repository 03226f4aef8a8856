/** Streets along the grids' edges: main ones across the whole ground, small ones where there is town. */
import type { DemoRoad } from '../demo/city-data.ts';
import type { Line } from '../demo/plane.ts';
import type { Lattice } from './lattice.ts';
import { MAIN_EVERY, type Size } from './size.ts';

const PRIMARY_EVERY = 3 * MAIN_EVERY;
const SMALL_EVERY = 4;
/** Townness from which there are small streets. */
const SMALL_FROM = 0.4;
const MAIN = { primary: 24, secondary: 16 };
const SMALL = 8;

/**
 * Each stretch from one main street to the next, small ones from one small street to the next.
 * @param townness of each cell, 0 to 1
 * @param nameOf the street along a line of the lattice: the line's number, from 0, counted over both directions
 */
export function* roadsOf(
	lattice: Lattice,
	size: Size,
	townness: Float32Array,
	nameOf: (line: number) => string
): Generator<DemoRoad> {
	for (const upright of [true, false]) {
		const [lines, length] = upright ? [size.columns, size.rows] : [size.rows, size.columns];
		for (let line = SMALL_EVERY; line < lines; line += SMALL_EVERY) {
			const main = line % MAIN_EVERY === 0;
			const name = `${nameOf(upright ? line : size.columns + line)}${upright ? '街' : '路'}`;
			const stretch = main ? MAIN_EVERY : SMALL_EVERY;
			const kind = line % PRIMARY_EVERY === 0 ? 'primary' : 'secondary';
			for (let from = 0; from < length; from += stretch) {
				const to = Math.min(length, from + stretch);
				// Past the end of a short last column there is no ground.
				const end = lattice.cellAt(...cellBeside(upright, line, to - 1));
				const start = lattice.cellAt(...cellBeside(upright, line, from));
				if (end < 0 || start < 0) continue;
				if (!main && townness[start]! < SMALL_FROM) continue;
				yield {
					name,
					class: main ? kind : 'residential',
					width: main ? MAIN[kind] : SMALL,
					bridge: false,
					line: along(lattice, upright, line, from, to)
				};
			}
		}
	}
}

const cellBeside = (upright: boolean, line: number, at: number): [column: number, row: number] =>
	upright ? [line, at] : [at, line];

function along(lattice: Lattice, upright: boolean, line: number, from: number, to: number): Line {
	const out: Line = [];
	for (let at = from; at < to; at++) {
		const [column, row] = cellBeside(upright, line, at);
		out.push(lattice.corner(column, row));
		out.push(upright ? lattice.northward(column, row) : lattice.eastward(column, row));
	}
	return [...out, lattice.corner(...cellBeside(upright, line, to))];
}
