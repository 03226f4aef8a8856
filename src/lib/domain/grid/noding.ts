/**
 * Snap rounding: any heap of line segments becomes a set of edges on the lattice that meet only at their ends.
 *
 * Every end and every crossing makes the lattice point that holds it "hot"; every segment then runs through the hot
 * points that it passes (within half a unit). Result: fully noded, no point moved by more than 0.71 units.
 * Source: J. D. Hobby, Practical segment intersection with finite precision output, Computational Geometry 13 (1999);
 * L. Guibas, D. Marimont, Rounding arrangements dynamically (1995). A place's result depends only on what passes that
 * place, so a border gets the same nodes from both sides.
 */
import { NodeTable } from './lattice.ts';
import { STRENGTH } from './linework.ts';
import { RasterIndex } from './raster-index.ts';

/** Segments in lattice units; `strength` says how much the line is worth as a grid's edge. */
export class Segments {
	readonly ax: number[] = [];
	readonly ay: number[] = [];
	readonly bx: number[] = [];
	readonly by: number[] = [];
	readonly strength: number[] = [];

	get size(): number {
		return this.ax.length;
	}

	/** Adds a segment between lattice points; one without length is left out. Ends are kept in one order. */
	add(ax: number, ay: number, bx: number, by: number, strength: number): void {
		if (ax === bx && ay === by) return;
		// One order for both directions: the rounding of a crossing then never depends on who asks.
		const swap = ax > bx || (ax === bx && ay > by);
		this.ax.push(swap ? bx : ax);
		this.ay.push(swap ? by : ay);
		this.bx.push(swap ? ax : bx);
		this.by.push(swap ? ay : by);
		this.strength.push(strength);
	}
}

/** Noded edges; where lines coincide the strongest counts. */
export interface Edges {
	nodes: NodeTable;
	a: number[];
	b: number[];
	strength: number[];
	/** How many lines of the boundary run here: an odd number parts inside from outside. */
	borders: number[];
}

export function nodeSegments(segments: Segments): Edges {
	const { ax, ay, bx, by } = segments;
	const nodes = new NodeTable();
	const index = indexFor(segments);
	for (let s = 0; s < segments.size; s++) {
		nodes.add(ax[s]!, ay[s]!);
		nodes.add(bx[s]!, by[s]!);
		index.segment(ax[s]!, ay[s]!, bx[s]!, by[s]!, 1, (box) => index.put(box, s));
	}
	addCrossings(segments, index, nodes);

	const hot = new RasterIndex(
		index.minX,
		index.minY,
		index.minX + index.columns * index.size - 1,
		index.minY + index.rows * index.size - 1,
		index.size
	);
	for (let n = 0; n < nodes.size; n++) {
		const x = nodes.x[n]!;
		const y = nodes.y[n]!;
		hot.rectangle(x - 1, y - 1, x + 1, y + 1, (box) => hot.put(box, n));
	}

	const edges: Edges = { nodes, a: [], b: [], strength: [], borders: [] };
	const known = new Map<number, number>();
	const seen = new Int32Array(nodes.size).fill(-1);
	for (let s = 0; s < segments.size; s++) {
		const through = nodesOnSegment(segments, s, nodes, hot, seen);
		for (let k = 1; k < through.length; k++)
			addEdge(edges, known, through[k - 1]!, through[k]!, segments.strength[s]!);
	}
	return edges;
}

function indexFor({ ax, ay, bx, by, size }: Segments): RasterIndex {
	let [minX, minY, maxX, maxY, length] = [Infinity, Infinity, -Infinity, -Infinity, 0];
	for (let s = 0; s < size; s++) {
		minX = Math.min(minX, ax[s]!, bx[s]!);
		minY = Math.min(minY, ay[s]!, by[s]!);
		maxX = Math.max(maxX, ax[s]!, bx[s]!);
		maxY = Math.max(maxY, ay[s]!, by[s]!);
		length += Math.abs(bx[s]! - ax[s]!) + Math.abs(by[s]! - ay[s]!);
	}
	if (!Number.isFinite(minX)) return new RasterIndex(0, 0, 1, 1, 1);
	// About as long as the mean segment, but never more than some hundred thousand boxes.
	const extent = Math.max(maxX - minX, maxY - minY, 1);
	const box = Math.max((1.5 * length) / Math.max(1, size), extent / 500, 1000);
	return new RasterIndex(minX, minY, maxX, maxY, box);
}

