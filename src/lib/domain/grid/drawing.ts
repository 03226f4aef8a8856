/**
 * The lines of a community's ground, drawn so that they bound grids well.
 *
 * A block's edge three metres beside the road, a road that runs along the boundary, a river's line inside its banks:
 * drawn as they are they would leave slivers. So lines are drawn strongest first, and a weaker line's corner that comes
 * within `snap` metres of a stronger line moves onto it. The boundary is the strongest and never moves.
 */
import { NodeTable, toMetres, toUnits, type Flat, type Rings } from './lattice.ts';
import { STRENGTH, type GroundLine } from './linework.ts';
import { Segments } from './noding.ts';
import { RasterIndex } from './raster-index.ts';

export interface Lines {
	/** The community's own polygons, metres. */
	boundary: readonly Rings[];
	/** Its neighbours' polygons: their corners on the common border are corners of both. */
	neighbours: readonly Rings[];
	lines: readonly GroundLine[];
	water: readonly Rings[];
	blocks: readonly Rings[];
}

export interface Drawing {
	/** Lattice units from the origin. */
	segments: Segments;
	/** Corners of the lines as drawn, lattice units from the origin. */
	corners: NodeTable;
}

/** A weaker line is looked at every so many metres for a stronger one beside it. */
const STEP_M = 20;
/** Onto a corner rather than onto the line beside it, metres; never further than the snap itself reaches. */
const CORNER_M = 3;
/** A line this near to a stronger line's corner goes through it, metres: a needle between them would be no ground. */
const THROUGH_M = 0.005;
const BOX_M = 60;

/**
 * @param box [west, south, east, north] around the boundary; what lies beyond is left out
 * @param origin lattice units
 */
export function drawLines(
	ground: Lines,
	box: readonly [number, number, number, number],
	origin: readonly [number, number],
	snap: number
): Drawing {
	const pen = new Pen(box, origin);
	for (const rings of ground.boundary) for (const ring of rings) pen.draw(closed(ring), STRENGTH.border);
	// Where neighbours' boundaries overlap ours, theirs are worth nothing inside.
	for (const rings of ground.neighbours) for (const ring of rings) pen.draw(closed(ring), STRENGTH.cut);
	const rest: GroundLine[] = [...ground.lines];
	for (const rings of ground.water)
		for (const ring of rings) rest.push({ points: closed(ring), strength: STRENGTH.water });
	for (const rings of ground.blocks)
		for (const ring of rings) rest.push({ points: closed(ring), strength: STRENGTH.block });
	rest.sort((p, q) => q.strength - p.strength);
	for (let from = 0; from < rest.length;) {
		const { strength } = rest[from]!;
		let to = from;
		while (to < rest.length && rest[to]!.strength === strength) to++;
		// Lines of one strength do not move each other.
		pen.freeze();
		for (; from < to; from++)
			pen.draw(
				pen.throughCorners(snap > 0 ? pen.moved(rest[from]!.points, snap) : rest[from]!.points),
				strength
			);
	}
	return { segments: pen.segments, corners: pen.corners };
}

function closed(ring: Flat): Flat {
	return [...ring, ring[0]!, ring[1]!];
}

class Pen {
	readonly segments = new Segments();
	readonly corners = new NodeTable();
	readonly #index: RasterIndex;
	/** Ends of what was drawn, metres: four numbers a segment. */
	readonly #drawn: number[] = [];
	#indexed = 0;

	constructor(
		readonly box: readonly [number, number, number, number],
		readonly origin: readonly [number, number]
	) {
		const [x0, y0, x1, y1] = box;
		this.#index = new RasterIndex(x0, y0, x1, y1, Math.max(BOX_M, (x1 - x0) / 500, (y1 - y0) / 500));
	}

	draw(points: Flat, strength: number): void {
		for (let i = 2; i < points.length; i += 2)
			this.#segment(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!, strength);
	}

	#segment(ax: number, ay: number, bx: number, by: number, strength: number): void {
		if (this.#misses(ax, ay, bx, by)) return;
		const [ox, oy] = this.origin;
		const [ux, uy, vx, vy] = [toUnits(ax) - ox, toUnits(ay) - oy, toUnits(bx) - ox, toUnits(by) - oy];
		if (ux === vx && uy === vy) return;
		this.segments.add(ux, uy, vx, vy, strength);
		this.corners.add(ux, uy);
		this.corners.add(vx, vy);
		// As it was put on the lattice: what moves onto it must hit it exactly.
		this.#drawn.push(toMetres(ux + ox), toMetres(uy + oy), toMetres(vx + ox), toMetres(vy + oy));
	}

