/** Cuts shapes at a tile's edge and its margin, in whole tile units. */
import type { Ring, Shape } from './twkb.ts';

/** Units to a tile, and beyond its edge so that lines drawn along the edge join (as ST_AsMVTGeom with buffer 64). */
export const EXTENT = 4096;
export const MARGIN = 64;

const LOW = -MARGIN;
const HIGH = EXTENT + MARGIN;

/** @returns null when nothing of it lies in the tile or its margin. */
export function clipShape(shape: Shape): Shape | null {
	switch (shape.kind) {
		case 'point': {
			const points = shape.points.filter(([x, y]) => x >= LOW && x <= HIGH && y >= LOW && y <= HIGH);
			return points.length > 0 ? { kind: 'point', points } : null;
		}
		case 'line': {
			const lines = shape.lines.flatMap(clipLine);
			return lines.length > 0 ? { kind: 'line', lines } : null;
		}
		case 'polygon': {
			const polygons = shape.polygons.map(clipPolygon).filter((rings) => rings.length > 0);
			return polygons.length > 0 ? { kind: 'polygon', polygons } : null;
		}
	}
}

function clipPolygon(rings: Ring[]): Ring[] {
	const [outer, ...holes] = rings;
	if (!outer) return [];
	const kept = oriented(clipRing(outer), 1);
	if (!kept) return [];
	return [
		kept,
		...holes.map((hole) => oriented(clipRing(hole), -1)).filter((hole): hole is Ring => hole !== null)
	];
}

/** Sutherland and Hodgman (1974): one side after the other. The ring comes back open: its end is not repeated. */
function clipRing(ring: Ring): Ring {
	let open = withoutRepeats(ring, true);
	if (open.every(([x, y]) => x >= LOW && x <= HIGH && y >= LOW && y <= HIGH)) return open;
	for (const axis of [0, 1] as const) {
		for (const [limit, sign] of [
			[LOW, 1],
			[HIGH, -1]
		] as const) {
			const result: Ring = [];
			for (let at = 0; at < open.length; at++) {
				const from = open[(at + open.length - 1) % open.length]!;
				const to = open[at]!;
				const fromInside = sign * (from[axis] - limit) >= 0;
				const toInside = sign * (to[axis] - limit) >= 0;
				if (fromInside !== toInside) result.push(crossing(from, to, axis, limit));
				if (toInside) result.push(to);
			}
			open = result;
		}
	}
	return withoutRepeats(open, true);
}

function crossing(from: Ring[number], to: Ring[number], axis: 0 | 1, limit: number): Ring[number] {
	const other = axis === 0 ? 1 : 0;
	const share = (limit - from[axis]) / (to[axis] - from[axis]);
	const across = Math.round(from[other] + share * (to[other] - from[other]));
	return axis === 0 ? [limit, across] : [across, limit];
}

/** Liang and Barsky (1984), segment by segment; a line that leaves and comes back is several lines. */
function clipLine(line: Ring): Ring[] {
	const parts: Ring[] = [];
	let part: Ring = [];
	const finish = () => {
		const kept = withoutRepeats(part, false);
		if (kept.length >= 2) parts.push(kept);
		part = [];
	};
	for (let at = 1; at < line.length; at++) {
		const segment = clipSegment(line[at - 1]!, line[at]!);
		if (!segment) {
			finish();
			continue;
		}
		if (part.length === 0) part.push(segment.from);
		part.push(segment.to);
		if (segment.leaves) finish();
	}
	finish();
	return parts;
}

function clipSegment(from: Ring[number], to: Ring[number]) {
	let enter = 0;
	let leave = 1;
	for (const axis of [0, 1] as const) {
		const delta = to[axis] - from[axis];
		if (delta === 0) {
			if (from[axis] < LOW || from[axis] > HIGH) return null;
			continue;
		}
		const [near, far] = delta > 0 ? [LOW, HIGH] : [HIGH, LOW];
		enter = Math.max(enter, (near - from[axis]) / delta);
		leave = Math.min(leave, (far - from[axis]) / delta);
	}
	if (enter > leave) return null;
	const at = (share: number): Ring[number] => [
		Math.round(from[0] + share * (to[0] - from[0])),
		Math.round(from[1] + share * (to[1] - from[1]))
	];
	return { from: enter > 0 ? at(enter) : from, to: leave < 1 ? at(leave) : to, leaves: leave < 1 };
}

function withoutRepeats(ring: Ring, closed: boolean): Ring {
	const kept = ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1]![0] || y !== ring[at - 1]![1]);
	if (closed && kept.length > 1) {
		const [first, last] = [kept[0]!, kept.at(-1)!];
		if (first[0] === last[0] && first[1] === last[1]) kept.pop();
	}
	return kept;
}

/** The ring turned so that its area has the sign, y down (MVT 2.1, 4.3.4.4); null when it encloses nothing. */
function oriented(ring: Ring, sign: 1 | -1): Ring | null {
	let twice = 0;
	for (let at = 0; at < ring.length; at++) {
		const [x1, y1] = ring[at]!;
		const [x2, y2] = ring[(at + 1) % ring.length]!;
		twice += x1 * y2 - x2 * y1;
	}
	if (twice === 0) return null;
	return Math.sign(twice) === sign ? ring : [...ring].reverse();
}