function addCrossings({ ax, ay, bx, by }: Segments, index: RasterIndex, nodes: NodeTable): void {
	for (let box = 0; box < index.boxes; box++) {
		const list = index.box(box);
		for (let i = 1; i < list.length; i++) {
			const p = list[i]!;
			const px = ax[p]!;
			const py = ay[p]!;
			const pdx = bx[p]! - px;
			const pdy = by[p]! - py;
			const low = Math.min(py, by[p]!);
			const high = Math.max(py, by[p]!);
			for (let j = 0; j < i; j++) {
				const q = list[j]!;
				// Ends are ordered by x: the left one is a.
				if (bx[q]! < px || ax[q]! > bx[p]!) continue;
				const qy0 = ay[q]!;
				const qy1 = by[q]!;
				if ((qy0 < low && qy1 < low) || (qy0 > high && qy1 > high)) continue;
				const sideA = pdx * (qy0 - py) - pdy * (ax[q]! - px);
				const sideB = pdx * (qy1 - py) - pdy * (bx[q]! - px);
				if (!((sideA > 0 && sideB < 0) || (sideA < 0 && sideB > 0))) continue;
				const qdx = bx[q]! - ax[q]!;
				const qdy = qy1 - qy0;
				const sideP = qdx * (py - qy0) - qdy * (px - ax[q]!);
				const sideQ = qdx * (by[p]! - qy0) - qdy * (bx[p]! - ax[q]!);
				if (!((sideP > 0 && sideQ < 0) || (sideP < 0 && sideQ > 0))) continue;
				addCrossing(nodes, px, py, pdx, pdy, ax[q]!, qy0, qdx, qdy);
			}
		}
	}
}

function addCrossing(
	nodes: NodeTable,
	px: number,
	py: number,
	pdx: number,
	pdy: number,
	qx: number,
	qy: number,
	qdx: number,
	qdy: number
): void {
	// The same pair in the other order must round to the same point.
	const swap =
		px > qx || (px === qx && (py > qy || (py === qy && (pdx > qdx || (pdx === qdx && pdy > qdy)))));
	const [x, y, dx, dy, ox, oy, odx, ody] = swap
		? [qx, qy, qdx, qdy, px, py, pdx, pdy]
		: [px, py, pdx, pdy, qx, qy, qdx, qdy];
	const t = ((ox - x) * ody - (oy - y) * odx) / (dx * ody - dy * odx);
	nodes.add(Math.round(x + t * dx), Math.round(y + t * dy));
}

function nodesOnSegment(
	{ ax, ay, bx, by }: Segments,
	s: number,
	nodes: NodeTable,
	hot: RasterIndex,
	seen: Int32Array
): number[] {
	const x = ax[s]!;
	const y = ay[s]!;
	const dx = bx[s]! - x;
	const dy = by[s]! - y;
	const reach = 0.5 * (Math.abs(dx) + Math.abs(dy));
	const [left, right] = [x - 0.5, bx[s]! + 0.5];
	const [low, high] = [Math.min(y, by[s]!) - 0.5, Math.max(y, by[s]!) + 0.5];
	const found: number[] = [];
	hot.segment(x, y, bx[s]!, by[s]!, 1, (box) => {
		for (const n of hot.box(box)) {
			if (seen[n] === s) continue;
			const nx = nodes.x[n]!;
			const ny = nodes.y[n]!;
			if (nx < left || nx > right || ny < low || ny > high) continue;
			if (Math.abs(dx * (ny - y) - dy * (nx - x)) > reach) continue;
			seen[n] = s;
			found.push(n);
		}
	});
	const along = (n: number) => dx * (nodes.x[n]! - x) + dy * (nodes.y[n]! - y);
	return found.sort((m, n) => along(m) - along(n) || m - n);
}

function addEdge(edges: Edges, known: Map<number, number>, a: number, b: number, strength: number): void {
	const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
	const there = known.get(key);
	const border = strength === STRENGTH.border ? 1 : 0;
	if (there !== undefined) {
		edges.borders[there]! += border;
		if (strength > edges.strength[there]!) edges.strength[there] = strength;
		return;
	}
	known.set(key, edges.a.length);
	edges.a.push(a);
	edges.b.push(b);
	edges.strength.push(strength);
	edges.borders.push(border);
}
