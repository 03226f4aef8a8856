/** Directions in which a piece of ground may sensibly be cut. Coordinates in metres. */
import type { Flat, Rings } from './lattice.ts';

/** Unit normal of a cut: the cut runs at a right angle to it. */
export type Normal = readonly [nx: number, ny: number];

/** Normals closer to each other than this (as the sine of the angle) are the same. */
const SAME = 0.12;

/**
 * The long side of the tightest rectangle around the piece first, then (when the piece is not much longer than wide)
 * its short side, then the directions of the piece's longest straight runs and what is square to them.
 */
export function likelyDirections(rings: Rings): Normal[] {
	const rectangle = tightestRectangle(rings[0]!);
	const found: Normal[] = [];
	const add = (nx: number, ny: number) => {
		if (!found.some(([x, y]) => Math.abs(x * ny - y * nx) < SAME)) found.push([nx, ny]);
	};
	const [ux, uy] = rectangle.along;
	add(ux, uy);
	if (rectangle.length < 1.4 * rectangle.width) add(-uy, ux);
	for (const [ex, ey] of longestRuns(rings[0]!)) {
		// Square to the run if the run lies along the piece, else along it: cut the long way across.
		const along = Math.abs(ex * ux + ey * uy);
		if (along > 0.7) add(ex, ey);
		else add(-ey, ex);
	}
	return found.slice(0, 4);
}

/** Unit directions of the two longest edges. */
function longestRuns(ring: Flat): Normal[] {
	const edges: [length: number, x: number, y: number][] = [];
	for (let i = 0; i < ring.length; i += 2) {
		const j = (i + 2) % ring.length;
		const dx = ring[j]! - ring[i]!;
		const dy = ring[j + 1]! - ring[i + 1]!;
		const length = Math.hypot(dx, dy);
		if (length > 0) edges.push([length, dx / length, dy / length]);
	}
	edges.sort((p, q) => q[0] - p[0]);
	return edges.slice(0, 2).map(([, x, y]) => [x, y] as const);
}

export interface Rectangle {
	/** Unit direction of the long side. */
	along: Normal;
	length: number;
	width: number;
}

/** The rectangle of least area around a ring; one side lies on its hull (Freeman & Shapira 1975). */
export function tightestRectangle(ring: Flat): Rectangle {
	const hull = convexHull(ring);
	let best: Rectangle = { along: [1, 0], length: Infinity, width: Infinity };
	for (let i = 0; i < hull.length; i++) {
		const [ax, ay] = hull[i]!;
		const [bx, by] = hull[(i + 1) % hull.length]!;
		const size = Math.hypot(bx - ax, by - ay);
		if (size === 0) continue;
		const ux = (bx - ax) / size;
		const uy = (by - ay) / size;
		let [s0, s1, t0, t1] = [Infinity, -Infinity, Infinity, -Infinity];
		for (const [x, y] of hull) {
			const s = x * ux + y * uy;
			const t = y * ux - x * uy;
			s0 = Math.min(s0, s);
			s1 = Math.max(s1, s);
			t0 = Math.min(t0, t);
			t1 = Math.max(t1, t);
		}
		const [long, short] = [s1 - s0, t1 - t0];
		if (long * short >= best.length * best.width) continue;
		best =
			long >= short
				? { along: [ux, uy], length: long, width: short }
				: { along: [-uy, ux], length: short, width: long };
	}
	return best;
}

/** Counter-clockwise hull (Andrew 1979). */
function convexHull(ring: Flat): [number, number][] {
	const points: [number, number][] = [];
	for (let i = 0; i < ring.length; i += 2) points.push([ring[i]!, ring[i + 1]!]);
	points.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
	const half = (ordered: [number, number][]) => {
		const chain: [number, number][] = [];
		for (const p of ordered) {
			while (chain.length >= 2) {
				const [ax, ay] = chain[chain.length - 2]!;
				const [bx, by] = chain[chain.length - 1]!;
				if ((bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0) break;
				chain.pop();
			}
			chain.push(p);
		}
		chain.pop();
		return chain;
	};
	return [...half(points), ...half(points.reverse())];
}
