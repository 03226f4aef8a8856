/**
 * The direction that streets take at a place, as a field over the plane (Chen et al. 2008, "Interactive procedural
 * street modeling"): each quarter has its own, the old town's heart runs in rings and rays, and along the river and
 * the ring road streets run with them or across.
 */
import { makeNoise } from './noise.ts';
import { NearestLine } from './near.ts';
import type { Line, Point } from './plane.ts';
import type { Random } from './random.ts';
import type { Settlements } from './settlements.ts';
import type { Terrain } from './terrain.ts';

/** Radians: the way of the first family of streets; the second crosses it at a right angle. */
export type StreetField = (p: Point) => number;

export function makeStreetField(
	dice: Random,
	terrain: Terrain,
	settlements: Settlements,
	guides: Line[]
): StreetField {
	const { k } = terrain;
	const sway = makeNoise(dice.int(1, 1e9), 2900, 2);
	const guide = new NearestLine<null>(500);
	for (const line of guides) guide.add(line, null);
	const rays: { at: Point; reach: number; weight: number }[] = [
		{ at: [0.3 * 1000 * k, 0.4 * 1000 * k], reach: 1500 * k, weight: 1.6 },
		{ at: [9.6 * 1000 * k, 1.9 * 1000 * k], reach: 1500 * k, weight: 1.1 }
	];
	const places = [...settlements.quarters, ...settlements.towns];
	return (p) => {
		let c = 0;
		let s = 0;
		const add = (angle: number, weight: number): void => {
			c += Math.cos(2 * angle) * weight;
			s += Math.sin(2 * angle) * weight;
		};
		add(0.08, 0.05);
		for (const { centre, rx, heading } of places) {
			const d = Math.hypot(p[0] - centre[0], p[1] - centre[1]) / rx;
			if (d < 3) add(heading, Math.exp(-d * d));
		}
		for (const { at, reach, weight } of rays) {
			const [dx, dy] = [p[0] - at[0], p[1] - at[1]];
			const d = Math.hypot(dx, dy) / reach;
			if (d < 3) add(Math.atan2(dy, dx), weight * Math.exp(-d * d) * Math.min(1, d * 3));
		}
		const wet = terrain.bank(p);
		if (wet && wet.main) add(wet.heading, 2.4 * Math.exp(-(Math.max(0, wet.metres) / 800)));
		else if (wet) add(wet.heading, 0.9 * Math.exp(-(Math.max(0, wet.metres) / 350)));
		const by = guide.nearest(p, 1400);
		if (by) add(by.heading, 2 * Math.exp(-(by.metres / 600)));
		return Math.atan2(s, c) / 2 + 0.15 * sway(p[0], p[1]);
	};
}
