/** The outline of a union of cells, with every corner and midpoint that its cells have on it. */
import { insideRing, signedArea, type Point, type Ring, type Shape } from '../demo/plane.ts';
import type { Lattice } from './lattice.ts';

/** East, north, west, south. */
const STEPS = [
	[1, 0],
	[0, 1],
	[-1, 0],
	[0, -1]
] as const;
/** For a cell's side walked in that direction: where it starts, and which neighbour lies beyond. */
const SIDES = [
	{ start: [0, 0], beyond: [0, -1] },
	{ start: [1, 0], beyond: [1, 0] },
	{ start: [1, 1], beyond: [0, 1] },
	{ start: [0, 1], beyond: [-1, 0] }
] as const;

/** A corner of the lattice and the direction in which the outline leaves it. */
interface Leg {
	column: number;
	row: number;
	direction: number;
}

/**
 * @param belongs whether a cell is in the union
 * @returns valid polygons of the metric frame, rings unclosed, the outer one counter-clockwise
 */
export function outline(
	lattice: Lattice,
	cells: Iterable<number>,
	belongs: (cell: number) => boolean
): Shape[] {
	const rings = trace(lattice, cells, belongs).map((legs) => points(lattice, legs));
	const shapes: Shape[] = rings.filter((ring) => signedArea(ring) > 0).map((ring) => [ring]);
	for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
		// A midpoint: a hole can touch the ring round it with a corner.
		const around = shapes.filter(([outer]) => insideRing(hole[1]!, outer!));
		around.sort(([a], [b]) => signedArea(a!) - signedArea(b!));
		around[0]?.push(hole);
	}
	return shapes;
}

function trace(lattice: Lattice, cells: Iterable<number>, belongs: (cell: number) => boolean): Leg[][] {
	const legs = new Map<string, Leg>();
	const key = ({ column, row, direction }: Leg): string => `${column},${row},${direction}`;
	for (const cell of cells) {
		const [c, r] = [lattice.columnOf(cell), lattice.rowOf(cell)];
		SIDES.forEach(({ start, beyond }, direction) => {
			const neighbour = lattice.cellAt(c + beyond[0], r + beyond[1]);
			if (neighbour >= 0 && belongs(neighbour)) return;
			const leg = { column: c + start[0], row: r + start[1], direction };
			legs.set(key(leg), leg);
		});
	}
	const rings: Leg[][] = [];
	for (let first = next(legs); first; first = next(legs)) {
		let path: Leg[] = [];
		let leg = first;
		do {
			legs.delete(key(leg));
			path.push(leg);
			const [dx, dy] = STEPS[leg.direction]!;
			const at = { column: leg.column + dx, row: leg.row + dy };
			// A corner passed a second time closes a ring of its own, so that no ring touches itself.
			const seen = path.findIndex(({ column, row }) => column === at.column && row === at.row);
			if (seen >= 0) {
				rings.push(path.slice(seen));
				path = path.slice(0, seen);
			}
			if (seen === 0) break;
			// The sharpest left keeps to the cell's own side where two cells meet at a corner alone.
			const on = [1, 0, 3]
				.map((turn) => legs.get(key({ ...at, direction: (leg.direction + turn) % 4 })))
				.find((found) => found !== undefined);
			leg = on!;
		} while (path.length);
	}
	return rings;
}

const next = (legs: Map<string, Leg>): Leg | undefined => legs.values().next().value;

function points(lattice: Lattice, legs: readonly Leg[]): Ring {
	return legs.flatMap(({ column: c, row: r, direction }): Point[] => {
		const middle = [
			() => lattice.eastward(c, r),
			() => lattice.northward(c, r),
			() => lattice.eastward(c - 1, r),
			() => lattice.northward(c, r - 1)
		][direction]!();
		return [lattice.corner(c, r), middle];
	});
}
