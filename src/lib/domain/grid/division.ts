/**
 * Dividing one community into unit grids. Pure: the same ground and rules give the same grids, on any engine.
 *
 * 1. Boundary, roads, water edges and blocks are noded on the lattice; lines through buildings are dropped.
 * 2. Faces that are too small are joined, weakest line first (joining.ts).
 * 3. Faces that are too much for one grid are cut (cutting.ts).
 * 4. All of it is noded again, small pieces are joined again, and rings are traced, so that neighbours share the very
 *    same corners.
 *
 * The result depends on this community's ground and on the boundaries of its neighbours, not on their grids. Corners
 * that only a neighbour has on the common border are put in by stitching.ts.
 */
import { isBuiltUpGround } from './built-up.ts';
import { cutRegion, type Cut, type Footprint } from './cutting.ts';
import { Density, type Built, type DensityRules } from './density.ts';
import { drawLines, type Lines } from './drawing.ts';
import { FootprintIndex } from './footprints.ts';
import { joinFaces, type FaceFacts, type JoiningRules } from './joining.ts';
import type { NodeTable } from './lattice.ts';
import { toMetres, toUnits, UNITS_PER_METRE, type Flat, type Place, type Rings } from './lattice.ts';
import { STANDS_FAST, STRENGTH } from './linework.ts';
import { nodeSegments, Segments, type Edges } from './noding.ts';
import { facesInside, findFaces, origin, type Faces } from './planar.ts';
import { traceRegions } from './regions.ts';
import { ringBox, ringsArea, spotInside } from './rings.ts';

export interface DivisionRules extends DensityRules, JoiningRules {
	/** A line this near to a stronger one is drawn onto it, metres. */
	snap: number;
}

/** The ground of one community and around it, metres. */
export interface CommunityGround extends Lines {
	buildings: readonly Footprint[];
	/** What counts as built ground: footprints of buildings, or blocks where no buildings are known. */
	built: readonly Built[];
}

export interface Cell {
	/** Lattice units in the metric frame, shell counter-clockwise, then holes clockwise. */
	rings: Rings;
	/** m² */
	area: number;
	/** A point inside, metres. */
	spot: Place;
	/** Half of it is built-up ground; who lives there is not known here (built-up.ts). */
	builtUp: boolean;
	weight: number;
}

export interface Division {
	cells: Cell[];
	/** Buildings that a grid's edge runs through, by what that edge is. */
	cutBuildings: { byBorder: number; byLines: number; byCuts: number };
}

/** How built up a community's ground is. */
export function densityOf({ boundary, built }: CommunityGround, rules: DensityRules): Density {
	const density = new Density(localFrame(boundary).box, rules);
	for (const ground of built) density.cover(ground);
	return density;
}

export function divideCommunity(
	ground: CommunityGround,
	rules: DivisionRules,
	density = densityOf(ground, rules)
): Division {
	const frame = localFrame(ground.boundary);
	const buildings = new FootprintIndex(ground.buildings);
	const { segments, corners: drawn } = drawLines(
		ground,
		frame.box,
		[frame.originX, frame.originY],
		rules.snap
	);
	const edges = nodeSegments(segments);
	dropThroughBuildings(edges, buildings, frame);
	const faces = findFaces(edges);
	const { regionOf, count } = joinFaces(faces, factsOf(faces, ground, density, frame), rules);
	const isDrawn = (table: NodeTable) => (node: number) => drawn.find(table.x[node]!, table.y[node]!) >= 0;
	const regions = traceRegions(faces, regionOf, count, isDrawn(edges.nodes));

	const again = new Segments();
	addRegionEdges(again, faces, regionOf);
	for (const rings of regions) {
		const metres = rings.map((ring) => frame.toGround(ring));
		for (const cut of cutRegion(metres, buildings.near(ringBox(metres[0]!)), density, rules.maxWeight))
			addCut(again, cut, frame);
	}
	const edges2 = nodeSegments(again);
	const faces2 = findFaces(edges2);
	const joined = joinFaces(faces2, factsOf(faces2, ground, density, frame), rules);
	const cells = traceRegions(faces2, joined.regionOf, joined.count, isDrawn(edges2.nodes)).map((rings) =>
		cellOf(rings, frame, density)
	);
	return { cells, cutBuildings: countCut(faces2, joined.regionOf, buildings, frame) };
}

/** Local lattice: units from the boundary's south-west corner. */
interface Frame {
	box: [number, number, number, number];
	originX: number;
	originY: number;
	toGround(ring: Flat): Flat;
}

function localFrame(boundary: readonly Rings[]): Frame {
	const box: Frame['box'] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [shell] of boundary) {
		const [x0, y0, x1, y1] = ringBox(shell!);
		box[0] = Math.min(box[0], x0);
		box[1] = Math.min(box[1], y0);
		box[2] = Math.max(box[2], x1);
		box[3] = Math.max(box[3], y1);
	}
	const originX = toUnits(Math.floor(box[0]));
	const originY = toUnits(Math.floor(box[1]));
	const toGround = (ring: Flat) =>
		ring.map((value, i) => toMetres(value + (i % 2 === 0 ? originX : originY)));
	return { box, originX, originY, toGround };
}

