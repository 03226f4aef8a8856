/**
 * Which lines of the ground may become the edges of grids, and how much each is worth as one.
 *
 * The strength is an order, not a measure: where faces must be joined, the weakest line between them goes first. A
 * grid should end at the river or the arterial road, not at a service lane.
 */
import { NodeTable, toUnits, type Flat } from './lattice.ts';

export const STRENGTH = {
	/** A straight cut that we drew ourselves. */
	cut: 0,
	service: 1,
	track: 1,
	pedestrian: 2,
	block: 2,
	residential: 3,
	stream: 3,
	canal: 4,
	tertiary: 4,
	secondary: 5,
	primary: 6,
	river: 6,
	water: 6,
	trunk: 7,
	motorway: 7,
	/** The community's boundary: never crossed, never joined over. */
	border: 9
} as const;

/** How willingly a line of each strength is given up, 1 = first. */
export const WILLINGNESS = [1, 0.9, 0.75, 0.6, 0.45, 0.35, 0.22, 0.15, 0.1, 0] as const;

/** Lines at least this strong stay even where they run through a building (a viaduct, a river bank). */
export const STANDS_FAST = STRENGTH.primary;

export type RoadClass =
	| 'motorway'
	| 'trunk'
	| 'primary'
	| 'secondary'
	| 'tertiary'
	| 'residential'
	| 'service'
	| 'pedestrian'
	| 'cycleway'
	| 'footway'
	| 'track';

/** Strength of a road as a grid's edge; undefined for roads that bound nothing. */
export function roadStrength(road: { class: string; tunnel: boolean }): number | undefined {
	if (road.tunnel || road.class === 'cycleway' || road.class === 'footway') return undefined;
	return STRENGTH[road.class as keyof typeof STRENGTH];
}

/** Strength of a watercourse known by its line; undefined for ditches. */
export function waterwayStrength(kind: string): number | undefined {
	return kind === 'river' || kind === 'canal' || kind === 'stream' ? STRENGTH[kind] : undefined;
}

/** A line of the ground, metres. */
export interface GroundLine {
	/** x0, y0, x1, y1, ... */
	points: number[];
	strength: number;
}

/** Lines with fewer points (simplifyLine); points at which several lines meet stay. */
export function simplifyLines(lines: readonly GroundLine[], tolerance: number): GroundLine[] {
	const points = new NodeTable();
	const times: number[] = [];
	for (const line of lines)
		for (let i = 0; i < line.points.length; i += 2) {
			const at = points.add(toUnits(line.points[i]!), toUnits(line.points[i + 1]!));
			times[at] = (times[at] ?? 0) + 1;
		}
	const meets = (x: number, y: number) => times[points.find(toUnits(x), toUnits(y))]! > 1;
	return lines.map(({ points: corners, strength }) => ({
		points: simplifyLine(corners, tolerance, meets),
		strength
	}));
}

/** A ring with fewer points; as it is when too few would be left. */
export function simplifyRing(ring: Flat, tolerance: number): Flat {
	const open = simplifyLine([...ring, ring[0]!, ring[1]!], tolerance, () => false).slice(0, -2);
	return open.length >= 6 ? open : ring;
}

/**
 * The line with fewer points: none further than `tolerance` from the result (Douglas & Peucker 1973). Points for which
 * `fixed` is true stay, so that junctions do not come apart.
 */
export function simplifyLine(
	points: readonly number[],
	tolerance: number,
	fixed: (x: number, y: number) => boolean
): number[] {
	const n = points.length / 2;
	const keep = new Uint8Array(n);
	keep[0] = keep[n - 1] = 1;
	let from = 0;
	for (let k = 1; k < n; k++) {
		if (k < n - 1 && !fixed(points[2 * k]!, points[2 * k + 1]!)) continue;
		keep[k] = 1;
		keepFarthest(points, from, k, tolerance, keep);
		from = k;
	}
	const out: number[] = [];
	for (let k = 0; k < n; k++) if (keep[k]) out.push(points[2 * k]!, points[2 * k + 1]!);
	return out;
}

function keepFarthest(
	points: readonly number[],
	from: number,
	to: number,
	tolerance: number,
	keep: Uint8Array
): void {
	const ax = points[2 * from]!;
	const ay = points[2 * from + 1]!;
	const dx = points[2 * to]! - ax;
	const dy = points[2 * to + 1]! - ay;
	const squared = dx * dx + dy * dy;
	let worst = tolerance;
	let at = -1;
	for (let k = from + 1; k < to; k++) {
		const px = points[2 * k]! - ax;
		const py = points[2 * k + 1]! - ay;
		const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
		const distance = Math.hypot(px - t * dx, py - t * dy);
		if (distance > worst) [worst, at] = [distance, k];
	}
	if (at < 0) return;
	keep[at] = 1;
	keepFarthest(points, from, at, tolerance, keep);
	keepFarthest(points, at, to, tolerance, keep);
}
