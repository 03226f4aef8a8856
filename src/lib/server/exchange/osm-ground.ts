/** Rows of our ground from what was collected of a file: geometry put together, kinds and values read from tags. */
import type { Boundary } from '../../domain/exchange/area-tree.ts';
import type { FacilityTable } from '../../domain/exchange/facility-table.ts';
import {
	blockKind,
	buildingUse,
	greenKind,
	roadOf,
	waterKind,
	waterwayKind
} from '../../domain/exchange/ground-kinds.ts';
import type { LeftOut } from '../../domain/exchange/left-out.ts';
import { refOf, type Place, type Polygon, type Tags } from '../../domain/exchange/osm.ts';
import { insidePlace, pointInPolygons, ringArea } from '../../domain/exchange/plane.ts';
import { assemblePolygons, cleanRing } from '../../domain/exchange/rings.ts';
import {
	addressOf,
	countOf,
	dayOf,
	floorsOf,
	metresOf,
	nameOf,
	phoneOf
} from '../../domain/exchange/tag-values.ts';
import { AddressPoints } from './address-points.ts';
import type { Collected, CollectedRelation, CollectedWay } from './osm-collect.ts';
import { adminLevelOf } from './osm-wanted.ts';
import { lineWkb, pointWkb, polygonsWkb } from './wkb.ts';

/** A row for one table: column values by name, and its geometry in degrees as hex WKB. */
export type GroundRow = { ref: string; wkb: string } & Record<string, string | number | boolean | null>;
export const GROUND_KINDS = [
	'block',
	'building',
	'road',
	'water',
	'waterway',
	'green_space',
	'tree',
	'facility'
] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];
export type Ground = Record<GroundKind, GroundRow[]>;

const SAMPLE = 200;

/** The boundaries, whole or not. Those that are the same ground under two keys stay two: the tree's rules decide. */
export function assembleBoundaries(collected: Collected): Boundary[] {
	const { relations, ways } = collected.boundaries;
	const fromRelations = relations.map((relation): Boundary => {
		const { lines, missing } = linesOf(relation, collected);
		const whole = assemblePolygons(lines);
		const common = {
			ref: refOf('relation', relation.id),
			id: relation.id,
			adminLevel: adminLevelOf(relation.tags)!,
			name: relation.tags.name!.trim(),
			tags: relation.tags,
			sample: thin(lines.flat())
		};
		if (missing) return { ...common, polygons: [], fault: 'incomplete', at: null };
		if (!whole.ok) return { ...common, polygons: [], fault: whole.fault, at: whole.at };
		return { ...common, polygons: whole.polygons, fault: null, at: null };
	});
	const fromWays = ways.map((way): Boundary => {
		const line = collected.places.line(way.nodes);
		const ring = line && cleanRing(line);
		return {
			ref: refOf('way', way.id),
			id: way.id,
			adminLevel: adminLevelOf(way.tags)!,
			name: way.tags.name!.trim(),
			tags: way.tags,
			sample: thin(line ?? []),
			polygons: ring ? [[ring]] : [],
			fault: ring ? null : line ? 'too-few-points' : 'incomplete',
			at: null
		};
	});
	return [...fromRelations, ...fromWays];
}

function thin(places: readonly Place[]): Place[] {
	const step = Math.max(1, Math.ceil(places.length / SAMPLE));
	return places.filter((_, i) => i % step === 0);
}

function linesOf(relation: CollectedRelation, collected: Collected): { lines: Place[][]; missing: boolean } {
	let missing = false;
	const lines: Place[][] = [];
	for (const way of relation.ways) {
		const nodes = collected.memberWays.get(way);
		if (!nodes) {
			missing = true;
			continue;
		}
		const line = collected.places.line(nodes);
		if (line) lines.push(line);
		else missing = true;
	}
	return { lines, missing };
}

/** Everything else. What is not taken goes to `leftOut` with its reason. */
export function makeGround(collected: Collected, table: FacilityTable, leftOut: LeftOut): Ground {
	const ground: Ground = {
		block: [],
		building: [],
		road: [],
		water: [],
		waterway: [],
		green_space: [],
		tree: [],
		facility: []
	};
	const facilities: FacilityPlace[] = [];
	const addresses = new AddressPoints(collected.addresses);
	const put = (ref: string, tags: Tags, polygons: Polygon[]) =>
		putSurface(ground, facilities, ref, tags, polygons, table, addresses);
	for (const way of collected.surfaces.ways) {
		const ref = refOf('way', way.id);
		const polygons = wayPolygons(way, collected, (reason) => refuse(way.tags, table, reason, ref, leftOut));
		if (polygons) put(ref, way.tags, polygons);
	}
	for (const relation of collected.surfaces.relations) {
		const ref = refOf('relation', relation.id);
		const { lines, missing } = linesOf(relation, collected);
		const whole = missing ? ({ ok: false, fault: 'incomplete' } as const) : assemblePolygons(lines);
		if (!whole.ok) refuse(relation.tags, table, whole.fault, ref, leftOut);
		else put(ref, relation.tags, whole.polygons);
	}
	for (const way of collected.lines) putLine(ground, way, collected, leftOut);
	for (const { id, tags, place } of collected.trees) {
		ground.tree.push({ ref: refOf('node', id), wkb: pointWkb(place), ...treeValues(tags) });
	}
	for (const { id, tags, place } of collected.facilities)
		facilities.push({ ref: refOf('node', id), tags, type: table.typeOf(tags)!, place, polygons: null });
	ground.facility = facilityRows(facilities, leftOut);
	return ground;
}

