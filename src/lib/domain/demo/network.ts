/** Streets, roads, rivers and field edges as one planar graph: the mesh from which every area of the city is put together. */
import { arrange, type Arrangement, type Drawn } from './arrangement.ts';
import { FaceIndex, spotOf } from './face-index.ts';
import { makeCountryRoads, makeFieldLines } from './rural.ts';
import { makeStreetField, type StreetField } from './street-field.ts';
import { StreetPlan } from './streets.ts';
import type { RoadClass } from './road-classes.ts';
import { Points } from './near.ts';
import { makeNoise } from './noise.ts';
import {
	centroid,
	distance,
	lineLength,
	offsetLine,
	resample,
	simplify,
	type Line,
	type Point,
	type Ring
} from './plane.ts';
import type { Random } from './random.ts';
import type { Quarter, Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export interface Way {
	kind: 'road' | 'river' | 'border' | 'field';
	class?: RoadClass;
	/** Part of the street plan of a town, not of the country. */
	urban?: boolean;
	/** Index of the tributary or main river. */
	river?: number;
}

export interface MeshFace {
	ring: Ring;
	area: number;
	centre: Point;
	/** A block of the street plan; null in the country. */
	quarter: Quarter | null;
	depth: number;
}

export interface Road {
	way: number;
	class: RoadClass;
	urban: boolean;
	line: Line;
}

export interface Network {
	ways: Way[];
	mesh: Arrangement;
	faces: MeshFace[];
	roads: Road[];
	field: StreetField;
}

/** Yields when the street plans are drawn: half of the work. */
export function* makeNetwork(
	dice: Random,
	terrain: Terrain,
	settlements: Settlements
): Generator<'plans', Network> {
	const { k } = terrain;
	const ways: Way[] = [];
	const drawn: Drawn[] = [];
	const add = (line: Line, way: Way): void => {
		if (line.length < 2) return;
		drawn.push({ line, tag: ways.length });
		ways.push(way);
	};
	const ring = ringRoad(dice.fork('ring'), k);
	const closed: Line = [...ring, ring[0]!];
	const field = makeStreetField(dice.fork('field'), terrain, settlements, [closed]);
	add(resample(closed, 60), { kind: 'road', class: 'motorway', urban: true });
	for (const line of bankRoads(terrain, settlements))
		add(line, { kind: 'road', class: 'secondary', urban: true });
	const plan = new StreetPlan(field);
	for (const { line } of drawn) plan.occupy(resample(line, 22));
	drawStreets(plan, terrain, settlements, add);
	terrain.rivers.forEach(({ line }, river) => add(simplify(line, 6), { kind: 'river', river }));

	// First the street plans alone: what lies between streets there is town, the rest is country.
	const plans = arrange(drawn, 6, true);
	yield 'plans';
	const blocks = plans.faces.flatMap((face, i) => {
		const points = face.ring.map((v) => plans.vertices[v]!);
		const { depth } = settlements.urban(centroid(points));
		return depth > -0.12 && face.area < 900_000 ? [{ i, points }] : [];
	});
	const town = new FaceIndex(blocks.map(({ points }) => points));
	const inTown = new Set(blocks.map(({ i }) => i));
	const kept: Drawn[] = [];
	plans.edges.forEach(({ a, b, tag }, e) => {
		const way = ways[tag]!;
		if (inTown.has(plans.left[e]!) || inTown.has(plans.right[e]!) || !way.urban || way.class === 'motorway')
			kept.push({ line: [plans.vertices[a]!, plans.vertices[b]!], tag });
	});
	const outside = (line: Line, way: Way): void => {
		const tag = ways.length;
		ways.push(way);
		for (let i = 1; i < line.length; i++) {
			const [p, q] = [line[i - 1]!, line[i]!];
			if (!town.has(p) || !town.has(q)) kept.push({ line: [p, q], tag });
		}
	};
	const country = makeCountryRoads(dice.fork('country'), terrain, settlements);
	for (const { line, class: name } of country.main) outside(line, { kind: 'road', class: name });
	for (const line of country.lanes) outside(line, { kind: 'road', class: 'tertiary' });
	add([...terrain.border, terrain.border[0]!], { kind: 'border' });
	kept.push({ line: [...terrain.border, terrain.border[0]!], tag: ways.length - 1 });
	// Nor does one run out into the river where the town's bank is.
	const offTheBanks = (p: Point): boolean => {
		const wet = terrain.bank(p);
		return !wet || !wet.main || wet.metres > 80 || settlements.urban(p).depth < -0.15;
	};
	// A village lies whole on one side of every field edge.
	const villages = new Points<number>(500);
	for (const { at, radius } of settlements.villages) villages.add(at, radius * 1.5 + 70);
	for (const line of makeFieldLines(dice.fork('fields'), terrain)) {
		const free = line.every((p) => {
			for (const { of: reach, metres } of villages.within(p, 330)) if (metres < reach) return false;
			return true;
		});
		if (free) outside(line.filter(offTheBanks), { kind: 'field' });
	}

	const inside = kept.filter(
		({ line, tag }) => ways[tag]!.kind === 'border' || line.some((p) => terrain.inside(p))
	);
	const mesh = arrange(inside, 6);
	const faces = mesh.faces.map((face): MeshFace => {
		const points = face.ring.map((v) => mesh.vertices[v]!);
		const centre = spotOf(points);
		const { depth, quarter } = settlements.urban(centre);
		return {
			ring: points,
			area: face.area,
			centre,
			depth,
			quarter: town.has(centre) ? quarter : null
		};
	});
	return { ways, mesh, faces, roads: chain(mesh, ways), field };
}

function ringRoad(dice: Random, k: number): Ring {
	const noise = makeNoise(dice.int(1, 1e9), 1.2, 2);
	return Array.from({ length: 180 }, (_, i): Point => {
		const t = (i / 180) * 2 * Math.PI;
		const r = 1 + 0.1 * noise(Math.cos(t) + 5, Math.sin(t));
		return [(0.35 + Math.cos(t) * 6.3 * r) * 1000 * k, (-0.35 + Math.sin(t) * 6.1 * r) * 1000 * k];
	});
}

/** Along both banks of the main river where there is town: the embankment's road, 70 m from the water. */
function bankRoads(terrain: Terrain, settlements: Settlements): Line[] {
	const { line, widths } = terrain.rivers[0]!;
	const lines: Line[] = [];
	for (const side of [1, -1]) {
		const bank = offsetLine(line, (i) => side * (widths[i]! / 2 + 70));
		let run: Line = [];
		const flush = (): void => {
			const smooth = simplify(run, 12);
			if (run.length > 14) lines.push(resample(smooth, 70));
			run = [];
		};
		for (const p of bank) {
			const { depth, quarter } = settlements.urban(p);
			if (depth > -0.03 && quarter.kind !== 'town') run.push(p);
			else flush();
		}
		flush();
	}
	return lines;
}

function drawStreets(
	plan: StreetPlan,
	terrain: Terrain,
	settlements: Settlements,
	add: (line: Line, way: Way) => void
): void {
	const { urban } = settlements;
	const dryland = (p: Point, metres: number, main: boolean): boolean => {
		if (!terrain.inside(p) || terrain.inLake(p)) return false;
		const wet = terrain.bank(p);
		return !wet || wet.metres > metres || (main ? !wet.main : false);
	};
	// Rings and rays would crowd at the heart: a square is left there.
	const hearts: Point[] = [
		[0.3 * terrain.k * 1000, 0.4 * terrain.k * 1000],
		[9.6 * terrain.k * 1000, 1.9 * terrain.k * 1000]
	];
	const heart = (p: Point, metres: number): boolean => hearts.some((h) => distance(h, p) < metres);
	const seeds = [...settlements.quarters, ...settlements.towns].flatMap(({ centre, rx, ry }) => {
		const reach = Math.max(rx, ry) * 1.3;
		const n = Math.ceil(reach / 420);
		const around: Point[] = [];
		for (let i = -n; i <= n; i++)
			for (let j = -n; j <= n; j++) around.push([centre[0] + i * 420 + 37, centre[1] + j * 420 + 61]);
		return around.sort((a, b) => distance(a, centre) - distance(b, centre));
	});
	const level =
		(factor: number, town: number): ((p: Point) => number) =>
		(p) => {
			const { depth, quarter } = urban(p);
			if (depth < 0) return 0;
			const base =
				quarter.kind === 'old'
					? depth > 0.62
						? 205
						: depth > 0.35
							? 270
							: 320
					: quarter.kind === 'town'
						? town
						: quarter.kind === 'industry'
							? 400
							: quarter.kind === 'campus'
								? 370
								: 330;
			return base * factor;
		};
	const classes: [RoadClass, (p: Point) => number, (p: Point) => boolean, number][] = [
		[
			'primary',
			(p) => (urban(p).quarter.kind === 'town' ? 0 : level(3.6, 0)(p)),
			(p) => !heart(p, 460) && (dryland(p, 40, true) || (terrain.bank(p)?.main ?? false)),
			1500
		],
		['secondary', level(1.75, 420), (p) => !heart(p, 150) && dryland(p, 46, true), 500],
		['tertiary', level(1, 235), (p) => !heart(p, 150) && dryland(p, 46, false), 260]
	];
	for (const [name, spacing, allowed, shortest] of classes)
		for (const line of plan.draw({ spacing, allowed, shortest }, seeds))
			add(resample(line, 44), { kind: 'road', class: name, urban: true });
}

/** Edges of one way put end to end. */
function chain(mesh: Arrangement, ways: Way[]): Road[] {
	const byWay = new Map<number, number[]>();
	mesh.edges.forEach(({ tag }, e) => {
		if (ways[tag]!.kind !== 'road') return;
		const list = byWay.get(tag);
		if (list) list.push(e);
		else byWay.set(tag, [e]);
	});
	const roads: Road[] = [];
	for (const [way, list] of [...byWay].sort((a, b) => a[0] - b[0])) {
		let run: number[] = [];
		const flush = (): void => {
			const line = run.map((v): Point => mesh.vertices[v]!);
			const { class: name, urban } = ways[way]!;
			if (line.length > 1 && lineLength(line) > 12)
				roads.push({ way, class: name!, urban: urban ?? false, line });
			run = [];
		};
		for (const e of list) {
			const { a, b } = mesh.edges[e]!;
			const end = run[run.length - 1];
			if (end === a) run.push(b);
			else if (end === b) run.push(a);
			else {
				flush();
				run = [a, b];
			}
		}
		flush();
	}
	return roads;
}
