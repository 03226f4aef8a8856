/** Small plane geometry on places (1e-7 degrees) or any other flat coordinates; nothing here measures ground. */
import type { Place, Polygon, Ring } from './osm.ts';

/** Signed area of a closed ring: positive when it runs counter-clockwise. */
export function ringArea(ring: Ring): number {
	// Relative to the first corner, so that large coordinates do not eat the digits.
	const [x0, y0] = ring[0]!;
	let twice = 0;
	for (let i = 0; i + 1 < ring.length; i++) {
		const [ax, ay] = ring[i]!;
		const [bx, by] = ring[i + 1]!;
		twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
	}
	return twice / 2;
}

/** Even-odd rule, with places on the ring told apart. */
export function pointInRing([x, y]: Place, ring: Ring): 'in' | 'on' | 'out' {
	let inside = false;
	for (let i = 0; i + 1 < ring.length; i++) {
		const [ax, ay] = ring[i]!;
		const [bx, by] = ring[i + 1]!;
		const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
		if (
			cross === 0 &&
			x >= Math.min(ax, bx) &&
			x <= Math.max(ax, bx) &&
			y >= Math.min(ay, by) &&
			y <= Math.max(ay, by)
		)
			return 'on';
		if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
	}
	return inside ? 'in' : 'out';
}

/** True when the place is inside, or on the edge of, any of the polygons. */
export function pointInPolygons(place: Place, polygons: readonly Polygon[]): boolean {
	return polygons.some(
		([outer, ...holes]) =>
			pointInRing(place, outer!) !== 'out' && !holes.some((hole) => pointInRing(place, hole) === 'in')
	);
}

/**
 * A place inside the polygons, for finding what they lie in: the middle of the longest stretch that the level line
 * through the middle of the largest part runs inside.
 */
export function insidePlace(polygons: readonly Polygon[]): Place {
	const largest = [...polygons].sort((a, b) => Math.abs(ringArea(b[0]!)) - Math.abs(ringArea(a[0]!)))[0]!;
	const heights = [...new Set(largest[0]!.map(([, y]) => y))].sort((a, b) => a - b);
	const middle = (heights[0]! + heights.at(-1)!) / 2;
	// Between two corners' heights, never through one: each side is then crossed once or not at all.
	const above = heights.findIndex((y) => y > middle);
	const level = above > 0 ? (heights[above - 1]! + heights[above]!) / 2 : middle;
	const crossings: number[] = [];
	for (const ring of largest) {
		for (let i = 0; i + 1 < ring.length; i++) {
			const [ax, ay] = ring[i]!;
			const [bx, by] = ring[i + 1]!;
			if (ay > level !== by > level) crossings.push(ax + ((level - ay) / (by - ay)) * (bx - ax));
		}
	}
	crossings.sort((a, b) => a - b);
	let best: Place = largest[0]![0]!;
	let widest = -1;
	for (let i = 0; i + 1 < crossings.length; i += 2) {
		const width = crossings[i + 1]! - crossings[i]!;
		if (width <= widest) continue;
		widest = width;
		best = [(crossings[i]! + crossings[i + 1]!) / 2, level];
	}
	return best;
}
