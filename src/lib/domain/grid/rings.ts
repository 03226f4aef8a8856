/** Measures of rings and polygons with holes, on flat coordinate arrays in any one unit. */
import type { Flat, Rings } from './lattice.ts';

/** Signed: counter-clockwise is positive. */
export function ringArea(ring: Flat): number {
	const n = ring.length;
	const ox = ring[0]!;
	const oy = ring[1]!;
	let twice = 0;
	for (let i = 0; i < n; i += 2) {
		const j = (i + 2) % n;
		twice += (ring[i]! - ox) * (ring[j + 1]! - oy) - (ring[j]! - ox) * (ring[i + 1]! - oy);
	}
	return twice / 2;
}

export function ringsArea(rings: Rings): number {
	return rings.reduce((sum, ring, k) => sum + (k === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0);
}

export function ringLength(ring: Flat): number {
	let length = 0;
	for (let i = 0; i < ring.length; i += 2) {
		const j = (i + 2) % ring.length;
		length += Math.hypot(ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!);
	}
	return length;
}

export function ringsLength(rings: Rings): number {
	return rings.reduce((sum, ring) => sum + ringLength(ring), 0);
}

/** Even and odd: true inside the shell and outside the holes. */
export function ringsHold(rings: Rings, px: number, py: number): boolean {
	let inside = false;
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const yi = ring[i + 1]!;
			const yj = ring[j + 1]!;
			if (yi > py !== yj > py && px < ((ring[j]! - ring[i]!) * (py - yi)) / (yj - yi) + ring[i]!)
				inside = !inside;
		}
	}
	return inside;
}

/** Sorted eastings at which a horizontal line crosses the rings. */
export function crossingsAt(rings: Rings, py: number): number[] {
	const xs: number[] = [];
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const yi = ring[i + 1]!;
			const yj = ring[j + 1]!;
			if (yi > py !== yj > py) xs.push(((ring[j]! - ring[i]!) * (py - yi)) / (yj - yi) + ring[i]!);
		}
	}
	return xs.sort((a, b) => a - b);
}

/** A point well inside: the middle of the widest stretch on a level near the middle of the height. */
export function spotInside(rings: Rings): [number, number] {
	const [, y0, , y1] = ringBox(rings[0]!);
	let best: [number, number] = [rings[0]![0]!, rings[0]![1]!];
	let widest = -1;
	// Levels that avoid the corners' own: an odd fraction of the height.
	for (const share of [0.5003, 0.3511, 0.6497, 0.2003, 0.8009, 0.0507, 0.9491]) {
		const y = y0 + (y1 - y0) * share;
		const xs = crossingsAt(rings, y);
		for (let k = 1; k < xs.length; k += 2) {
			const width = xs[k]! - xs[k - 1]!;
			// The middle levels are preferred: a further one must be clearly wider.
			if (width > widest * (widest < 0 ? 1 : 1.5)) {
				widest = width;
				best = [(xs[k]! + xs[k - 1]!) / 2, y];
			}
		}
	}
	return best;
}

/** [west, south, east, north] */
export function ringBox(ring: Flat): [number, number, number, number] {
	let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let i = 0; i < ring.length; i += 2) {
		x0 = Math.min(x0, ring[i]!);
		x1 = Math.max(x1, ring[i]!);
		y0 = Math.min(y0, ring[i + 1]!);
		y1 = Math.max(y1, ring[i + 1]!);
	}
	return [x0, y0, x1, y1];
}

/** From a point to the nearest of a segment. */
export function distanceToSegment(
	x: number,
	y: number,
	ax: number,
	ay: number,
	bx: number,
	by: number
): number {
	const [dx, dy] = [bx - ax, by - ay];
	const [px, py] = [x - ax, y - ay];
	const squared = dx * dx + dy * dy;
	const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
	return Math.hypot(px - t * dx, py - t * dy);
}

/** Length of a segment's part inside a polygon, and so whether it cuts it. */
export function lengthInside(rings: Rings, ax: number, ay: number, bx: number, by: number): number {
	const dx = bx - ax;
	const dy = by - ay;
	const ts = [0, 1];
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
			const ex = ring[i]! - ring[j]!;
			const ey = ring[i + 1]! - ring[j + 1]!;
			const cross = dx * ey - dy * ex;
			if (cross === 0) continue;
			const ox = ring[j]! - ax;
			const oy = ring[j + 1]! - ay;
			const t = (ox * ey - oy * ex) / cross;
			const u = (ox * dy - oy * dx) / cross;
			if (t > 0 && t < 1 && u >= 0 && u <= 1) ts.push(t);
		}
	}
	ts.sort((p, q) => p - q);
	let inside = 0;
	for (let k = 1; k < ts.length; k++) {
		const middle = (ts[k]! + ts[k - 1]!) / 2;
		if (ts[k]! > ts[k - 1]! && ringsHold(rings, ax + dx * middle, ay + dy * middle))
			inside += ts[k]! - ts[k - 1]!;
	}
	return inside * Math.hypot(dx, dy);
}
