import { bounds, centroid, insideRing, type Point, type Ring } from './plane.ts';

const CELL = 500;

/** Which of many rings holds a point. */
export class FaceIndex {
	readonly #cells = new Map<number, { ring: Ring; box: [number, number, number, number]; face: number }[]>();

	constructor(rings: readonly Ring[]) {
		rings.forEach((ring, face) => {
			const box = bounds(ring);
			for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++)
				for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) {
					const key = (x + 4096) * 8192 + y + 4096;
					const list = this.#cells.get(key);
					if (list) list.push({ ring, box, face });
					else this.#cells.set(key, [{ ring, box, face }]);
				}
		});
	}

	/** The first ring that holds the point; -1 when none does. */
	find(p: Point): number {
		const key = (Math.floor(p[0] / CELL) + 4096) * 8192 + Math.floor(p[1] / CELL) + 4096;
		for (const { ring, box, face } of this.#cells.get(key) ?? [])
			if (p[0] >= box[0] && p[0] <= box[2] && p[1] >= box[1] && p[1] <= box[3] && insideRing(p, ring))
				return face;
		return -1;
	}

	has(p: Point): boolean {
		return this.find(p) >= 0;
	}
}

/** A point inside the ring: its centroid where that is inside. */
export function spotOf(ring: Ring): Point {
	const c = centroid(ring);
	if (insideRing(c, ring)) return c;
	const xs: number[] = [];
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[j]!, ring[i]!];
		if (a[1] > c[1] !== b[1] > c[1]) xs.push(a[0] + ((c[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
	}
	xs.sort((m, n) => m - n);
	let best: Point = c;
	let wide = 0;
	for (let i = 1; i < xs.length; i += 2)
		if (xs[i]! - xs[i - 1]! > wide) {
			wide = xs[i]! - xs[i - 1]!;
			best = [(xs[i]! + xs[i - 1]!) / 2, c[1]];
		}
	return best;
}
