import { segmentDistance, type Line, type Point } from './plane.ts';

/** The nearest of many line segments, found by a hash of square cells. */
export class NearestLine<T> {
	readonly #cell: number;
	readonly #cells = new Map<number, { a: Point; b: Point; of: T }[]>();

	constructor(cell = 400) {
		this.#cell = cell;
	}

	add(line: Line, of: T): void {
		for (let i = 1; i < line.length; i++) this.addSegment(line[i - 1]!, line[i]!, of);
	}

	addSegment(a: Point, b: Point, of: T): void {
		const c = this.#cell;
		for (let x = Math.floor(Math.min(a[0], b[0]) / c); x <= Math.floor(Math.max(a[0], b[0]) / c); x++)
			for (let y = Math.floor(Math.min(a[1], b[1]) / c); y <= Math.floor(Math.max(a[1], b[1]) / c); y++) {
				const k = cellKey(x, y);
				const list = this.#cells.get(k);
				if (list) list.push({ a, b, of });
				else this.#cells.set(k, [{ a, b, of }]);
			}
	}

	/** The nearest within `limit` metres, with the direction of its line there (radians). */
	nearest(p: Point, limit: number): { metres: number; heading: number; of: T } | null {
		const c = this.#cell;
		let best: { a: Point; b: Point; of: T } | null = null;
		let metres = limit;
		for (let x = Math.floor((p[0] - limit) / c); x <= Math.floor((p[0] + limit) / c); x++)
			for (let y = Math.floor((p[1] - limit) / c); y <= Math.floor((p[1] + limit) / c); y++)
				for (const piece of this.#cells.get(cellKey(x, y)) ?? []) {
					const d = segmentDistance(p, piece.a, piece.b);
					if (d < metres) [metres, best] = [d, piece];
				}
		if (!best) return null;
		return { metres, heading: Math.atan2(best.b[1] - best.a[1], best.b[0] - best.a[0]), of: best.of };
	}
}

/** Points by place: is any within so many metres? */
export class Points<T> {
	readonly #cell: number;
	readonly #cells = new Map<number, { p: Point; of: T }[]>();

	constructor(cell: number) {
		this.#cell = cell;
	}

	add(p: Point, of: T): void {
		const k = cellKey(Math.floor(p[0] / this.#cell), Math.floor(p[1] / this.#cell));
		const list = this.#cells.get(k);
		if (list) list.push({ p, of });
		else this.#cells.set(k, [{ p, of }]);
	}

	/** Those within `limit` metres, in the order in which they were added to each cell. */
	*within(p: Point, limit: number): Generator<{ p: Point; of: T; metres: number }> {
		const c = this.#cell;
		for (let x = Math.floor((p[0] - limit) / c); x <= Math.floor((p[0] + limit) / c); x++)
			for (let y = Math.floor((p[1] - limit) / c); y <= Math.floor((p[1] + limit) / c); y++)
				for (const item of this.#cells.get(cellKey(x, y)) ?? []) {
					const metres = Math.hypot(item.p[0] - p[0], item.p[1] - p[1]);
					if (metres <= limit) yield { ...item, metres };
				}
	}

	nearest(p: Point, limit: number): { p: Point; of: T; metres: number } | null {
		let best: { p: Point; of: T; metres: number } | null = null;
		for (const item of this.within(p, limit)) if (!best || item.metres < best.metres) best = item;
		return best;
	}

	any(p: Point, limit: number): boolean {
		const c = this.#cell;
		for (let x = Math.floor((p[0] - limit) / c); x <= Math.floor((p[0] + limit) / c); x++)
			for (let y = Math.floor((p[1] - limit) / c); y <= Math.floor((p[1] + limit) / c); y++)
				for (const item of this.#cells.get(cellKey(x, y)) ?? [])
					if (Math.hypot(item.p[0] - p[0], item.p[1] - p[1]) < limit) return true;
		return false;
	}
}

function cellKey(x: number, y: number): number {
	return (x + 65536) * 262144 + y + 65536;
}
