/**
 * Cutting ground that is too much for one grid: straight cuts across the long way, beside buildings, again and again,
 * until every piece is worth about one grid. Metres.
 *
 * Where to cut: some directions (directions.ts) and in each some positions near the one that divides the weight well.
 * The cheapest by this price wins: buildings cut (by far the dearest), length of the cut, how unequal the parts become,
 * and lines that fall into several stretches.
 */
import type { Density, Samples } from './density.ts';
import { likelyDirections } from './directions.ts';
import { halve, type CutLine, type Halves } from './halving.ts';
import type { Rings } from './lattice.ts';
import { Profile } from './profile.ts';
import { ringBox, ringsArea, ringsHold } from './rings.ts';

export interface Footprint {
	rings: Rings;
	/** [west, south, east, north] */
	box: readonly [number, number, number, number];
}

/** A straight cut, x0, y0, x1, y1. */
export type Cut = readonly [number, number, number, number];

interface Piece {
	rings: Rings;
	area: number;
	samples: Samples;
	buildings: readonly Footprint[];
}

/** A cut may touch the outer wall of a building up to this deep. */
const WALL_M = 0.3;
/** Cuts keep this far from a building where there is room. */
const ROOM_M = 3;
const MOST_DEPTH = 24;
/** Times the greatest weight up to which a piece stays whole when every cut would run through a building. */
const LEFT_WHOLE = 1.4;
/** Directions that are tried when the likely ones all cut a building. */
const MORE_DIRECTIONS = 12;
const PRICE = { building: 3, length: 1, unequal: 4, stretch: 0.35 };

/**
 * @param rings one region, shell counter-clockwise
 * @param buildings those that may touch it
 * @param maxWeight a piece up to this weight is left whole
 */
export function cutRegion(
	rings: Rings,
	buildings: readonly Footprint[],
	density: Density,
	maxWeight: number
): Cut[] {
	const cuts: Cut[] = [];
	const whole = { rings, area: ringsArea(rings), samples: density.samplesIn(rings), buildings };
	cutPiece(whole, density, maxWeight, 0, cuts);
	return cuts;
}

function cutPiece(piece: Piece, density: Density, maxWeight: number, depth: number, cuts: Cut[]): void {
	const weight = density.weight(piece.area, piece.samples);
	if (weight <= maxWeight || depth > MOST_DEPTH) return;
	const best = cheapestCut(piece, Math.max(2, Math.round(weight)), density);
	// Better one large grid than a building in two.
	if (!best || (best.buildings > 0 && weight < LEFT_WHOLE * maxWeight)) return;
	cuts.push(...best.halves.chords);
	for (const part of partsOf(piece, best.line, best.halves))
		cutPiece(part, density, maxWeight, depth + 1, cuts);
}

function partsOf(piece: Piece, { nx, ny, at }: CutLine, halves: Halves): Piece[] {
	const part = (rings: Rings, low: boolean, alone: boolean): Piece => {
		const samples: Samples = [];
		for (let k = 0; k < piece.samples.length; k += 2) {
			const x = piece.samples[k]!;
			const y = piece.samples[k + 1]!;
			if (x * nx + y * ny < at === low && (alone || ringsHold(rings, x, y))) samples.push(x, y);
		}
		return { rings, area: ringsArea(rings), samples, buildings: touching(piece.buildings, rings) };
	};
	return [
		...halves.low.map((rings) => part(rings, true, halves.low.length === 1)),
		...halves.high.map((rings) => part(rings, false, halves.high.length === 1))
	];
}

/** Buildings whose box meets that of the rings. */
function touching(buildings: readonly Footprint[], rings: Rings): Footprint[] {
	const [x0, y0, x1, y1] = ringBox(rings[0]!);
	return buildings.filter(({ box }) => box[0] <= x1 && box[2] >= x0 && box[1] <= y1 && box[3] >= y0);
}

interface Choice {
	line: CutLine;
	price: number;
	buildings: number;
}

function cheapestCut(
	piece: Piece,
	parts: number,
	density: Density
): (Choice & { halves: Halves }) | undefined {
	const choices: Choice[] = [];
	const look = (nx: number, ny: number) => {
		const profile = new Profile(piece.rings, piece.area, piece.samples, density, nx, ny);
		priceCuts(profile, obstaclesAlong(piece.buildings, nx, ny), piece.area, parts, choices);
	};
	const likely = likelyDirections(piece.rings);
	for (const [nx, ny] of likely) look(nx, ny);
	if (choices.every(({ buildings }) => buildings > 0)) {
		const [ux, uy] = likely[0]!;
		for (let k = 1; k < MORE_DIRECTIONS; k++) {
			const turn = (Math.PI * k) / MORE_DIRECTIONS;
			look(ux * Math.cos(turn) - uy * Math.sin(turn), ux * Math.sin(turn) + uy * Math.cos(turn));
		}
	}
	choices.sort((p, q) => p.price - q.price);
	for (const choice of choices.slice(0, 8)) {
		const halves = halve(piece.rings, choice.line);
		if (halves) return { ...choice, halves };
	}
	return undefined;
}

/** Stretches of positions at which a line would cut a building, sorted by their beginning. */
type Obstacles = (readonly [from: number, to: number])[];

function obstaclesAlong(buildings: readonly Footprint[], nx: number, ny: number): Obstacles {
	return buildings
		.map(({ rings }) => {
			const shell = rings[0]!;
			let [from, to] = [Infinity, -Infinity];
			for (let i = 0; i < shell.length; i += 2) {
				const s = shell[i]! * nx + shell[i + 1]! * ny;
				from = Math.min(from, s);
				to = Math.max(to, s);
			}
			return [from + WALL_M, to - WALL_M] as const;
		})
		.filter(([from, to]) => to > from)
		.sort((p, q) => p[0] - q[0]);
}

function priceCuts(
	profile: Profile,
	obstacles: Obstacles,
	area: number,
	parts: number,
	choices: Choice[]
): void {
	const share = Math.floor(parts / 2) / parts;
	const slack = Math.min(0.3 / parts, 0.14);
	const ideal = profile.position(share);
	const from = profile.position(share - slack);
	const to = profile.position(share + slack);
	const length = Math.sqrt(area);
	const { nx, ny } = profile;
	for (const at of positions(obstacles, from, ideal, to)) {
		const chord = profile.chord(at);
		if (chord.stretches === 0) continue;
		const cut = obstacles.reduce((count, [low, high]) => count + (low < at && at < high ? 1 : 0), 0);
		const unequal = (profile.share(at) - share) * parts;
		const price =
			PRICE.building * cut +
			PRICE.length * (chord.length / length) +
			PRICE.unequal * unequal * unequal +
			PRICE.stretch * (chord.stretches - 1);
		choices.push({ line: { nx, ny, at }, price, buildings: cut });
	}
}

/** The ideal position, some around it, and in every free stretch between buildings the best place. */
function positions(obstacles: Obstacles, from: number, ideal: number, to: number): number[] {
	const found = [ideal];
	for (const step of [0.33, 0.67, 1]) found.push(ideal + (to - ideal) * step, ideal + (from - ideal) * step);
	let free = from;
	const tryStretch = (low: number, high: number) => {
		if (high <= low) return;
		const room = Math.min(ROOM_M, (high - low) / 2);
		found.push(Math.min(high - room, Math.max(low + room, ideal)), (low + high) / 2);
	};
	for (const [low, high] of obstacles) {
		if (low >= to) break;
		if (low > free) tryStretch(free, low);
		free = Math.max(free, high);
	}
	tryStretch(free, to);
	return found;
}
