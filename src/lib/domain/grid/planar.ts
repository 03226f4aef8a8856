/**
 * The faces of noded edges: the pieces of ground between the lines.
 *
 * Half-edge 2e runs from a to b of edge e, half-edge 2e+1 back; a half-edge's face is on its left. Edges that lead
 * nowhere (dead ends) bound nothing and are left out first.
 */
import type { Edges } from './noding.ts';

export interface Faces {
	edges: Edges;
	/** Face on the left of each half-edge; -1 outside everything or for a dead end. */
	faceOf: Int32Array;
	/** Next half-edge around the face on the left; -1 for a dead end. */
	next: Int32Array;
	count: number;
	/** Square lattice units, holes taken off. */
	area: Float64Array;
	/** One half-edge of each ring of a face: the shell first, then holes. */
	rings: number[][];
}

export function twin(half: number): number {
	return half ^ 1;
}

/** Node at which a half-edge begins. */
export function origin(edges: Edges, half: number): number {
	return (half & 1 ? edges.b : edges.a)[half >> 1]!;
}

/** Node at which a half-edge ends. */
export function target(edges: Edges, half: number): number {
	return (half & 1 ? edges.a : edges.b)[half >> 1]!;
}

export function findFaces(edges: Edges): Faces {
	const alive = withoutDeadEnds(edges);
	const next = linkAround(edges, alive);
	const halves = edges.a.length * 2;
	const loopOf = new Int32Array(halves).fill(-1);
	const loopStart: number[] = [];
	const loopArea: number[] = [];
	for (let start = 0; start < halves; start++) {
		if (next[start]! < 0 || loopOf[start]! >= 0) continue;
		const loop = loopStart.length;
		loopStart.push(start);
		loopArea.push(traceLoop(edges, next, start, loopOf, loop));
	}

	const faceOfLoop = new Int32Array(loopStart.length).fill(-1);
	const rings: number[][] = [];
	const area: number[] = [];
	for (let loop = 0; loop < loopStart.length; loop++) {
		if (loopArea[loop]! <= 0) continue;
		faceOfLoop[loop] = rings.length;
		rings.push([loopStart[loop]!]);
		area.push(loopArea[loop]!);
	}
	placeHoles(edges, next, { loopOf, loopStart, loopArea }, faceOfLoop);
	for (let loop = 0; loop < loopStart.length; loop++) {
		const face = faceOfLoop[loop]!;
		if (loopArea[loop]! > 0 || face < 0) continue;
		rings[face]!.push(loopStart[loop]!);
		area[face]! += loopArea[loop]!;
	}
	const faceOf = new Int32Array(halves).fill(-1);
	for (let half = 0; half < halves; half++) if (loopOf[half]! >= 0) faceOf[half] = faceOfLoop[loopOf[half]!]!;
	return { edges, faceOf, next, count: rings.length, area: Float64Array.from(area), rings };
}

/** 1 for faces inside the boundary: reached from outside over an odd number of its lines. */
export function facesInside({ edges, faceOf, next, count }: Faces): Uint8Array {
	const beside: number[][] = Array.from({ length: count + 1 }, () => []);
	for (let e = 0; e < edges.a.length; e++) {
		if (next[2 * e]! < 0) continue;
		// Face -1, the outside, is kept at the end.
		for (const half of [2 * e, 2 * e + 1]) beside[(faceOf[half]! + count + 1) % (count + 1)]!.push(half);
	}
	const inside = new Uint8Array(count + 1);
	const reached = new Uint8Array(count + 1);
	reached[count] = 1;
	const queue = [count];
	for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
		for (const half of beside[face]!) {
			const other = (faceOf[twin(half)]! + count + 1) % (count + 1);
			if (reached[other]) continue;
			reached[other] = 1;
			inside[other] = inside[face]! ^ (edges.borders[half >> 1]! & 1);
			queue.push(other);
		}
	}
	return inside.subarray(0, count);
}

function withoutDeadEnds({ nodes, a, b }: Edges): Uint8Array {
	const degree = new Int32Array(nodes.size);
	const at: number[][] = Array.from({ length: nodes.size }, () => []);
	for (let e = 0; e < a.length; e++) {
		for (const node of [a[e]!, b[e]!]) {
			degree[node]!++;
			at[node]!.push(e);
		}
	}
	const alive = new Uint8Array(a.length).fill(1);
	const loose: number[] = [];
	for (let n = 0; n < nodes.size; n++) if (degree[n] === 1) loose.push(n);
	for (let node = loose.pop(); node !== undefined; node = loose.pop()) {
		const edge = at[node]!.find((e) => alive[e]);
		if (edge === undefined) continue;
		alive[edge] = 0;
		degree[node]!--;
		const other = a[edge] === node ? b[edge]! : a[edge]!;
		if (--degree[other]! === 1) loose.push(other);
	}
	return alive;
}

