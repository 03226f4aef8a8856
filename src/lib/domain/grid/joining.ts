/**
 * Joining faces that are too small to be grids to a neighbour, weakest line first.
 *
 * Every face has a weight: the number of grids that its ground is worth (1 = one grid). The lightest face is taken
 * first and joined to the neighbour with which it shares much of its edge, over a weak line, without growing far
 * beyond one grid or into an odd shape. What is a sliver (too small, too narrow) joins even when the result is heavy:
 * cutting comes afterwards.
 */
import { toMetres } from './lattice.ts';
import { WILLINGNESS } from './linework.ts';
import { twin, type Faces } from './planar.ts';
import type { RegionOf } from './regions.ts';

export interface JoiningRules {
	/** Below this weight a face looks for a neighbour. */
	minWeight: number;
	/** No joint face is heavier than this, unless a sliver must go. */
	maxWeight: number;
	/** Square metres; below, a face is a sliver. */
	minArea: number;
	/** Metres; mean width (2 x area / perimeter) below which a face is a sliver. */
	minWidth: number;
}

export interface FaceFacts {
	/** Square metres. */
	area: Float64Array;
	/** Grids that the face is worth. */
	weight: Float64Array;
	/** 1 for open water: it joins water first, and is no sliver for being worth little. */
	water: Uint8Array;
	/** 1 for ground of the community in hand. */
	inside: Uint8Array;
}

interface Region {
	area: number;
	perimeter: number;
	weight: number;
	water: number;
	/** Shared edge by neighbour: metres, and metres weighted by how willingly the line is given up. */
	borders: Map<number, [length: number, willing: number]>;
	version: number;
}

export function joinFaces(
	faces: Faces,
	facts: FaceFacts,
	rules: JoiningRules
): { regionOf: RegionOf; count: number } {
	const parent = Int32Array.from({ length: faces.count }, (_, f) => f);
	const find = (f: number): number => {
		while (parent[f] !== f) f = parent[f] = parent[parent[f]!]!;
		return f;
	};
	const regions = makeRegions(faces, facts);
	const queue = new Lightest();
	const consider = (f: number) => {
		const region = regions[f]!;
		if (isSliver(region, rules) || wantsMore(region, rules)) queue.push(region.weight, f, ++region.version);
	};
	for (let f = 0; f < faces.count; f++) if (facts.inside[f]) consider(f);

	for (let top = queue.pop(); top; top = queue.pop()) {
		const [, f, version] = top;
		if (parent[f] !== f || regions[f]!.version !== version) continue;
		const mate = bestNeighbour(regions, f, rules);
		if (mate < 0) continue;
		// The smaller table moves into the larger.
		const [keep, gone] = regions[f]!.borders.size > regions[mate]!.borders.size ? [f, mate] : [mate, f];
		parent[gone] = keep;
		absorb(regions, keep, gone);
		consider(keep);
	}

	const number = new Int32Array(faces.count).fill(-1);
	const regionOf = new Int32Array(faces.count).fill(-1);
	let count = 0;
	for (let f = 0; f < faces.count; f++) {
		if (!facts.inside[f]) continue;
		const root = find(f);
		if (number[root]! < 0) number[root] = count++;
		regionOf[f] = number[root]!;
	}
	return { regionOf, count };
}

/** Ground worth less than this joins even when that makes a heavy face, up to MOST_WEIGHT. */
const SCRAP = 0.35;
const MOST_WEIGHT = 1.9;

function isSliver(region: Region, rules: JoiningRules): boolean {
	return region.area < rules.minArea || (2 * region.area) / region.perimeter < rules.minWidth;
}

function mostWeight(region: Region, other: Region, rules: JoiningRules): number {
	if (isSliver(region, rules)) return Infinity;
	return Math.min(region.weight, other.weight) < SCRAP
		? Math.max(MOST_WEIGHT, rules.maxWeight)
		: rules.maxWeight;
}

function wantsMore(region: Region, rules: JoiningRules): boolean {
	return region.weight < rules.minWeight && !(region.water * 2 > region.area);
}

