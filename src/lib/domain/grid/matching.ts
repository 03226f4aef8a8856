/** Which of the grids made now are grids that already stand on the ground. */
import type { Flat, Rings } from './lattice.ts';
import { distanceToSegment, ringBox } from './rings.ts';

/** Corners nearer than this to the other's edge are on it: half a millimetre, lattice units. */
const SAME = 5;

/**
 * True when both are the same ground, whatever corners lie straight on their edges.
 *
 * @param tolerance lattice units; half a millimetre when not said
 */
export function sameGround(p: Rings, q: Rings, tolerance = SAME): boolean {
	if (p.length !== q.length) return false;
	const a = ringBox(p[0]!);
	const b = ringBox(q[0]!);
	if (a.some((value, k) => Math.abs(value - b[k]!) > tolerance)) return false;
	return liesOn(p, q, tolerance) && liesOn(q, p, tolerance);
}

/** True when every corner of `p` lies on an edge of `q`. */
export function liesOn(p: Rings, q: Rings, tolerance = SAME): boolean {
	return p.every((ring) => {
		for (let i = 0; i < ring.length; i += 2)
			if (!q.some((other) => nearRing(ring[i]!, ring[i + 1]!, other, tolerance))) return false;
		return true;
	});
}

function nearRing(x: number, y: number, ring: Flat, tolerance: number): boolean {
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
		if (distanceToSegment(x, y, ring[j]!, ring[j + 1]!, ring[i]!, ring[i + 1]!) <= tolerance) return true;
	}
	return false;
}

/** For each of `made` the number of the one of `standing` that is the same ground, or -1. */
export function matchGround(made: readonly Rings[], standing: readonly Rings[]): number[] {
	const byCorner = new Map<string, number[]>();
	// Half a metre's raster of south-west corners: a corner near a raster line is put on both sides.
	const keys = (rings: Rings) => {
		const [x0, y0] = ringBox(rings[0]!);
		const raster = (value: number) => [
			...new Set([Math.floor((value - SAME) / 5000), Math.floor((value + SAME) / 5000)])
		];
		return raster(x0).flatMap((x) => raster(y0).map((y) => `${x} ${y}`));
	};
	standing.forEach((rings, s) => {
		for (const key of keys(rings)) byCorner.set(key, [...(byCorner.get(key) ?? []), s]);
	});
	const taken = new Set<number>();
	return made.map((rings) => {
		for (const key of keys(rings))
			for (const s of byCorner.get(key) ?? [])
				if (!taken.has(s) && sameGround(rings, standing[s]!)) {
					taken.add(s);
					return s;
				}
		return -1;
	});
}

/** True when both have the very same corners, wherever a ring begins. */
export function sameCorners(p: Rings, q: Rings): boolean {
	return p.length === q.length && cornersKey(p) === cornersKey(q);
}

function cornersKey(rings: Rings): string {
	return rings
		.map((ring) => {
			let first = 0;
			for (let i = 2; i < ring.length; i += 2)
				if (ring[i]! < ring[first]! || (ring[i] === ring[first] && ring[i + 1]! < ring[first + 1]!))
					first = i;
			const turned = [...ring.slice(first), ...ring.slice(0, first)];
			// Stored rings may run the other way: compare the way that goes to the smaller neighbour first.
			const back: number[] = [turned[0]!, turned[1]!];
			for (let i = turned.length - 2; i > 0; i -= 2) back.push(turned[i]!, turned[i + 1]!);
			const forth = turned.join(' ');
			const other = back.join(' ');
			return forth < other ? forth : other;
		})
		.sort()
		.join('|');
}
