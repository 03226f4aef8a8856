/** Villages: rows of houses along lanes, thinning out at the edge; sheds and greenhouses around. */
import { box, ell, place } from './footprints.ts';
import type { Footprint } from './building-rows.ts';
import { makeNoise } from './noise.ts';
import type { Line, Point, Ring } from './plane.ts';
import type { Random } from './random.ts';
import type { Village } from './settlements.ts';
import type { Terrain } from './terrain.ts';

export interface VillageGround {
	edge: Ring;
	lanes: Line[];
	buildings: Footprint[];
	/** Middle of the village, where its square is. */
	square: Point;
}

export function buildVillage(
	dice: Random,
	village: Village,
	terrain: Terrain,
	roadNear: (p: Point, metres: number) => boolean
): VillageGround {
	const noise = makeNoise(dice.int(1, 1e9), 1.2, 3);
	const { at, radius, heading } = village;
	const stretch = dice.between(1.05, 1.6);
	const edgeAt = (t: number): number => radius * (1 + 0.28 * noise(Math.cos(t) + 2, Math.sin(t)));
	const [c, s] = [Math.cos(heading), Math.sin(heading)];
	const world = (u: number, v: number): Point => [at[0] + u * c - v * s, at[1] + u * s + v * c];
	const within = (u: number, v: number): boolean =>
		Math.hypot(u / stretch, v * stretch ** 0.5) < edgeAt(Math.atan2(v, u));
	const buildings: Footprint[] = [];
	const lanes: Line[] = [];
	const pitch = dice.between(17, 20);
	const rows = Math.ceil((radius * 1.4) / (2 * pitch));
	for (let j = -rows; j <= rows; j++) {
		const lane = j * (2 * pitch + 3);
		let [west, east] = [Infinity, -Infinity];
		for (const side of [-1, 1]) {
			const v = lane + side * (pitch / 2 + 1.5);
			for (let u = -radius * stretch * 1.3; u < radius * stretch * 1.3;) {
				const l = dice.between(9.5, 14.5);
				// A cross lane every 90 metres or so.
				if (Math.abs(((u + l / 2 + 4500) % 90) - 45) < 6) {
					u += 12;
					continue;
				}
				const p = world(u + l / 2, v);
				if (within(u, v) && within(u + l, v) && Math.hypot(u, v) > 16 && !dice.chance(0.13)) {
					if (!roadNear(p, 13)) {
						const depth = dice.between(7.5, 9.5);
						const plan = dice.chance(0.3) ? ell(l, depth + 4, 4.5) : box(l, depth);
						const turn = heading + dice.normal() * 0.02;
						const floors = dice.weighted([
							[1, 5],
							[2, 6],
							[3, 1]
						]);
						buildings.push({
							ring: place(plan, p, turn),
							at: p,
							use: 'residential',
							floors,
							households: dice.chance(0.9) ? 1 : 2
						});
						if (u < west) west = u;
						if (u + l > east) east = u + l;
					}
				}
				u += l + dice.between(2.2, 5);
			}
		}
		if (east - west > 30)
			lanes.push([world(west - 4, lane), world((west + east) / 2, lane), world(east + 4, lane)]);
	}
	cross(lanes, world, radius, stretch, within);
	const edge = Array.from({ length: 22 }, (_, i): Point => {
		const t = (i / 22) * 2 * Math.PI;
		const r = edgeAt(t) + 16;
		return world(Math.cos(t) * r * stretch, (Math.sin(t) * r) / stretch ** 0.5);
	});
	outbuildings(dice, village, terrain, roadNear, buildings);
	return { edge, lanes, buildings, square: at };
}

/** One lane through the village from south to north, and more where it is wide. */
function cross(
	lanes: Line[],
	world: (u: number, v: number) => Point,
	radius: number,
	stretch: number,
	within: (u: number, v: number) => boolean
): void {
	for (let u = Math.ceil((-radius * stretch) / 90) * 90; u <= radius * stretch; u += 90) {
		const line: Line = [];
		for (let v = -radius * 1.2; v <= radius * 1.2; v += 20) if (within(u, v)) line.push(world(u, v));
		if (line.length > 2) lanes.push(line);
	}
}

function outbuildings(
	dice: Random,
	{ at, radius, heading }: Village,
	terrain: Terrain,
	roadNear: (p: Point, metres: number) => boolean,
	buildings: Footprint[]
): void {
	for (let farm = 0; farm < 2; farm++) {
		if (!dice.chance(0.5)) continue;
		const t = dice.between(0, 6.28);
		const middle: Point = [
			at[0] + Math.cos(t) * (radius * 1.9 + 130),
			at[1] + Math.sin(t) * (radius * 1.9 + 130)
		];
		const wet = terrain.bank(middle);
		const around: Point[] = [-120, 120].flatMap((d): Point[] => [
			[middle[0] + d, middle[1]],
			[middle[0], middle[1] + d]
		]);
		if (!around.every(terrain.inside) || (wet && wet.metres < 160) || roadNear(middle, 110)) continue;
		const rows = dice.int(4, 9);
		const length = dice.between(50, 85);
		for (let i = 0; i < rows; i++) {
			const v = (i - rows / 2) * 14;
			const p: Point = [middle[0] - v * Math.sin(heading), middle[1] + v * Math.cos(heading)];
			if (roadNear(p, 48)) continue;
			buildings.push({
				ring: place(box(length, 8.5), p, heading),
				at: p,
				use: 'agricultural',
				floors: 1,
				households: 0
			});
		}
	}
}
