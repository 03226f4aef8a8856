/** Regions: faces joined to bigger pieces of ground, and the rings around them. */
import { WanggeError } from '../errors.ts';
import type { Rings } from './lattice.ts';
import { origin, target, twin, type Faces } from './planar.ts';
import { ringArea } from './rings.ts';

/** A region per face; -1 for ground that is not ours. */
export type RegionOf = Int32Array;

/**
 * Rings of every region, lattice units: the shell counter-clockwise, then holes clockwise. A ring never touches itself,
 * so every region is a valid polygon. Nodes that are neither a corner of a drawn line nor a meeting of regions
 * are left out, in the same way on both sides of an edge.
 *
 * @param drawn true for nodes that are a corner of the lines as they were drawn
 */
export function traceRegions(
	faces: Faces,
	regionOf: RegionOf,
	count: number,
	drawn: (node: number) => boolean
): Rings[] {
	const { edges, next, faceOf } = faces;
	const region = (half: number) => (faceOf[half]! < 0 ? -1 : regionOf[faceOf[half]!]!);
	const halves = edges.a.length * 2;
	const passing = passingNodes(faces, region, drawn);
	const seen = new Uint8Array(halves);
	const shells: (number[] | undefined)[] = Array.from({ length: count });
	const holes: number[][][] = Array.from({ length: count }, () => []);
	for (let start = 0; start < halves; start++) {
		const mine = region(start);
		if (mine < 0 || seen[start] || region(twin(start)) === mine) continue;
		const loop: number[] = [];
		let half = start;
		do {
			seen[half] = 1;
			loop.push(origin(edges, half));
			half = next[half]!;
			while (region(twin(half)) === mine) half = next[twin(half)]!;
		} while (half !== start);
		for (const simple of splitAtTouches(loop)) {
			const ring: number[] = [];
			for (const node of simple) if (!passing[node]) ring.push(edges.nodes.x[node]!, edges.nodes.y[node]!);
			if (ring.length < 6) continue;
			if (ringArea(ring) < 0) holes[mine]!.push(ring);
			else if (shells[mine]) throw new WanggeError('internal', { region: mine }, 'a region in two pieces');
			else shells[mine] = ring;
		}
	}
	return shells.map((shell, r) => {
		if (!shell) throw new WanggeError('internal', { region: r }, 'a region without a shell');
		return [shell, ...holes[r]!];
	});
}

/** Nodes of a loop cut into loops that pass no node twice. */
function splitAtTouches(loop: readonly number[]): number[][] {
	const out: number[][] = [];
	const stack: number[] = [];
	const place = new Map<number, number>();
	for (const node of loop) {
		const at = place.get(node);
		if (at !== undefined) {
			const inner = stack.splice(at);
			for (const gone of inner) place.delete(gone);
			out.push(inner);
		}
		place.set(node, stack.length);
		stack.push(node);
	}
	out.push(stack);
	return out;
}

/** Nodes that an edge merely passes: two edges of regions, no drawn corner, straight within the rounding. */
function passingNodes(
	faces: Faces,
	region: (half: number) => number,
	drawn: (node: number) => boolean
): Uint8Array {
	const { edges } = faces;
	const { nodes } = edges;
	const degree = new Uint8Array(nodes.size);
	const first = new Int32Array(nodes.size).fill(-1);
	const second = new Int32Array(nodes.size).fill(-1);
	for (let e = 0; e < edges.a.length; e++) {
		if (region(2 * e) === region(2 * e + 1)) continue;
		for (const half of [2 * e, 2 * e + 1]) {
			const node = origin(edges, half);
			if (degree[node]! < 3) degree[node]!++;
			if (first[node]! < 0) first[node] = target(edges, half);
			else second[node] = target(edges, half);
		}
	}
	const passing = new Uint8Array(nodes.size);
	for (let n = 0; n < nodes.size; n++) {
		if (degree[n] !== 2 || drawn(n)) continue;
		const p = first[n]!;
		const q = second[n]!;
		const dx = nodes.x[q]! - nodes.x[p]!;
		const dy = nodes.y[q]! - nodes.y[p]!;
		const px = nodes.x[n]! - nodes.x[p]!;
		const py = nodes.y[n]! - nodes.y[p]!;
		const along = px * dx + py * dy;
		const straight = Math.abs(dx * py - dy * px) <= 1.5 * Math.hypot(dx, dy);
		if (straight && along > 0 && along < dx * dx + dy * dy) passing[n] = 1;
	}
	return passing;
}