function makeRegions({ edges, faceOf, count }: Faces, facts: FaceFacts): Region[] {
	const regions: Region[] = Array.from({ length: count }, (_, f) => ({
		area: facts.area[f]!,
		perimeter: 0,
		weight: facts.weight[f]!,
		water: facts.water[f] ? facts.area[f]! : 0,
		borders: new Map(),
		version: 0
	}));
	const { nodes } = edges;
	for (let e = 0; e < edges.a.length; e++) {
		const half = 2 * e;
		const f = faceOf[half]!;
		const g = faceOf[twin(half)]!;
		if (f === g) continue;
		const a = edges.a[e]!;
		const b = edges.b[e]!;
		const length = toMetres(Math.hypot(nodes.x[b]! - nodes.x[a]!, nodes.y[b]! - nodes.y[a]!));
		if (f >= 0) regions[f]!.perimeter += length;
		if (g >= 0) regions[g]!.perimeter += length;
		if (f < 0 || g < 0 || !facts.inside[f] || !facts.inside[g]) continue;
		const willing = length * WILLINGNESS[edges.strength[e]!]!;
		addBorder(regions[f]!.borders, g, length, willing);
		addBorder(regions[g]!.borders, f, length, willing);
	}
	return regions;
}

function addBorder(borders: Region['borders'], other: number, length: number, willing: number): void {
	const there = borders.get(other);
	if (there) {
		there[0] += length;
		there[1] += willing;
	} else borders.set(other, [length, willing]);
}

function bestNeighbour(regions: Region[], f: number, rules: JoiningRules): number {
	const region = regions[f]!;
	const sliver = isSliver(region, rules);
	let best = -1;
	let bestScore = 0;
	for (const [g, [length, willing]] of region.borders) {
		const other = regions[g]!;
		const weight = region.weight + other.weight;
		const tooHeavy = weight > rules.maxWeight;
		if (weight > mostWeight(region, other, rules)) continue;
		const perimeter = region.perimeter + other.perimeter - 2 * length;
		const compact = (4 * Math.PI * (region.area + other.area)) / (perimeter * perimeter);
		const sameKind = region.water * 2 > region.area === other.water * 2 > other.area;
		// A sliver cares most for the longest edge; others for a good grid.
		const share = length / region.perimeter;
		const fit = tooHeavy ? 0.5 : weight > 1.2 ? 0.8 : 1;
		const score =
			(willing / length) *
			share ** (sliver ? 1 : 0.5) *
			compact ** (sliver ? 0.3 : 1) *
			fit *
			(sameKind ? 1 : 0.3);
		if (score > bestScore || (score === bestScore && g < best)) [best, bestScore] = [g, score];
	}
	return best;
}

function absorb(regions: Region[], keep: number, gone: number): void {
	const into = regions[keep]!;
	const from = regions[gone]!;
	into.area += from.area;
	into.weight += from.weight;
	into.water += from.water;
	into.perimeter += from.perimeter - 2 * (into.borders.get(gone)?.[0] ?? 0);
	into.borders.delete(gone);
	for (const [g, [length, willing]] of from.borders) {
		if (g === keep) continue;
		addBorder(into.borders, g, length, willing);
		regions[g]!.borders.delete(gone);
		addBorder(regions[g]!.borders, keep, length, willing);
	}
	from.borders.clear();
}

/** A binary heap: lightest first, then the lower number. */
class Lightest {
	#heap: [weight: number, face: number, version: number][] = [];

	push(weight: number, face: number, version: number): void {
		const heap = this.#heap;
		heap.push([weight, face, version]);
		for (let at = heap.length - 1; at > 0;) {
			const up = (at - 1) >> 1;
			if (!this.#before(at, up)) break;
			[heap[at], heap[up]] = [heap[up]!, heap[at]!];
			at = up;
		}
	}

	pop(): [number, number, number] | undefined {
		const heap = this.#heap;
		const top = heap[0];
		const last = heap.pop();
		if (!top || !last || heap.length === 0) return top;
		heap[0] = last;
		for (let at = 0; ;) {
			const left = 2 * at + 1;
			if (left >= heap.length) break;
			const child = left + 1 < heap.length && this.#before(left + 1, left) ? left + 1 : left;
			if (!this.#before(child, at)) break;
			[heap[at], heap[child]] = [heap[child]!, heap[at]!];
			at = child;
		}
		return top;
	}

	#before(p: number, q: number): boolean {
		const [a, b] = [this.#heap[p]!, this.#heap[q]!];
		return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
	}
}