function linkAround(edges: Edges, alive: Uint8Array): Int32Array {
	const { nodes, a, b } = edges;
	const leaving: number[][] = Array.from({ length: nodes.size }, () => []);
	for (let e = 0; e < a.length; e++) {
		if (!alive[e]) continue;
		leaving[a[e]!]!.push(2 * e);
		leaving[b[e]!]!.push(2 * e + 1);
	}
	const next = new Int32Array(a.length * 2).fill(-1);
	for (let n = 0; n < nodes.size; n++) {
		const around = leaving[n]!;
		if (around.length === 0) continue;
		if (around.length > 1) around.sort((g, h) => compareDirections(edges, n, g, h));
		// Coming in along twin(h), a face on the left goes on with the half-edge that leaves just clockwise of h.
		for (let k = 0; k < around.length; k++)
			next[twin(around[k]!)] = around[(k + around.length - 1) % around.length]!;
	}
	return next;
}

/** Counter-clockwise order of two half-edges that leave a node; exact on the lattice. */
function compareDirections(edges: Edges, node: number, g: number, h: number): number {
	const { x, y } = edges.nodes;
	const gx = x[target(edges, g)]! - x[node]!;
	const gy = y[target(edges, g)]! - y[node]!;
	const hx = x[target(edges, h)]! - x[node]!;
	const hy = y[target(edges, h)]! - y[node]!;
	const gHalf = gy > 0 || (gy === 0 && gx > 0) ? 0 : 1;
	const hHalf = hy > 0 || (hy === 0 && hx > 0) ? 0 : 1;
	return gHalf - hHalf || gy * hx - gx * hy || g - h;
}

/** Marks the loop and returns its signed area in square units (counter-clockwise is positive). */
function traceLoop(edges: Edges, next: Int32Array, start: number, loopOf: Int32Array, loop: number): number {
	const { x, y } = edges.nodes;
	const ox = x[origin(edges, start)]!;
	const oy = y[origin(edges, start)]!;
	let twice = 0;
	let half = start;
	do {
		loopOf[half] = loop;
		const from = origin(edges, half);
		const to = target(edges, half);
		twice += (x[from]! - ox) * (y[to]! - oy) - (x[to]! - ox) * (y[from]! - oy);
		half = next[half]!;
	} while (half !== start);
	return twice / 2;
}

interface Loops {
	loopOf: Int32Array;
	loopStart: number[];
	loopArea: number[];
}

/** Gives every clockwise loop (the outside of a connected heap of lines) to the smallest face around it. */
function placeHoles(edges: Edges, next: Int32Array, loops: Loops, faceOfLoop: Int32Array): void {
	const { loopStart, loopArea } = loops;
	const component = components(edges, next);
	const boxes = loopStart.map((start) => loopBox(edges, next, start));
	const shells = loopStart
		.map((_, loop) => loop)
		.filter((loop) => loopArea[loop]! > 0)
		.sort((p, q) => loopArea[p]! - loopArea[q]!);
	for (let loop = 0; loop < loopStart.length; loop++) {
		if (loopArea[loop]! > 0) continue;
		const node = origin(edges, loopStart[loop]!);
		const x = edges.nodes.x[node]!;
		const y = edges.nodes.y[node]!;
		for (const shell of shells) {
			const [x0, y0, x1, y1] = boxes[shell]!;
			if (x <= x0 || x >= x1 || y <= y0 || y >= y1) continue;
			if (component[origin(edges, loopStart[shell]!)] === component[node]) continue;
			if (!loopHolds(edges, next, loopStart[shell]!, x, y)) continue;
			faceOfLoop[loop] = faceOfLoop[shell]!;
			break;
		}
	}
}

function components(edges: Edges, next: Int32Array): Int32Array {
	const parent = Int32Array.from({ length: edges.nodes.size }, (_, n) => n);
	const find = (n: number): number => {
		while (parent[n] !== n) n = parent[n] = parent[parent[n]!]!;
		return n;
	};
	for (let e = 0; e < edges.a.length; e++)
		if (next[2 * e]! >= 0) parent[find(edges.a[e]!)] = find(edges.b[e]!);
	return parent.map((_, n) => find(n));
}

function loopBox(edges: Edges, next: Int32Array, start: number): [number, number, number, number] {
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	let half = start;
	do {
		const node = origin(edges, half);
		box[0] = Math.min(box[0], edges.nodes.x[node]!);
		box[1] = Math.min(box[1], edges.nodes.y[node]!);
		box[2] = Math.max(box[2], edges.nodes.x[node]!);
		box[3] = Math.max(box[3], edges.nodes.y[node]!);
		half = next[half]!;
	} while (half !== start);
	return box;
}

function loopHolds(edges: Edges, next: Int32Array, start: number, px: number, py: number): boolean {
	const { x, y } = edges.nodes;
	let inside = false;
	let half = start;
	do {
		const from = origin(edges, half);
		const to = target(edges, half);
		if (y[from]! > py !== y[to]! > py) {
			const side = (x[to]! - x[from]!) * (py - y[from]!) - (px - x[from]!) * (y[to]! - y[from]!);
			if (side > 0 === y[to]! > y[from]!) inside = !inside;
		}
		half = next[half]!;
	} while (half !== start);
	return inside;
}
