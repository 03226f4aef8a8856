/** Finished grids as faces again: which lie side by side, and what ground several are together. */
import { NodeTable, type Flat, type Place, type Rings } from './lattice.ts';
import { findFaces, twin, type Faces } from './planar.ts';
import { traceRegions } from './regions.ts';

export interface GridFaces {
	/** Lattice units from the origin. */
	faces: Faces;
	faceOfGrid: number[];
	/** Lattice units. */
	origin: Place;
}

/** @param grids lattice units; neighbours share their corners */
export function facesOf(grids: readonly Rings[]): GridFaces {
	const nodes = new NodeTable();
	const a: number[] = [];
	const b: number[] = [];
	const known = new Map<number, number>();
	const [ox, oy] = grids[0]![0]! as [number, number];
	const firstHalf = grids.map((rings) => {
		let first = -1;
		const add = (ring: Flat) => {
			for (let i = 0; i < ring.length; i += 2) {
				const j = (i + 2) % ring.length;
				const m = nodes.add(ring[i]! - ox, ring[i + 1]! - oy);
				const n = nodes.add(ring[j]! - ox, ring[j + 1]! - oy);
				const key = Math.min(m, n) * 0x4000000 + Math.max(m, n);
				let edge = known.get(key);
				if (edge === undefined) {
					edge = a.length;
					known.set(key, edge);
					a.push(m);
					b.push(n);
				}
				if (first < 0) first = a[edge] === m ? 2 * edge : 2 * edge + 1;
			}
		};
		rings.forEach(add);
		return first;
	});
	const none = a.map(() => 0);
	const faces = findFaces({ nodes, a, b, strength: none, borders: none });
	return { faces, faceOfGrid: firstHalf.map((half) => faces.faceOf[half]!), origin: [ox, oy] };
}

/** The ground of some grids together: one polygon for each group of them that hangs together by edges. Lattice units. */
export function unionOf(grids: readonly Rings[]): Rings[] {
	if (grids.length === 0) return [];
	const { faces, faceOfGrid, origin } = facesOf(grids);
	const regionOf = new Int32Array(faces.count).fill(-1);
	const mine = new Uint8Array(faces.count);
	for (const face of faceOfGrid) mine[face] = 1;
	const beside: number[][] = Array.from({ length: faces.count }, () => []);
	for (let half = 0; half < faces.faceOf.length; half += 2) {
		const [f, g] = [faces.faceOf[half]!, faces.faceOf[twin(half)]!];
		if (f < 0 || g < 0 || !mine[f] || !mine[g]) continue;
		beside[f]!.push(g);
		beside[g]!.push(f);
	}
	let count = 0;
	for (const first of faceOfGrid) {
		if (regionOf[first]! >= 0) continue;
		const region = count++;
		const reached = [first];
		for (let face = reached.pop(); face !== undefined; face = reached.pop()) {
			if (regionOf[face]! >= 0) continue;
			regionOf[face] = region;
			reached.push(...beside[face]!);
		}
	}
	return traceRegions(faces, regionOf, count, () => true).map((rings) =>
		rings.map((ring) => ring.map((value, i) => value + origin[i % 2]!))
	);
}
