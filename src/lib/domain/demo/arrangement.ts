/**
 * Lines laid over each other become one planar graph: cut where they cross, joined where they touch, with the faces
 * between them. Whatever is put together from its faces shares its borders to the last vertex.
 * Coordinates are kept to the centimetre; points nearer than `tolerance` become one.
 */
import { crossing, distance, mix, round2, signedArea, type Line, type Point, type Ring } from './plane.ts';

export interface Drawn {
	line: Line;
	/** Number of the caller's; where two lines run on the same edge the lower one is kept. */
	tag: number;
}

export interface Edge {
	a: number;
	b: number;
	tag: number;
}

export interface Face {
	/** Vertices, counter-clockwise. */
	ring: number[];
	/** For each side (from ring[i] to ring[i + 1]): its edge. */
	edges: number[];
	area: number;
}

export interface Arrangement {
	vertices: Point[];
	edges: Edge[];
	faces: Face[];
	/** For each edge: the face on the left of a to b, and on its right; -1 outside. */
	left: Int32Array;
	right: Int32Array;
}

/** @param keepAll keep every part; otherwise only the part with most edges, so that no face has a hole. */
export function arrange(drawn: readonly Drawn[], tolerance = 1.5, keepAll = false): Arrangement {
	let pieces: Drawn[] = [...drawn];
	let graph = cut(pieces, tolerance);
	for (let round = 0; round < 4; round++) {
		// Joining points moves lines a little, and they may cross anew: cut again until nothing changes.
		pieces = graph.edges.map(({ a, b, tag }) => ({ line: [graph.vertices[a]!, graph.vertices[b]!], tag }));
		const again = cut(pieces, round === 0 ? tolerance : 0.02);
		const settled =
			again.edges.length === graph.edges.length && again.vertices.length === graph.vertices.length;
		graph = again;
		if (settled) break;
	}
	let edges = prune(graph.edges, graph.vertices.length);
	if (!keepAll) edges = largestPart(edges, graph.vertices.length);
	return trace(graph.vertices, edges);
}

function cut(drawn: readonly Drawn[], tolerance: number): { vertices: Point[]; edges: Edge[] } {
	const from: Point[] = [];
	const to: Point[] = [];
	const tags: number[] = [];
	for (const { line, tag } of drawn)
		for (let i = 1; i < line.length; i++) {
			from.push(line[i - 1]!);
			to.push(line[i]!);
			tags.push(tag);
		}
	const cuts: number[][] = from.map(() => [0, 1]);
	const touch = (p: Point, i: number): void => {
		const [a, b] = [from[i]!, to[i]!];
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const square = dx * dx + dy * dy;
		if (!square) return;
		const t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square;
		if (t <= 0 || t >= 1) return;
		const [ex, ey] = [p[0] - a[0] - t * dx, p[1] - a[1] - t * dy];
		if (ex * ex + ey * ey <= tolerance * tolerance) cuts[i]!.push(t);
	};
	forPairs(from, to, tolerance, (i, j) => {
		const [a, b, c, d] = [from[i]!, to[i]!, from[j]!, to[j]!];
		const at = crossing(a, b, c, d);
		if (at) {
			cuts[i]!.push(at[0]);
			cuts[j]!.push(at[1]);
		}
		touch(a, j);
		touch(b, j);
		touch(c, i);
		touch(d, i);
	});
	const vertices: Point[] = [];
	const near = new Map<number, number[]>();
	// Cells so wide that a point's neighbours are nearly always in its own.
	const size = Math.max(tolerance * 8, 0.4);
	const vertexOf = (p: Point): number => {
		const east = Math.floor((p[0] + tolerance) / size);
		const north = Math.floor((p[1] + tolerance) / size);
		for (let gx = Math.floor((p[0] - tolerance) / size); gx <= east; gx++)
			for (let gy = Math.floor((p[1] - tolerance) / size); gy <= north; gy++) {
				const there = near.get(gx * 67108864 + gy);
				if (there) for (const v of there) if (distance(vertices[v]!, p) <= tolerance) return v;
			}
		vertices.push([round2(p[0]), round2(p[1])]);
		const k = Math.floor(p[0] / size) * 67108864 + Math.floor(p[1] / size);
		const list = near.get(k);
		if (list) list.push(vertices.length - 1);
		else near.set(k, [vertices.length - 1]);
		return vertices.length - 1;
	};
	const edges: Edge[] = [];
	const known = new Map<number, number>();
	for (let i = 0; i < from.length; i++) {
		cuts[i]!.sort((s, t) => s - t);
		let last = -1;
		for (const t of cuts[i]!) {
			const v = vertexOf(t === 0 ? from[i]! : t === 1 ? to[i]! : mix(from[i]!, to[i]!, t));
			if (last >= 0 && v !== last) {
				const k = Math.min(last, v) * 4194304 + Math.max(last, v);
				const twin = known.get(k);
				if (twin === undefined) {
					known.set(k, edges.length);
					edges.push({ a: last, b: v, tag: tags[i]! });
				} else if (tags[i]! < edges[twin]!.tag) edges[twin] = { a: last, b: v, tag: tags[i]! };
			}
			last = v;
		}
	}
	return { vertices, edges };
}

