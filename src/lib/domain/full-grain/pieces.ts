/** Groups of cells kept in one piece. */
import type { Lattice } from './lattice.ts';

/** Two halves of a connected group: what lies apart from the main part of its half goes to the other. */
export function connectedHalves(
	lattice: Lattice,
	first: Int32Array,
	second: Int32Array
): [Int32Array, Int32Array] {
	let halves: [Int32Array, Int32Array] = [first, second];
	// What goes over can be cut off there again; it has never been seen to take more than three rounds.
	for (let round = 0; round < 8; round++) {
		const [a, b] = [parts(lattice, halves[0]), parts(lattice, halves[1])];
		if (a.length < 2 && b.length < 2) break;
		const joined = (main: number[], more: number[][]): Int32Array => Int32Array.from([main, ...more].flat());
		halves = [joined(a[0]!, b.slice(1)), joined(b[0]!, a.slice(1))];
	}
	return halves;
}

/** The connected parts of some cells, the largest first. */
export function parts(lattice: Lattice, cells: Int32Array): number[][] {
	const left = new Set(cells);
	const found: number[][] = [];
	for (const start of cells) {
		if (!left.delete(start)) continue;
		const part = [start];
		for (let i = 0; i < part.length; i++) {
			const [c, r] = [lattice.columnOf(part[i]!), lattice.rowOf(part[i]!)];
			for (const [dc, dr] of [
				[1, 0],
				[-1, 0],
				[0, 1],
				[0, -1]
			] as const) {
				const neighbour = lattice.cellAt(c + dc, r + dr);
				if (left.delete(neighbour)) part.push(neighbour);
			}
		}
		found.push(part);
	}
	return found.sort((a, b) => b.length - a.length);
}
