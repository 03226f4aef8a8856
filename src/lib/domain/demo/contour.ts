/** The ground where a height is above zero, as shapes: marching squares on a square lattice. */
import { insideRing, signedArea, type Point, type Ring, type Shape } from './plane.ts';

/** @param box [west, south, east, north] @param step lattice width, metres @param least smaller rings are left out, m² */
export function contour(
	height: (x: number, y: number) => number,
	[w, s, e, n]: readonly [number, number, number, number],
	step: number,
	least: number
): Shape[] {
	const columns = Math.ceil((e - w) / step) + 1;
	const rows = Math.ceil((n - s) / step) + 1;
	const at = new Float64Array(columns * rows);
	for (let j = 0; j < rows; j++)
		for (let i = 0; i < columns; i++)
			// A margin of low ground, so that every ring closes.
			at[j * columns + i] =
				i === 0 || j === 0 || i === columns - 1 || j === rows - 1
					? -1
					: height(w + i * step, s + j * step) || -1e-9;
	// A crossing is named by the lattice side it lies on: 2 * node for the side east of it, + 1 for the side north.
	const next = new Map<number, number[]>();
	const go = (from: number, to: number): void => {
		const list = next.get(from);
		if (list) list.push(to);
		else next.set(from, [to]);
	};
	for (let j = 0; j < rows - 1; j++)
		for (let i = 0; i < columns - 1; i++) {
			const k = j * columns + i;
			const corners = [at[k]!, at[k + 1]!, at[k + columns + 1]!, at[k + columns]!].map((v) => v > 0);
			const sides = [2 * k, 2 * (k + 1) + 1, 2 * (k + columns), 2 * k + 1];
			// High ground on the left: the line enters where it goes from low to high, going round counter-clockwise.
			const into: number[] = [];
			const out: number[] = [];
			for (let c = 0; c < 4; c++) {
				if (corners[c] && !corners[(c + 1) % 4]) into.push(sides[c]!);
				if (!corners[c] && corners[(c + 1) % 4]) out.push(sides[c]!);
			}
			if (into.length === 1) go(into[0]!, out[0]!);
			else if (into.length === 2) {
				// A saddle: the two pieces of high ground are kept apart.
				const first = sides.indexOf(into[0]!);
				const partner = sides[(first + 3) % 4]!;
				go(into[0]!, partner);
				go(
					into[1]!,
					out.find((side) => side !== partner)!
				);
			}
		}
	const place = (side: number): Point => {
		const k = side >> 1;
		const [i, j] = [k % columns, Math.floor(k / columns)];
		const [a, b] = [at[k]!, at[side & 1 ? k + columns : k + 1]!];
		const t = Math.min(0.98, Math.max(0.02, a / (a - b)));
		return [w + (i + (side & 1 ? 0 : t)) * step, s + (j + (side & 1 ? t : 0)) * step];
	};
	const rings: Ring[] = [];
	for (const [start, list] of next)
		while (list.length) {
			const ring: Ring = [];
			let side: number | undefined = start;
			while (side !== undefined) {
				ring.push(place(side));
				side = next.get(side)?.pop();
				if (side === start) break;
			}
			if (ring.length > 3 && Math.abs(signedArea(ring)) >= least) rings.push(ring);
		}
	const shapes = rings.filter((ring) => signedArea(ring) > 0).map((ring): Shape => [ring]);
	for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
		const home = shapes.find((shape) => insideRing(hole[0]!, shape[0]!));
		home?.push(hole);
	}
	return shapes;
}
