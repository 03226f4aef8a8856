/**
 * Which buildings do finished grids cut? For grids that were not made here, so that there are no faces to ask: an edge
 * that two grids of the community share lies inside it, one that only one has is its border.
 */
import type { Footprint } from './cutting.ts';
import { FootprintIndex } from './footprints.ts';
import { toMetres, type Rings } from './lattice.ts';

/**
 * @param grids of one community, lattice units, with their neighbours' corners on every edge
 * @param buildings near the community, metres
 */
export function countCutBuildings(
	grids: readonly Rings[],
	buildings: readonly Footprint[]
): { byBorder: number; byInner: number } {
	const index = new FootprintIndex(buildings);
	const inner = new Map<number, boolean>();
	for (const { ends, shared } of edgesOf(grids))
		// A building cut by both counts for the border, which is nobody's choice.
		for (const building of index.cutBy(...ends)) inner.set(building, shared && (inner.get(building) ?? true));
	const byInner = [...inner.values()].filter(Boolean).length;
	return { byBorder: inner.size - byInner, byInner };
}

interface Edge {
	/** Metres. */
	ends: [number, number, number, number];
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