/** Every two segments whose boxes come nearer than the tolerance, once each. */
function forPairs(
	from: Point[],
	to: Point[],
	tolerance: number,
	visit: (i: number, j: number) => void
): void {
	const CELL = 160;
	const n = from.length;
	const [w, s, e, t] = [0, 1, 2, 3].map(() => new Float64Array(n)) as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array
	];
	const cells = new Map<number, number[]>();
	for (let i = 0; i < n; i++) {
		const [a, b] = [from[i]!, to[i]!];
		w[i] = Math.min(a[0], b[0]) - tolerance / 2;
		s[i] = Math.min(a[1], b[1]) - tolerance / 2;
		e[i] = Math.max(a[0], b[0]) + tolerance / 2;
		t[i] = Math.max(a[1], b[1]) + tolerance / 2;
		for (let x = Math.floor(w[i]! / CELL); x <= Math.floor(e[i]! / CELL); x++)
			for (let y = Math.floor(s[i]! / CELL); y <= Math.floor(t[i]! / CELL); y++) {
				const k = (x + 8192) * 16384 + y + 8192;
				const list = cells.get(k);
				if (list) list.push(i);
				else cells.set(k, [i]);
			}
	}
	for (const [k, list] of cells)
		for (let m = 0; m < list.length; m++)
			for (let l = m + 1; l < list.length; l++) {
				const [i, j] = [list[m]!, list[l]!];
				if (e[i]! < w[j]! || e[j]! < w[i]! || t[i]! < s[j]! || t[j]! < s[i]!) continue;
				// Two that share several cells are visited in the one that holds the lower left of what they share.
				const x = Math.floor(Math.max(w[i]!, w[j]!) / CELL);
				const y = Math.floor(Math.max(s[i]!, s[j]!) / CELL);
				if ((x + 8192) * 16384 + y + 8192 === k) visit(i, j);
			}
}

/** Without the ends that lead nowhere: they bound no face. */
function prune(edges: Edge[], vertices: number): Edge[] {
	const at: number[][] = Array.from({ length: vertices }, () => []);
	edges.forEach(({ a, b }, i) => {
		at[a]!.push(i);
		at[b]!.push(i);
	});
	const gone = new Uint8Array(edges.length);
	const degree = at.map((list) => list.length);
	const loose = degree.flatMap((d, v) => (d === 1 ? [v] : []));
	while (loose.length) {
		const v = loose.pop()!;
		for (const e of at[v]!)
			if (!gone[e]) {
				gone[e] = 1;
				const other = edges[e]!.a === v ? edges[e]!.b : edges[e]!.a;
				degree[v]!--;
				if (--degree[other]! === 1) loose.push(other);
			}
	}
	return edges.filter((_, i) => !gone[i]);
}

function largestPart(edges: Edge[], vertices: number): Edge[] {
	const root = Int32Array.from({ length: vertices }, (_, i) => i);
	const find = (v: number): number => {
		while (root[v] !== v) v = root[v] = root[root[v]!]!;
		return v;
	};
	for (const { a, b } of edges) root[find(a)] = find(b);
	const size = new Map<number, number>();
	for (const { a } of edges) size.set(find(a), (size.get(find(a)) ?? 0) + 1);
	let best = -1;
	for (const [part, n] of size) if (best < 0 || n > size.get(best)!) best = part;
	return edges.filter(({ a }) => find(a) === best);
}

function trace(vertices: Point[], edges: Edge[]): Arrangement {
	// Half edge 2i runs from a to b, 2i + 1 back.
	const start = (h: number): number => (h & 1 ? edges[h >> 1]!.b : edges[h >> 1]!.a);
	const out: number[][] = vertices.map(() => []);
	for (let h = 0; h < edges.length * 2; h++) out[start(h)]!.push(h);
	const angle = (h: number): number => {
		const [p, q] = [vertices[start(h)]!, vertices[start(h ^ 1)]!];
		return Math.atan2(q[1] - p[1], q[0] - p[0]);
	};
	const next = new Int32Array(edges.length * 2);
	for (const list of out) {
		const sorted = list.map((h) => [angle(h), h] as const).sort((s, t) => s[0] - t[0] || s[1] - t[1]);
		// Arriving at a vertex, the face on the left goes on along the edge just clockwise of the way back.
		sorted.forEach(([, h], i) => (next[h ^ 1] = sorted[(i + sorted.length - 1) % sorted.length]![1]));
	}
	const left = new Int32Array(edges.length).fill(-1);
	const right = new Int32Array(edges.length).fill(-1);
	const faces: Face[] = [];
	const seen = new Uint8Array(edges.length * 2);
	for (let h = 0; h < edges.length * 2; h++) {
		if (seen[h]) continue;
		const halves: number[] = [];
		for (let k = h; !seen[k]; k = next[k]!) {
			seen[k] = 1;
			halves.push(k);
		}
		const ring = halves.map(start);
		const points: Ring = ring.map((v) => vertices[v]!);
		const area = signedArea(points);
		if (area <= 0) continue;
		for (const k of halves) (k & 1 ? right : left)[k >> 1] = faces.length;
		faces.push({ ring, edges: halves.map((k) => k >> 1), area });
	}
	return { vertices, edges, faces, left, right };
}
