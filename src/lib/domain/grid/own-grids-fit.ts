/**
 * Do a file's grids divide a community as grids must: no overlap, no hole, not across its boundary?
 *
 * Boundary and grids are noded together, and for every face it is asked which grids hold it. Faces thinner than
 * THIN_M are the file's rounding (seven decimals of a degree are a centimetre): they go to a neighbour, so that what is
 * stored fits to the tenth of a millimetre. Anything wider is a problem, with its place and area.
 *
 * A corner that is meant to lie on the boundary is drawn onto it. In a file without faces wider than ROUNDING_M none is
 * moved further than that: what was drawn a hand's breadth beside the boundary was meant there.
 */
import { drawLines } from './drawing.ts';
import { UNITS_PER_METRE, toMetres, toUnits, type Flat, type Place, type Rings } from './lattice.ts';
import { STRENGTH } from './linework.ts';
import { nodeSegments } from './noding.ts';
import { facesInside, findFaces, origin, twin, type Faces } from './planar.ts';
import { traceRegions } from './regions.ts';
import { ringBox, ringLength, ringsHold, spotInside } from './rings.ts';

/** Mean width (2 x area / perimeter) below which a face is nothing but rounding, metres. */
export const THIN_M = 0.1;
/** What seven decimals of a degree leave, metres. */
export const ROUNDING_M = 0.01;

export interface FitProblem {
	kind: 'overlap' | 'hole' | 'crosses-border';
	/** Numbers of the grids in question. */
	grids: number[];
	/** Metres. */
	place: Place;
	m2: number;
}

export interface Fit {
	problems: FitProblem[];
	/** Ground of each grid, lattice units, with the corners that its neighbours need; empty when there are problems. */
	rings: Rings[];
}

/**
 * @param boundary the community's polygons, metres
 * @param neighbours polygons of other communities, metres: their corners on the border are kept
 * @param grids valid polygons, metres, shell counter-clockwise
 */
export function fitGrids(
	boundary: readonly Rings[],
	neighbours: readonly Rings[],
	grids: readonly Rings[]
): Fit {
	const fine = fitDrawn(boundary, neighbours, grids, ROUNDING_M);
	return fine.widest < ROUNDING_M ? fine : fitDrawn(boundary, neighbours, grids, THIN_M / 2);
}

/** @returns with the mean width of the widest thin face, metres */
function fitDrawn(
	boundary: readonly Rings[],
	neighbours: readonly Rings[],
	grids: readonly Rings[],
	snap: number
): Fit & { widest: number } {
	const box = boxAround([...boundary, ...grids]);
	const [ox, oy] = [toUnits(Math.floor(box[0])), toUnits(Math.floor(box[1]))];
	const lines = grids.flatMap((rings) =>
		rings.map((ring) => ({ points: [...ring, ring[0]!, ring[1]!], strength: STRENGTH.block }))
	);
	const ground = { boundary, neighbours, lines, water: [], blocks: [] };
	const { segments, corners } = drawLines(ground, box, [ox, oy], snap);
	const edges = nodeSegments(segments);
	const faces = findFaces(edges);
	const inside = facesInside(faces);
	const gridOf = new Int32Array(faces.count).fill(-1);
	const thin: number[] = [];
	const problems: FitProblem[] = [];
	let widest = 0;
	for (let f = 0; f < faces.count; f++) {
		const rings = faces.rings[f]!.map((start) => loopMetres(faces, start, ox, oy));
		const place = spotInside(rings);
		const holders = holdersOf(grids, place);
		if (inside[f] && holders.length === 1) {
			gridOf[f] = holders[0]!;
			continue;
		}
		if (!inside[f] && holders.length === 0) continue;
		const m2 = faces.area[f]! / UNITS_PER_METRE ** 2;
		const length = rings.reduce((sum, ring) => sum + ringLength(ring), 0);
		const width = (2 * m2) / length;
		if (width < THIN_M) {
			widest = Math.max(widest, width);
			if (inside[f]) thin.push(f);
			continue;
		}
		const kind = !inside[f] ? 'crosses-border' : holders.length === 0 ? 'hole' : 'overlap';
		problems.push({ kind, grids: holders, place, m2 });
	}
	if (problems.length > 0) return { problems, rings: [], widest };
	giveAway(faces, thin, gridOf);
	const drawn = (node: number) => corners.find(edges.nodes.x[node]!, edges.nodes.y[node]!) >= 0;
	const rings = traceRegions(faces, gridOf, grids.length, drawn).map((around) =>
		around.map((ring) => ring.map((value, i) => value + (i % 2 === 0 ? ox : oy)))
	);
	return { problems, rings, widest };
}

function boxAround(polygons: readonly Rings[]): [number, number, number, number] {
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [shell] of polygons) {
		const [x0, y0, x1, y1] = ringBox(shell!);
		box[0] = Math.min(box[0], x0);
		box[1] = Math.min(box[1], y0);
		box[2] = Math.max(box[2], x1);
		box[3] = Math.max(box[3], y1);
	}
	return box;
}

function loopMetres({ edges, next }: Faces, start: number, ox: number, oy: number): Flat {
	const out: Flat = [];
	let half = start;
	do {
		const node = origin(edges, half);
		out.push(toMetres(edges.nodes.x[node]! + ox), toMetres(edges.nodes.y[node]! + oy));
		half = next[half]!;
	} while (half !== start);
	return out;
}

function holdersOf(grids: readonly Rings[], [x, y]: Place): number[] {
	const found: number[] = [];
	grids.forEach((rings, g) => {
		const [x0, y0, x1, y1] = ringBox(rings[0]!);
		if (x > x0 && x < x1 && y > y0 && y < y1 && ringsHold(rings, x, y)) found.push(g);
	});
	return found;
}

/** Thin faces go to the grid with which they share most of their edge; several in a row one after another. */
function giveAway({ edges, faceOf }: Faces, thin: readonly number[], gridOf: Int32Array): void {
	let rest = [...thin];
	for (let before = -1; rest.length !== before;) {
		before = rest.length;
		const shared = new Map(rest.map((f) => [f, new Map<number, number>()]));
		for (let half = 0; half < edges.a.length * 2; half++) {
			const mine = shared.get(faceOf[half]!);
			const other = faceOf[twin(half)]!;
			if (!mine || other < 0 || gridOf[other]! < 0) continue;
			const e = half >> 1;
			const length = Math.hypot(
				edges.nodes.x[edges.a[e]!]! - edges.nodes.x[edges.b[e]!]!,
				edges.nodes.y[edges.a[e]!]! - edges.nodes.y[edges.b[e]!]!
			);
			mine.set(gridOf[other]!, (mine.get(gridOf[other]!) ?? 0) + length);
		}
		for (const [f, lengths] of shared) {
			const best = [...lengths].sort((p, q) => q[1] - p[1] || p[0] - q[0])[0];
			if (best) gridOf[f] = best[0];
		}
		rest = rest.filter((f) => gridOf[f]! < 0);
	}
}