	/** What was drawn so far may move what is drawn next. */
	freeze(): void {
		for (; this.#indexed < this.#drawn.length; this.#indexed += 4) {
			const k = this.#indexed;
			const [ax, ay, bx, by] = this.#drawn.slice(k, k + 4) as [number, number, number, number];
			this.#index.segment(ax, ay, bx, by, 0, (cell) => this.#index.put(cell, k));
		}
	}

	/** The line with the corners near a stronger line moved onto it. */
	moved(points: Flat, snap: number): Flat {
		const out: Flat = [];
		for (let i = 0; i < points.length; i += 2) {
			const x = points[i]!;
			const y = points[i + 1]!;
			if (i > 0) this.#between(points[i - 2]!, points[i - 1]!, x, y, snap, out);
			const onto = this.#nearest(x, y, snap);
			if (onto) out.push(onto[0], onto[1]);
			else out.push(x, y);
		}
		return out;
	}

	/** Corners where a stretch without corners runs beside a stronger line. */
	#between(ax: number, ay: number, bx: number, by: number, snap: number, out: Flat): void {
		const steps = Math.floor(Math.hypot(bx - ax, by - ay) / STEP_M);
		if (steps < 2 || this.#misses(ax, ay, bx, by)) return;
		for (let k = 1; k < steps; k++) {
			const onto = this.#nearest(ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps, snap);
			if (onto) out.push(onto[0], onto[1]);
		}
	}

	/** The line with the corners of stronger lines that it all but touches. */
	throughCorners(points: Flat): Flat {
		const out: Flat = [points[0]!, points[1]!];
		for (let i = 2; i < points.length; i += 2) {
			const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
			if (!this.#misses(ax, ay, bx, by)) out.push(...this.#cornersOn(ax, ay, bx, by));
			out.push(bx, by);
		}
		return out;
	}

	#cornersOn(ax: number, ay: number, bx: number, by: number): Flat {
		const [dx, dy] = [bx - ax, by - ay];
		const squared = dx * dx + dy * dy;
		const found = new Map<number, [x: number, y: number]>();
		this.#index.segment(ax, ay, bx, by, THROUGH_M, (cell) => {
			for (const k of this.#index.box(cell))
				for (const end of [k, k + 2]) {
					const [x, y] = [this.#drawn[end]!, this.#drawn[end + 1]!];
					const along = ((x - ax) * dx + (y - ay) * dy) / squared;
					const beside = Math.abs(dx * (y - ay) - dy * (x - ax)) / Math.sqrt(squared);
					if (along > 0 && along < 1 && beside < THROUGH_M) found.set(along, [x, y]);
				}
		});
		return [...found].sort(([p], [q]) => p - q).flatMap(([, place]) => place);
	}

	#nearest(x: number, y: number, snap: number): [number, number] | undefined {
		const [x0, y0, x1, y1] = this.box;
		if (x < x0 - snap || x > x1 + snap || y < y0 - snap || y > y1 + snap) return undefined;
		let best = snap;
		const corner = Math.min(CORNER_M, snap);
		let found: [number, number] | undefined;
		this.#index.rectangle(x - snap, y - snap, x + snap, y + snap, (cell) => {
			for (const k of this.#index.box(cell)) {
				const ax = this.#drawn[k]!;
				const ay = this.#drawn[k + 1]!;
				const dx = this.#drawn[k + 2]! - ax;
				const dy = this.#drawn[k + 3]! - ay;
				const length = Math.hypot(dx, dy);
				const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (length * length)));
				const distance = Math.hypot(x - ax - t * dx, y - ay - t * dy);
				if (distance >= best) continue;
				best = distance;
				const stop = t * length < corner ? 0 : (1 - t) * length < corner ? 1 : t;
				found = [ax + stop * dx, ay + stop * dy];
			}
		});
		return found;
	}

	#misses(ax: number, ay: number, bx: number, by: number): boolean {
		const [x0, y0, x1, y1] = this.box;
		return (
			Math.max(ax, bx) < x0 - 1 ||
			Math.min(ax, bx) > x1 + 1 ||
			Math.max(ay, by) < y0 - 1 ||
			Math.min(ay, by) > y1 + 1
		);
	}
}
