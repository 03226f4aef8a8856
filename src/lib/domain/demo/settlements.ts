/** Where people live: the old town and the quarters around it, the country towns, the villages. */
import { makeNoise } from './noise.ts';
import { NearestLine, Points } from './near.ts';
import { distance, insideRing, type Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Terrain } from './terrain.ts';

export type QuarterKind = 'old' | 'new' | 'south' | 'industry' | 'campus' | 'town';

export interface Quarter {
	kind: QuarterKind;
	centre: Point;
	rx: number;
	ry: number;
	/** Turn of the ellipse, radians. */
	turn: number;
	/** Direction of its main streets, radians. */
	heading: number;
}

export interface Village {
	at: Point;
	/** Metres from the middle to the last house. */
	radius: number;
	heading: number;
	houses: number;
}

export interface Settlements {
	quarters: Quarter[];
	towns: Quarter[];
	villages: Village[];
	/** How far inside a quarter: 1 in its middle, 0 at its edge, negative outside; and which. */
	urban(p: Point): { depth: number; quarter: Quarter };
}

export function makeSettlements(dice: Random, terrain: Terrain): Settlements {
	const { k } = terrain;
	const quarter = (
		kind: QuarterKind,
		[x, y]: Point,
		[rx, ry]: Point,
		turn: number,
		heading: number
	): Quarter => ({
		kind,
		centre: [x * 1000 * k, y * 1000 * k],
		rx: rx * 1000 * k,
		ry: ry * 1000 * k,
		turn,
		heading
	});
	const quarters = [
		quarter('old', [-0.3, 1.5], [5.3, 4.2], 0.1, 0.1),
		quarter('new', [8.7, 1.7], [3.2, 2.8], 0.3, 0.42),
		quarter('south', [1.4, -4.5], [3.1, 2.1], -0.1, -0.14),
		quarter('industry', [-5.6, -5.4], [2.5, 1.8], 0.5, 0.52),
		quarter('campus', [-7.3, 4.2], [2.1, 1.9], 0.2, 0.25)
	];
	const towns = placeTowns(dice.fork('towns'), terrain);
	const edge = makeNoise(dice.fork('edge').int(1, 1e9), 1700, 3);
	const all = [...quarters, ...towns];
	const urban: Settlements['urban'] = (p) => {
		let depth = -Infinity;
		let best = all[0]!;
		for (const q of all) {
			const [dx, dy] = [p[0] - q.centre[0], p[1] - q.centre[1]];
			if (Math.abs(dx) > q.rx * 2.5 && Math.abs(dy) > q.ry * 2.5) continue;
			const u = (dx * Math.cos(q.turn) + dy * Math.sin(q.turn)) / q.rx;
			const v = (dy * Math.cos(q.turn) - dx * Math.sin(q.turn)) / q.ry;
			const d = 1 - Math.hypot(u, v) + (q.kind === 'town' ? 0.3 : 0.2) * edge(p[0], p[1]);
			if (d > depth) [depth, best] = [d, q];
		}
		return { depth, quarter: best };
	};
	const villages = placeVillages(dice.fork('villages'), terrain, urban);
	return { quarters, towns, villages, urban };
}

function placeTowns(dice: Random, terrain: Terrain): Quarter[] {
	const { k } = terrain;
	const towns: Quarter[] = [];
	const wanted = Math.max(3, Math.round(16 * k));
	for (let spacing = 8200 * k; towns.length < wanted && spacing > 1500 * k; spacing *= 0.93)
		for (let tries = 0; tries < 260 && towns.length < wanted; tries++) {
			const at: Point = [dice.between(-29, 29) * 1000 * k, dice.between(-24, 24) * 1000 * k];
			const wet = terrain.bank(at);
			if (Math.hypot(at[0] * 0.9, at[1]) < 11_500 * k || terrain.hill(...at) > 0.3) continue;
			if (wet && wet.metres < 420) continue;
			if (towns.some((town) => distance(town.centre, at) < spacing)) continue;
			const around = Array.from({ length: 12 }, (_, i): Point => [
				at[0] + Math.cos(i / 1.91) * 2600 * k,
				at[1] + Math.sin(i / 1.91) * 2600 * k
			]);
			if (!around.every(terrain.inside)) continue;
			if (terrain.lakes.some(({ ring }) => around.some((p) => insideRing(p, ring)))) continue;
			const radius = dice.between(560, 900) * (dice.chance(0.2) ? 1.35 : 1) * Math.max(0.72, k);
			const heading = wet && wet.metres < 1200 ? wet.heading : dice.between(-0.5, 0.5);
			towns.push({
				kind: 'town',
				centre: at,
				rx: radius * dice.between(1.05, 1.45),
				ry: radius * dice.between(0.7, 0.95),
				turn: heading,
				heading
			});
		}
	return towns;
}

function placeVillages(dice: Random, terrain: Terrain, urban: Settlements['urban']): Village[] {
	const { k } = terrain;
	const villages: Village[] = [];
	const taken = new Points<null>(2000);
	const wanted = Math.round(400 * k * k);
	const beds = new NearestLine<null>(300);
	for (const line of terrain.streams) beds.add(line, null);
	const fertile = makeNoise(dice.int(1, 1e9), 7000 * k, 2);
	for (let tries = 0; tries < 16_000 && villages.length < wanted; tries++) {
		const at: Point = [dice.between(-32, 32) * 1000 * k, dice.between(-27, 27) * 1000 * k];
		if (!terrain.inside(at)) continue;
		const height = terrain.hill(...at);
		if (height > 0.33 || (height > 0.18 && dice.chance(0.7))) continue;
		// Close together on good land, far apart on poor.
		const spacing = 1250 + 600 * Math.max(0, fertile(...at) + 0.3) + 1500 * Math.max(0, height);
		if (taken.any(at, spacing)) continue;
		const radius = dice.between(72, 128) * (dice.chance(0.15) ? 1.45 : 1);
		const wet = terrain.bank(at);
		if ((wet && wet.metres < radius + 130) || beds.nearest(at, radius * 1.5 + 25)) continue;
		if (urban(at).depth > -0.16 || terrain.lakes.some(({ ring }) => nearRing(at, ring, radius + 120)))
			continue;
		const around = Array.from({ length: 8 }, (_, i): Point => [
			at[0] + Math.cos(i / 1.273) * (radius + 120),
			at[1] + Math.sin(i / 1.273) * (radius + 120)
		]);
		if (!around.every(terrain.inside) || around.some((p) => urban(p).depth > -0.05)) continue;
		taken.add(at, null);
		villages.push({ at, radius, heading: dice.normal() * 0.16, houses: 0 });
	}
	return villages;
}

function nearRing(p: Point, ring: Point[], metres: number): boolean {
	return insideRing(p, ring) || ring.some((q) => distance(p, q) < metres);
}
