/** A polygon with holes cut in two by a straight line. Coordinates in metres. */
import type { Flat, Rings } from './lattice.ts';
import { ringsHold } from './rings.ts';

/** The line of all points with x * nx + y * ny = at; (nx, ny) has length 1. */
export interface CutLine {
	nx: number;
	ny: number;
	at: number;
}

export interface Halves {
	/** Pieces where x * nx + y * ny < at. */
	low: Rings[];
	high: Rings[];
	/** Parts of the line inside the polygon, x0, y0, x1, y1. */
	chords: [number, number, number, number][];
}

interface Crossing {
	ring: number;
	/** Position in its ring's list of crossings. */
	turn: number;
	/** Index of the edge's first point. */
	edge: number;
	x: number;
	y: number;
	along: number;
	/** True where the ring, walked in its direction, comes to the high side. */
	rising: boolean;
	partner: Crossing | undefined;
}

/**
 * @param rings shell counter-clockwise, holes clockwise
 * @returns undefined when the line misses the polygon, or when rounding leaves no clear answer
 */
export function halve(rings: Rings, line: CutLine): Halves | undefined {
	const at = clearOfCorners(rings, line);
	const perRing = rings.map((ring, r) => crossingsOf(ring, r, { ...line, at }));
	const sorted = perRing.flat().sort((p, q) => p.along - q.along);
	if (sorted.length < 2 || sorted.length % 2 === 1) return undefined;
	const chords: Halves['chords'] = [];
	for (let k = 0; k < sorted.length; k += 2) {
		const p = sorted[k]!;
		const q = sorted[k + 1]!;
		if (p.rising === q.rising) return undefined;
		p.partner = q;
		q.partner = p;
		chords.push([p.x, p.y, q.x, q.y]);
	}
	const halves: Halves = { low: [], high: [], chords };
	const used = new Set<Crossing>();
	for (const start of sorted) {
		if (used.has(start)) continue;
		const shell = walk(rings, perRing, start, used);
		if (!shell) return undefined;
		(start.rising ? halves.high : halves.low).push([shell]);
	}
	for (let r = 0; r < rings.length; r++) {
		if (perRing[r]!.length > 0) continue;
		const ring = rings[r]!;
		const side = ring[0]! * line.nx + ring[1]! * line.ny < at ? halves.low : halves.high;
		const home = side.find(([shell]) => ringsHold([shell!], ring[0]!, ring[1]!));
		if (!home) return undefined;
		home.push(ring);
	}
	return halves;
}

/** The line's position, moved by a few tenths of a micrometre where it would run through a corner. */
function clearOfCorners(rings: Rings, { nx, ny, at }: CutLine): number {
	for (let tries = 0, moved = at; ; tries++, moved += 3e-7) {
		const hit = rings.some((ring) => {
			for (let i = 0; i < ring.length; i += 2)
				if (Math.abs(ring[i]! * nx + ring[i + 1]! * ny - moved) < 1e-7) return true;
			return false;
		});
		if (!hit || tries > 20) return moved;
	}
}

function crossingsOf(ring: Flat, r: number, { nx, ny, at }: CutLine): Crossing[] {
	const found: Crossing[] = [];
	const n = ring.length;
	for (let i = 0; i < n; i += 2) {
		const j = (i + 2) % n;
		const from = ring[i]! * nx + ring[i + 1]! * ny - at;
		const to = ring[j]! * nx + ring[j + 1]! * ny - at;
		if (from < 0 === to < 0) continue;
		const t = from / (from - to);
		const x = ring[i]! + t * (ring[j]! - ring[i]!);
		const y = ring[i + 1]! + t * (ring[j + 1]! - ring[i + 1]!);
		found.push({
			ring: r,
			turn: found.length,
			edge: i,
			x,
			y,
			along: y * nx - x * ny,
			rising: from < 0,
			partner: undefined
		});
	}
	return found;
}

/** Follows rings on one side and chords across, from where a ring comes to that side back to there. */
function walk(rings: Rings, perRing: Crossing[][], start: Crossing, used: Set<Crossing>): Flat | undefined {
	const shell: Flat = [];
	let enter = start;
	do {
		if (used.has(enter)) return undefined;
		used.add(enter);
		const ring = rings[enter.ring]!;
		const turns = perRing[enter.ring]!;
		const leave = turns[(enter.turn + 1) % turns.length]!;
		shell.push(enter.x, enter.y);
		for (let i = (enter.edge + 2) % ring.length; ; i = (i + 2) % ring.length) {
			shell.push(ring[i]!, ring[i + 1]!);
			if (i === leave.edge) break;
		}
		shell.push(leave.x, leave.y);
		if (!leave.partner || leave.partner.rising !== start.rising) return undefined;
		enter = leave.partner;
	} while (enter !== start);
	return shell;
}
