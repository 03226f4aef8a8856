/**
 * Polygons from the ways of a multipolygon or boundary relation, after
 * https://wiki.openstreetmap.org/wiki/Relation:multipolygon: ways are joined at their ends to rings, rings touching in
 * a point stay apart, and a ring is a hole when it lies inside an odd number of others. Roles are a hint only, as
 * mappers get them wrong: nesting decides.
 */
import type { Place, Polygon, Ring } from './osm.ts';
import { pointInRing, ringArea } from './plane.ts';

export type RingFault = 'not-closed' | 'too-few-points' | 'no-outer';
export type Assembled = { ok: true; polygons: Polygon[] } | { ok: false; fault: RingFault; at: Place | null };

/** @param lines the member ways, in any order and direction. */
export function assemblePolygons(lines: readonly (readonly Place[])[]): Assembled {
	const joined = joinRings(lines);
	if (!joined.ok) return joined;
	const polygons = nest(joined.rings);
	return polygons.length > 0 ? { ok: true, polygons } : { ok: false, fault: 'no-outer', at: null };
}

/** Drops repeated places and spikes (out and straight back). Null when fewer than three corners are left. */
export function cleanRing(ring: readonly Place[]): Ring | null {
	const open: Place[] = [];
	for (const place of ring) {
		if (open.length > 0 && same(open.at(-1)!, place)) continue;
		open.push(place);
		while (open.length >= 3 && same(open.at(-1)!, open.at(-3)!)) open.splice(-2);
	}
	for (let changed = true; changed && open.length > 1;) {
		changed = false;
		if (same(open[0]!, open.at(-1)!)) {
			open.pop();
			changed = true;
		} else if (open.length >= 3 && same(open[0]!, open.at(-2)!)) {
			open.splice(-2);
			changed = true;
		} else if (open.length >= 3 && same(open[1]!, open.at(-1)!)) {
			open.splice(0, 2);
			changed = true;
		}
	}
	if (open.length < 3) return null;
	return [...open, open[0]!];
}

function joinRings(
	lines: readonly (readonly Place[])[]
): { ok: true; rings: Ring[] } | { ok: false; fault: RingFault; at: Place } {
	const rings: Ring[] = [];
	const close = (places: readonly Place[]): RingFault | null => {
		const ring = cleanRing(places);
		if (!ring) return 'too-few-points';
		rings.push(ring);
		return null;
	};

	const ends = new Map<string, Set<number>>();
	const open = new Map<number, readonly Place[]>();
	const seen = new Set<string>();
	lines.forEach((line, index) => {
		if (line.length < 2) return;
		if (same(line[0]!, line.at(-1)!)) {
			close(line);
			return;
		}
		// The same way named twice as a member would close a ring of no area.
		const name = lineKey(line);
		if (seen.has(name)) return;
		seen.add(name);
		open.set(index, line);
		for (const end of [line[0]!, line.at(-1)!]) {
			const at = key(end);
			if (!ends.has(at)) ends.set(at, new Set());
			ends.get(at)!.add(index);
		}
	});

	const take = (index: number): readonly Place[] => {
		const line = open.get(index)!;
		open.delete(index);
		ends.get(key(line[0]!))?.delete(index);
		ends.get(key(line.at(-1)!))?.delete(index);
		return line;
	};

	while (open.size > 0) {
		const first = take(open.keys().next().value!);
		// The walk is cut wherever it comes back to a place it has been at, so rings that touch stay apart.
		const path: Place[] = [...first];
		const joints: { at: string; index: number }[] = [
			{ at: key(first[0]!), index: 0 },
			{ at: key(first.at(-1)!), index: path.length - 1 }
		];
		while (path.length > 1) {
			const here = path.at(-1)!;
			const next = ends.get(key(here))?.values().next().value;
			if (next === undefined) return { ok: false, fault: 'not-closed', at: here };
			const line = take(next);
			const forward = same(line[0]!, here) ? line : [...line].reverse();
			path.push(...forward.slice(1));
			const at = key(path.at(-1)!);
			const back = joints.findIndex((joint) => joint.at === at);
			if (back < 0) {
				joints.push({ at, index: path.length - 1 });
				continue;
			}
			const start = joints[back]!.index;
			const fault = close(path.slice(start));
			if (fault) return { ok: false, fault, at: path[start]! };
			path.length = start + 1;
			joints.length = back + 1;
			if (back === 0) break;
		}
	}
	return { ok: true, rings };
}

function nest(rings: readonly Ring[]): Polygon[] {
	const order = rings
		.map((ring) => ({ ring, area: Math.abs(ringArea(ring)), box: boxOf(ring) }))
		.filter((item) => item.area > 0)
		.sort((a, b) => b.area - a.area);
	const depth: number[] = [];
	const parent: number[] = [];
	const polygons = new Map<number, Ring[]>();
	order.forEach((item, index) => {
		let within = -1;
		for (let other = index - 1; other >= 0; other--) {
			const candidate = order[other]!;
			if (!boxWithin(item.box, candidate.box) || !ringWithin(item.ring, candidate.ring)) continue;
			within = other;
			break;
		}
		depth[index] = within < 0 ? 0 : depth[within]! + 1;
		parent[index] = within;
		if (depth[index]! % 2 === 0) polygons.set(index, [orient(item.ring, true)]);
		else polygons.get(within)!.push(orient(item.ring, false));
	});
	return [...polygons.values()];
}

/** A place of `inner` that is not on `outer` decides; rings of one relation may touch but not cross. */
function ringWithin(inner: Ring, outer: Ring): boolean {
	for (const place of inner) {
		const side = pointInRing(place, outer);
		if (side !== 'on') return side === 'in';
	}
	// All corners on the other ring: the middles of the sides decide.
	for (let i = 0; i + 1 < inner.length; i++) {
		const [a, b] = [inner[i]!, inner[i + 1]!];
		const side = pointInRing([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], outer);
		if (side !== 'on') return side === 'in';
	}
	return true;
}

type Box = readonly [number, number, number, number];
function boxOf(ring: Ring): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of ring) {
		west = Math.min(west, lng);
		east = Math.max(east, lng);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	}
	return [west, south, east, north];
}
function boxWithin(a: Box, b: Box): boolean {
	return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
}
function orient(ring: Ring, counterClockwise: boolean): Ring {
	return ringArea(ring) > 0 === counterClockwise ? ring : [...ring].reverse();
}
function same(a: Place, b: Place): boolean {
	return a[0] === b[0] && a[1] === b[1];
}
function key(place: Place): string {
	return `${place[0]},${place[1]}`;
}
function lineKey(line: readonly Place[]): string {
	const text = line.map(key);
	const back = [...text].reverse();
	return text[0]! < back[0]! ? text.join(' ') : back.join(' ');
}
