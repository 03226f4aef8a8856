/**
 * Polygons from the ways of a multipolygon or boundary relation, after
 * https://wiki.openstreetmap.org/wiki/Relation:multipolygon. The ground is what the even-odd rule says: roles are a hint
 * only, as mappers get them wrong. A stretch that two rings share (two houses side by side, both holes of a block) is no
 * edge of the ground and falls away; rings that touch in a point stay apart.
 */
import type { Place, Polygon, Ring } from './osm.ts';
import { pointInRing, ringArea } from './plane.ts';

/** crossing: sides cross where there is no node, so what is inside cannot be said. */
export type RingFault = 'not-closed' | 'too-few-points' | 'no-outer' | 'crossing';
export type Assembled = { ok: true; polygons: Polygon[] } | { ok: false; fault: RingFault; at: Place | null };

interface Side {
	from: Place;
	to: Place;
}

/** @param lines the member ways, in any order and direction. */
export function assemblePolygons(lines: readonly (readonly Place[])[]): Assembled {
	const sides = edgesOf(lines);
	const open = openEnd(sides);
	if (open) return { ok: false, fault: 'not-closed', at: open };
	if (sides.length < 3)
		return { ok: false, fault: lines.length > 0 ? 'too-few-points' : 'no-outer', at: null };
	const traced = trace(turnInsideLeft(sides));
	if (!traced.ok) return { ok: false, fault: 'crossing', at: traced.at };
	const polygons = nest(traced.rings);
	return polygons ? { ok: true, polygons } : { ok: false, fault: 'crossing', at: null };
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
	return open.length < 3 ? null : [...open, open[0]!];
}

/** Sides that an odd number of ways have; a way that is a member twice counts once. */
function edgesOf(lines: readonly (readonly Place[])[]): Side[] {
	const sides = new Map<string, Side>();
	const seen = new Set<string>();
	for (const line of lines) {
		const name = lineKey(line);
		if (seen.has(name)) continue;
		seen.add(name);
		for (let i = 0; i + 1 < line.length; i++) {
			const [a, b] = [line[i]!, line[i + 1]!];
			if (same(a, b)) continue;
			const [from, to] = before(a, b) ? [a, b] : [b, a];
			const side = `${key(from)} ${key(to)}`;
			if (!sides.delete(side)) sides.set(side, { from, to });
		}
	}
	return [...sides.values()];
}

function openEnd(sides: readonly Side[]): Place | null {
	const odd = new Map<string, Place>();
	for (const { from, to } of sides) {
		for (const end of [from, to]) if (!odd.delete(key(end))) odd.set(key(end), end);
	}
	return odd.values().next().value ?? null;
}

/** Sides turned so that the ground lies to their left: how many sides run below one says on which side it is. */
function turnInsideLeft(sides: readonly Side[]): Side[] {
	// Columns, so that a side is compared only with those above or below it.
	let [west, east] = [Infinity, -Infinity];
	for (const { from, to } of sides) {
		west = Math.min(west, from[0], to[0]);
		east = Math.max(east, from[0], to[0]);
	}
	const columns: Side[][] = Array.from({ length: Math.min(4096, sides.length) }, () => []);
	const width = (east - west) / columns.length || 1;
	const column = (x: number) => Math.min(columns.length - 1, Math.floor((x - west) / width));
	// `from` is never east of `to`.
	for (const side of sides)
		for (let c = column(side.from[0]); c <= column(side.to[0]); c++) columns[c]!.push(side);

	return sides.map((side) => {
		const { from, to } = side;
		const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
		let below = 0;
		for (const other of columns[column(x)]!) {
			if (other === side || other.from[0] > x === other.to[0] > x) continue;
			const [[ax, ay], [bx, by]] = [other.from, other.to];
			if (ay + ((x - ax) / (bx - ax)) * (by - ay) < y) below++;
		}
		// Sides run east, or north where they are upright: odd means that the ground is below, or to the east.
		return below % 2 === 1 ? { from: to, to: from } : side;
	});
}

/** Walks along the ground, always round the same corner of it, and cuts the walk where it comes by a place again. */
function trace(sides: readonly Side[]): { ok: true; rings: Ring[] } | { ok: false; at: Place } {
	const leaving = new Map<string, Side[]>();
	for (const side of sides) {
		const at = key(side.from);
		if (!leaving.has(at)) leaving.set(at, []);
		leaving.get(at)!.push(side);
	}
	const rings: Ring[] = [];
	const used = new Set<Side>();
	for (const first of sides) {
		if (used.has(first)) continue;
		const path: Place[] = [first.from];
		const been = new Map<string, number>([[key(first.from), 0]]);
		let side: Side | undefined = first;
		while (side) {
			used.add(side);
			const at = key(side.to);
			const back = been.get(at);
			if (back === undefined) {
				been.set(at, path.length);
				path.push(side.to);
			} else {
				const ring = path.splice(back + 1);
				for (const place of ring) been.delete(key(place));
				rings.push([side.to, ...ring, side.to]);
				if (back === 0) break;
			}
			const next: Side | undefined = nextAround(
				side,
				(leaving.get(at) ?? []).filter((out) => !used.has(out))
			);
			if (!next) return { ok: false, at: side.to };
			side = next;
		}
	}
	return { ok: true, rings };
}

/** The side that bounds the same corner of the ground: the first clockwise from where we come from. */
function nextAround(came: Side, leaving: readonly Side[]): Side | undefined {
	if (leaving.length < 2) return leaving[0];
	const back = Math.atan2(came.from[1] - came.to[1], came.from[0] - came.to[0]);
	const turn = (side: Side) => {
		const angle = Math.atan2(side.to[1] - side.from[1], side.to[0] - side.from[0]);
		const clockwise = back - angle;
		return clockwise <= 0 ? clockwise + 2 * Math.PI : clockwise;
	};
	return [...leaving].sort((a, b) => turn(a) - turn(b))[0];
}

/** Rings that run counter-clockwise are outer ones; a hole belongs to the smallest of them around it. */
function nest(rings: readonly Ring[]): Polygon[] | null {
	const outers = rings
		.map((ring) => ({ area: ringArea(ring), box: boxOf(ring), rings: [ring] }))
		.filter(({ area }) => area > 0)
		.sort((a, b) => a.area - b.area);
	for (const hole of rings) {
		if (ringArea(hole) >= 0) continue;
		const box = boxOf(hole);
		const around = outers.find((outer) => boxWithin(box, outer.box) && ringWithin(hole, outer.rings[0]!));
		if (!around) return null;
		around.rings.push(hole);
	}
	return outers.length > 0 ? outers.map((outer) => outer.rings) : null;
}

/** A place of `inner` that is not on `outer` decides; rings of one ground may touch but not cross. */
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
function same(a: Place, b: Place): boolean {
	return a[0] === b[0] && a[1] === b[1];
}
function before(a: Place, b: Place): boolean {
	return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}
function key(place: Place): string {
	return `${place[0]},${place[1]}`;
}
function lineKey(line: readonly Place[]): string {
	const text = line.map(key);
	const back = [...text].reverse();
	return text[0]! < back[0]! ? text.join(' ') : back.join(' ');
}
