/**
 * Which buildings do finished grids cut? For grids that were not made just now, so that there are no faces to ask: an
 * edge that two grids of the community share lies inside it, one that only one has is its border.
 */
import type { Footprint } from './cutting.ts';
import { FootprintIndex } from './footprints.ts';
import { toMetres, type Rings } from './lattice.ts';
import type { GroundLine } from './linework.ts';
import { RasterIndex } from './raster-index.ts';
import { distanceToSegment, ringBox } from './rings.ts';

/**
 * @param grids of one community, lattice units, with their neighbours' corners on every edge
 * @param buildings near the community, metres
 * @param isLine true for an edge (metres) that follows a line of the ground; without it all inner edges count as such
 */
export function countCutBuildings(
	grids: readonly Rings[],
	buildings: readonly Footprint[],
	isLine: (edge: Ends) => boolean = () => true
): { byBorder: number; byLines: number; byCuts: number } {
	const index = new FootprintIndex(buildings);
	const worst = new Map<number, number>();
	for (const { ends, shared } of edgesOf(grids)) {
		const cut = index.cutBy(...ends);
		if (cut.length === 0) continue;
		// A building cut by several counts for the border, which is nobody's choice, or else for the line.
		const by = !shared ? 2 : isLine(ends) ? 1 : 0;
		for (const building of cut) worst.set(building, Math.max(worst.get(building) ?? 0, by));
	}
	const counts = [0, 0, 0];
	for (const by of worst.values()) counts[by]!++;
	return { byCuts: counts[0]!, byLines: counts[1]!, byBorder: counts[2]! };
}

/** Tells whether an edge's middle is this near (metres) to a line of the ground. */
export function followsLine(lines: readonly GroundLine[], near: number): (edge: Ends) => boolean {
	if (lines.length === 0) return () => false;
	const boxes = lines.map(({ points }) => ringBox(points));
	const box = [0, 1, 2, 3].map((k) => Math[k < 2 ? 'min' : 'max'](...boxes.map((one) => one[k]!)));
	const [x0, y0, x1, y1] = box as [number, number, number, number];
	const index = new RasterIndex(x0, y0, x1, y1, Math.max(60, (x1 - x0) / 500, (y1 - y0) / 500));
	const ends: Ends[] = [];
	for (const { points } of lines)
		for (let i = 2; i < points.length; i += 2) {
			const end: Ends = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
			index.segment(...end, near, (cell) => index.put(cell, ends.length));
			ends.push(end);
		}
	return ([ax, ay, bx, by]) => {
		const [x, y] = [(ax + bx) / 2, (ay + by) / 2];
		let found = false;
		index.rectangle(x, y, x, y, (cell) => {
			found = index.box(cell).some((k) => distanceToSegment(x, y, ...ends[k]!) <= near);
		});
		return found;
	};
}

/** Both ends of an edge, metres. */
type Ends = [number, number, number, number];

interface Edge {
	ends: Ends;
	shared: boolean;
}

function edgesOf(grids: readonly Rings[]): Iterable<Edge> {
	const edges = new Map<string, Edge>();
	for (const ring of grids.flat())
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const [ax, ay, bx, by] = [ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!];
			const forth = ax < bx || (ax === bx && ay < by);
			const key = forth ? `${ax} ${ay} ${bx} ${by}` : `${bx} ${by} ${ax} ${ay}`;
			const there = edges.get(key);
			if (there) there.shared = true;
			else
				edges.set(key, {
					ends: [toMetres(ax), toMetres(ay), toMetres(bx), toMetres(by)],
					shared: false
				});
		}
	return edges.values();
}
