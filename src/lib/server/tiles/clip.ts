/** Cuts shapes at a tile's edge and its margin, in whole tile units. */
import { EXTENT } from '../../domain/tile/box.ts';
import type { Ring, Shape } from './twkb.ts';

/** Units beyond a tile's edge, so that lines drawn along the edge join (as ST_AsMVTGeom with buffer 64). */
export const MARGIN = 64;

const LOW = -MARGIN;
const HIGH = EXTENT + MARGIN;

/**
 * What of a shape lies in the tile or its margin. The shape's own rings are turned where they run the wrong way.
 * @returns null when nothing of it does
 */
export function clipShape(shape: Shape): Shape | null {
	switch (shape.kind) {
		case 'point': {
			const points: Ring = [];
			for (let at = 0; at < shape.points.length; at += 2) {
				const [x, y] = [shape.points[at]!, shape.points[at + 1]!];
				if (isInside(x) && isInside(y)) points.push(x, y);
			}
			return points.length > 0 ? { kind: 'point', points } : null;
		}
		case 'line': {
			const lines = shape.lines.flatMap(clipLine);
			return lines.length > 0 ? { kind: 'line', lines } : null;
		}
		case 'polygon': {
			// Nearly all ground lies within its tile: nothing is copied for it.
			if (shape.polygons.every(isWhole)) return shape;
			const polygons = shape.polygons.map(clipPolygon).filter((rings) => rings.length > 0);
			return polygons.length > 0 ? { kind: 'polygon', polygons } : null;
		}
	}
}

const isInside = (value: number) => value >= LOW && value <= HIGH;

function isAllInside(ring: Ring): boolean {
	for (let at = 0; at < ring.length; at++) if (!isInside(ring[at]!)) return false;
	return true;
}

/** All rings lie inside, enclose something and run as they must. */
function isWhole(rings: Ring[]): boolean {
	for (let at = 0; at < rings.length; at++) {
		const ring = rings[at]!;
		if (!isAllInside(ring) || !oriented(ring, at === 0 ? 1 : -1)) return false;
	}
	return rings.length > 0;
}

function clipPolygon(rings: Ring[]): Ring[] {
	const outer = rings[0] && oriented(clipRing(rings[0]), 1);
	if (!outer) return [];
	const kept = [outer];
	for (let at = 1; at < rings.length; at++) {
		const hole = oriented(clipRing(rings[at]!), -1);
		if (hole) kept.push(hole);
	}
	return kept;
}

/** Sutherland and Hodgman (1974): one side after the other. */
function clipRing(ring: Ring): Ring {
	if (isAllInside(ring)) return ring;
	let open = ring;
	for (const axis of [0, 1] as const) {
		for (const [limit, sign] of [
			[LOW, 1],
			[HIGH, -1]
		] as const) {
			const result: Ring = [];
			for (let at = 0; at < open.length; at += 2) {
				const from = (at + open.length - 2) % open.length;
				const fromInside = sign * (open[from + axis]! - limit) >= 0;
				const toInside = sign * (open[at + axis]! - limit) >= 0;
				if (fromInside !== toInside) pushCrossing(result, open, from, at, axis, limit);
				if (toInside) result.push(open[at]!, open[at + 1]!);
			}
			open = result;
		}
	}
	return withoutRepeats(open, true);
}

function pushCrossing(to: Ring, ring: Ring, from: number, at: number, axis: 0 | 1, limit: number): void {
	const other = 1 - axis;
	const share = (limit - ring[from + axis]!) / (ring[at + axis]! - ring[from + axis]!);
	const across = Math.round(ring[from + other]! + share * (ring[at + other]! - ring[from + other]!));
	if (axis === 0) to.push(limit, across);
	else to.push(across, limit);
}

/** Liang and Barsky (1984), segment by segment; a line that leaves and comes back is several lines. */
function clipLine(line: Ring): Ring[] {
	if (isAllInside(line)) return line.length >= 4 ? [line] : [];
	const parts: Ring[] = [];
	let part: Ring = [];
	const finish = () => {
		const kept = withoutRepeats(part, false);
		if (kept.length >= 4) parts.push(kept);
		part = [];
	};
	for (let at = 2; at < line.length; at += 2) {
		const segment = clipSegment(line[at - 2]!, line[at - 1]!, line[at]!, line[at + 1]!);
		if (!segment) {
			finish();
			continue;
		}
		if (part.length === 0) part.push(...segment.from);
		part.push(...segment.to);
		if (segment.leaves) finish();
	}
	finish();
	return parts;
}

function clipSegment(fromX: number, fromY: number, toX: number, toY: number) {
	let enter = 0;
	let leave = 1;
	for (const [from, delta] of [
		[fromX, toX - fromX],
		[fromY, toY - fromY]
	] as const) {
		if (delta === 0) {
			if (!isInside(from)) return null;
			continue;
		}
		const [near, far] = delta > 0 ? [LOW, HIGH] : [HIGH, LOW];
		enter = Math.max(enter, (near - from) / delta);
		leave = Math.min(leave, (far - from) / delta);
	}
	if (enter > leave) return null;
	const at = (share: number): [number, number] => [
		Math.round(fromX + share * (toX - fromX)),
		Math.round(fromY + share * (toY - fromY))
	];
	return {
		from: enter > 0 ? at(enter) : [fromX, fromY],
		to: leave < 1 ? at(leave) : [toX, toY],
		leaves: leave < 1
	};
}

function withoutRepeats(ring: Ring, closed: boolean): Ring {
	const kept: Ring = [];
	for (let at = 0; at < ring.length; at += 2) {
		const x = ring[at]!;
		const y = ring[at + 1]!;
		if (at === 0 || x !== ring[at - 2] || y !== ring[at - 1]) kept.push(x, y);
	}
	const end = kept.length - 2;
	if (closed && end > 0 && kept[0] === kept[end] && kept[1] === kept[end + 1]) kept.length = end;
	return kept;
}

/** The ring turned so that its area has the sign, y down (MVT 2.1, 4.3.4.4); null when it encloses nothing. */
function oriented(ring: Ring, sign: 1 | -1): Ring | null {
	const twice = twiceArea(ring);
	if (twice === 0) return null;
	if (Math.sign(twice) !== sign) turn(ring);
	return ring;
}

function turn(ring: Ring): void {
	for (let from = 0, to = ring.length - 2; from < to; from += 2, to -= 2) {
		const x = ring[from]!;
		const y = ring[from + 1]!;
		ring[from] = ring[to]!;
		ring[from + 1] = ring[to + 1]!;
		ring[to] = x;
		ring[to + 1] = y;
	}
}

/** Twice the area that an open ring encloses, square units; negative when it runs the other way. */
export function twiceArea(ring: Ring): number {
	let twice = 0;
	let x = ring[ring.length - 2]!;
	let y = ring[ring.length - 1]!;
	for (let at = 0; at < ring.length; at += 2) {
		twice += x * ring[at + 1]! - ring[at]! * y;
		x = ring[at]!;
		y = ring[at + 1]!;
	}
	return twice;
}