function wayPolygons(
	way: CollectedWay,
	collected: Collected,
	fail: (reason: string) => void
): Polygon[] | null {
	if (way.nodes.length < 4 || way.nodes[0] !== way.nodes.at(-1)) {
		fail('not-closed');
		return null;
	}
	const line = collected.places.line(way.nodes);
	const ring = line && cleanRing(line);
	if (!ring) {
		fail(line ? 'too-few-points' : 'incomplete');
		return null;
	}
	// A node that comes twice is a ring that touches itself: parted like those of a relation.
	if (new Set(way.nodes).size === way.nodes.length - 1) return [[ring]];
	const parted = assemblePolygons([ring]);
	if (parted.ok) return parted.polygons;
	fail(parted.fault);
	return null;
}

/** One object may be several things (a school that is a building): each is named in what is left out. */
function refuse(tags: Tags, table: FacilityTable, reason: string, ref: string, leftOut: LeftOut): void {
	for (const kind of kindsOf(tags, table)) leftOut.add(kind, reason, ref, tags.name);
}

function kindsOf(tags: Tags, table: FacilityTable): GroundKind[] {
	const kinds: GroundKind[] = [];
	if (buildingUse(tags)) kinds.push('building');
	if (waterKind(tags)) kinds.push('water');
	else if (greenKind(tags)) kinds.push('green_space');
	else if (blockKind(tags)) kinds.push('block');
	if (table.typeOf(tags)) kinds.push('facility');
	return kinds;
}

function putSurface(
	ground: Ground,
	facilities: FacilityPlace[],
	ref: string,
	tags: Tags,
	polygons: Polygon[],
	table: FacilityTable,
	addresses: AddressPoints
): void {
	const wkb = polygonsWkb(polygons);
	for (const kind of kindsOf(tags, table)) {
		if (kind === 'building') {
			ground.building.push({
				ref,
				wkb,
				name: nameOf(tags) ?? tags['addr:housename'] ?? null,
				address: addressOf(tags) ?? addresses.inside(polygons),
				use: buildingUse(tags),
				floors: floorsOf(tags['building:levels']),
				height_m: within(metresOf(tags.height), 1000)
			});
		} else if (kind === 'facility') {
			facilities.push({ ref, tags, type: table.typeOf(tags)!, place: insidePlace(polygons), polygons });
		} else {
			const value = waterKind(tags) ?? greenKind(tags) ?? blockKind(tags);
			ground[kind].push({ ref, wkb, name: nameOf(tags), kind: value });
		}
	}
}

function putLine(ground: Ground, way: CollectedWay, collected: Collected, leftOut: LeftOut): void {
	const ref = refOf('way', way.id);
	const road = roadOf(way.tags);
	const waterway = waterwayKind(way.tags);
	const kind = road ? 'road' : 'waterway';
	const places = collected.places.line(way.nodes);
	const line = places?.filter((p, i) => i === 0 || p[0] !== places[i - 1]![0] || p[1] !== places[i - 1]![1]);
	const fault = !line
		? 'incomplete'
		: line.length < 2
			? 'too-few-points'
			: way.tags.area === 'yes'
				? 'area'
				: null;
	if (fault) {
		leftOut.add(kind, fault, ref, way.tags.name);
		return;
	}
	if (road) {
		ground.road.push({
			ref,
			wkb: lineWkb(road.reverse ? [...line!].reverse() : line!),
			name: nameOf(way.tags) ?? way.tags.ref ?? null,
			class: road.class,
			width_m: road.widthM,
			one_way: road.oneWay,
			bridge: road.bridge,
			tunnel: road.tunnel
		});
	} else {
		ground.waterway.push({ ref, wkb: lineWkb(line!), name: nameOf(way.tags), kind: waterway });
	}
}

function treeValues(tags: Tags) {
	const round = metresOf(tags.circumference);
	const thick = within(metresOf(tags.diameter), 20);
	return {
		species: tags.species ?? tags['species:zh'] ?? tags.genus ?? tags.taxon ?? null,
		diameter_cm: thick ? thick * 100 : round ? Math.round((round * 1000) / Math.PI) / 10 : null,
		height_m: within(metresOf(tags.height), 149),
		planted_on: dayOf(tags.start_date)
	};
}

function within(value: number | null, most: number): number | null {
	return value !== null && value > 0 && value <= most ? value : null;
}

interface FacilityPlace {
	ref: string;
	tags: Tags;
	type: string;
	place: Place;
	polygons: Polygon[] | null;
}

/** A school mapped as its ground, its building and a point is one school: what lies in the ground of one is not another. */
function facilityRows(places: readonly FacilityPlace[], leftOut: LeftOut): GroundRow[] {
	const grounds = new Map<string, FacilityPlace[]>();
	for (const place of places) {
		if (!place.polygons) continue;
		if (!grounds.has(place.type)) grounds.set(place.type, []);
		grounds.get(place.type)!.push(place);
	}
	const size = (place: FacilityPlace) => Math.abs(ringArea(place.polygons?.[0]?.[0] ?? [[0, 0]]));
	const isPart = (one: FacilityPlace) =>
		(grounds.get(one.type) ?? []).some(
			(other) => other !== one && size(other) > size(one) && pointInPolygons(one.place, other.polygons!)
		);
	return places
		.filter((one) => {
			if (!isPart(one)) return true;
			leftOut.add('facility', 'part-of-another', one.ref, one.tags.name);
			return false;
		})
		.map(({ ref, tags, type, place }) => ({
			ref,
			wkb: pointWkb(place),
			type_code: type,
			name: nameOf(tags) ?? tags.operator ?? tags.brand ?? null,
			address: addressOf(tags),
			phone: phoneOf(tags),
			capacity: countOf(tags.capacity),
			opening_hours: tags.opening_hours ?? null
		}));
}