/** Ground metres of both ends of an edge. */
function endsOf({ nodes, a, b }: Edges, e: number, frame: Frame): [number, number, number, number] {
	return [
		toMetres(nodes.x[a[e]!]! + frame.originX),
		toMetres(nodes.y[a[e]!]! + frame.originY),
		toMetres(nodes.x[b[e]!]! + frame.originX),
		toMetres(nodes.y[b[e]!]! + frame.originY)
	];
}

/** Weak lines that run through a building are no edge for a grid: the ground is cut beside the building instead. */
function dropThroughBuildings(edges: Edges, buildings: FootprintIndex, frame: Frame): void {
	const kept: number[] = [];
	for (let e = 0; e < edges.a.length; e++) {
		const weak = edges.strength[e]! < STANDS_FAST;
		if (!weak || buildings.cutBy(...endsOf(edges, e, frame)).length === 0) kept.push(e);
	}
	if (kept.length === edges.a.length) return;
	edges.a = kept.map((e) => edges.a[e]!);
	edges.b = kept.map((e) => edges.b[e]!);
	edges.strength = kept.map((e) => edges.strength[e]!);
	edges.borders = kept.map((e) => edges.borders[e]!);
}

function factsOf(faces: Faces, ground: CommunityGround, density: Density, frame: Frame): FaceFacts {
	const facts: FaceFacts = {
		area: faces.area.map((area) => area / UNITS_PER_METRE ** 2),
		weight: new Float64Array(faces.count),
		water: new Uint8Array(faces.count),
		inside: facesInside(faces)
	};
	const water = new FootprintIndex(ground.water.map((rings) => ({ rings, box: ringBox(rings[0]!) })));
	for (let f = 0; f < faces.count; f++) {
		if (!facts.inside[f]) continue;
		const rings = faces.rings[f]!.map((start) => frame.toGround(loopPoints(faces, start)));
		const [x, y] = spotInside(rings);
		facts.weight[f] = density.weight(facts.area[f]!, density.samplesIn(rings));
		facts.water[f] = water.holds(x, y) ? 1 : 0;
	}
	return facts;
}

function loopPoints({ edges, next }: Faces, start: number): Flat {
	const out: Flat = [];
	let half = start;
	do {
		const node = origin(edges, half);
		out.push(edges.nodes.x[node]!, edges.nodes.y[node]!);
		half = next[half]!;
	} while (half !== start);
	return out;
}

/** Edges between regions go into the second round as they were noded, so that nothing moves. */
function addRegionEdges(segments: Segments, faces: Faces, regionOf: Int32Array): void {
	const { edges, faceOf } = faces;
	const { nodes } = edges;
	const region = (half: number) => (faceOf[half]! < 0 ? -1 : regionOf[faceOf[half]!]!);
	for (let e = 0; e < edges.a.length; e++) {
		if (region(2 * e) === region(2 * e + 1)) continue;
		const a = edges.a[e]!;
		const b = edges.b[e]!;
		segments.add(nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!, edges.strength[e]!);
	}
}

/** A cut goes a millimetre beyond both its ends, so that it surely meets what it ends at; dead ends fall away. */
const BEYOND_M = 0.001;

function addCut(segments: Segments, [x0, y0, x1, y1]: Cut, frame: Frame): void {
	const length = Math.hypot(x1 - x0, y1 - y0);
	if (length === 0) return;
	const dx = ((x1 - x0) / length) * BEYOND_M;
	const dy = ((y1 - y0) / length) * BEYOND_M;
	segments.add(
		toUnits(x0 - dx) - frame.originX,
		toUnits(y0 - dy) - frame.originY,
		toUnits(x1 + dx) - frame.originX,
		toUnits(y1 + dy) - frame.originY,
		STRENGTH.cut
	);
}

function cellOf(rings: Rings, frame: Frame, density: Density): Cell {
	const metres = rings.map((ring) => frame.toGround(ring));
	const area = ringsArea(rings) / UNITS_PER_METRE ** 2;
	const samples = density.samplesIn(metres);
	return {
		rings: rings.map((ring) => ring.map((value, i) => value + (i % 2 === 0 ? frame.originX : frame.originY))),
		area,
		spot: spotInside(metres),
		builtUp: isBuiltUpGround(density.share(area, samples)),
		weight: density.weight(area, samples)
	};
}

function countCut(
	faces: Faces,
	regionOf: Int32Array,
	buildings: FootprintIndex,
	frame: Frame
): Division['cutBuildings'] {
	const worst = new Map<number, number>();
	const { edges, faceOf } = faces;
	const region = (half: number) => (faceOf[half]! < 0 ? -1 : regionOf[faceOf[half]!]!);
	for (let e = 0; e < edges.a.length; e++) {
		if (region(2 * e) === region(2 * e + 1)) continue;
		for (const building of buildings.cutBy(...endsOf(edges, e, frame)))
			worst.set(building, Math.max(worst.get(building) ?? 0, edges.strength[e]!));
	}
	const counts = { byBorder: 0, byLines: 0, byCuts: 0 };
	for (const strength of worst.values()) {
		if (strength === STRENGTH.border) counts.byBorder++;
		else if (strength === STRENGTH.cut) counts.byCuts++;
		else counts.byLines++;
	}
	return counts;
}
