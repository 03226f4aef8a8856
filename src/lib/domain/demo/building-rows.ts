/** Buildings set out on a lot in rows that face south as nearly as its streets allow. */
import { box, ell, horseshoe, place, slab, tower } from './footprints.ts';
import type { Lot, LotUse } from './lots.ts';
import { boxOf } from './parcel.ts';
import { insideRing, type Point, type Ring } from './plane.ts';
import type { Random } from './random.ts';

export interface Footprint {
	ring: Ring;
	at: Point;
	use: 'residential' | 'commercial' | 'industrial' | 'public' | 'agricultural';
	floors: number;
	households: number;
}

interface Row {
	/** Length, depth, gap to the next in the row and distance from row to row, metres. */
	size(dice: Random): { length: number; depth: number; gap: number };
	pitch(dice: Random): number;
	margin: number;
	/** Share of places left empty. */
	empty: number;
	build(dice: Random, length: number, depth: number): Omit<Footprint, 'ring' | 'at'> & { plan: Ring };
}

const home = (floors: number, households: number, plan: Ring) => ({
	use: 'residential' as const,
	floors,
	households,
	plan
});

const ROWS: Partial<Record<LotUse, Row>> = {
	lanes: {
		size: (d) => ({ length: d.between(10, 19), depth: d.between(7.5, 10), gap: d.between(1.5, 5) }),
		pitch: (d) => d.between(14, 18.5),
		margin: 1.5,
		empty: 0.08,
		build: (d, l, w) => {
			const floors = d.weighted([
				[1, 5],
				[2, 4],
				[3, 1]
			]);
			return home(
				floors,
				Math.max(1, Math.round((l * w * floors) / 95)),
				l > 15 && d.chance(0.5) ? ell(l, w + 3, 5.5) : box(l, w)
			);
		}
	},
	walkup: {
		size: (d) => ({ length: d.int(2, 5) * 14.5, depth: d.between(10.5, 12.5), gap: d.between(8, 14) }),
		pitch: (d) => d.between(25, 31),
		margin: 5,
		empty: 0.05,
		build: (d, l, w) => {
			const stairs = Math.round(l / 14.5);
			const floors = d.weighted([
				[5, 2],
				[6, 6],
				[7, 1]
			]);
			return home(floors, stairs * floors * 2, slab(l, w, stairs));
		}
	},
	midrise: {
		size: (d) => ({ length: d.int(2, 3) * 18, depth: d.between(12.5, 14.5), gap: d.between(14, 20) }),
		pitch: (d) => d.between(37, 43),
		margin: 8,
		empty: 0.06,
		build: (d, l, w) => {
			const stairs = Math.round(l / 18);
			const floors = d.int(8, 12);
			return home(floors, stairs * floors * 2, slab(l, w, stairs));
		}
	},
	towers: {
		size: (d) => ({
			length: d.chance(0.6) ? d.between(34, 42) : d.between(26, 30),
			depth: d.between(16, 21),
			gap: d.between(22, 34)
		}),
		pitch: (d) => d.between(54, 66),
		margin: 11,
		empty: 0.07,
		build: (d, l, w) => {
			const floors = d.int(17, 33);
			return home(floors, floors * 4, tower(l, w));
		}
	},
	works: {
		size: (d) => ({ length: d.between(48, 120), depth: d.between(22, 42), gap: d.between(12, 22) }),
		pitch: (d) => d.between(42, 58),
		margin: 9,
		empty: 0.16,
		build: (d, l, w) => ({
			use: 'industrial',
			floors: d.weighted([
				[1, 6],
				[2, 2],
				[4, 1]
			]),
			households: 0,
			plan: d.chance(0.15) ? ell(l, w, w * 0.55) : box(l, w)
		})
	},
	shops: {
		size: (d) => ({ length: d.between(24, 54), depth: d.between(13, 18), gap: d.between(3, 8) }),
		pitch: (d) => d.between(27, 36),
		margin: 3,
		empty: 0.08,
		build: (d, l, w) => {
			const floors = d.int(2, 6);
			const upper = d.chance(0.5) ? Math.round(((floors - 1) * l * w) / 110) : 0;
			return { use: 'commercial', floors, households: upper, plan: box(l, w) };
		}
	},
	mall: {
		size: (d) => ({ length: d.between(55, 105), depth: d.between(40, 62), gap: d.between(16, 28) }),
		pitch: (d) => d.between(70, 90),
		margin: 8,
		empty: 0.05,
		build: (d, l, w) => ({
			use: 'commercial',
			floors: d.int(3, 7),
			households: 0,
			plan: d.chance(0.4) ? ell(l, w, w * 0.6) : tower(l, w)
		})
	},
	market: {
		size: (d) => ({ length: d.between(40, 66), depth: d.between(18, 26), gap: d.between(8, 12) }),
		pitch: (d) => d.between(32, 38),
		margin: 4,
		empty: 0.1,
		build: (d, l, w) => ({ use: 'commercial', floors: d.int(1, 2), households: 0, plan: box(l, w) })
	},
	offices: {
		size: (d) => ({ length: d.between(32, 58), depth: d.between(18, 30), gap: d.between(20, 34) }),
		pitch: (d) => d.between(48, 64),
		margin: 10,
		empty: 0.1,
		build: (d, l, w) => ({
			use: 'commercial',
			floors: d.int(6, 26),
			households: 0,
			plan: d.chance(0.35) ? ell(l, w, w * 0.6) : tower(l, w)
		})
	},
	civic: {
		size: (d) => ({ length: d.between(46, 86), depth: d.between(15, 34), gap: d.between(16, 30) }),
		pitch: (d) => d.between(46, 66),
		margin: 9,
		empty: 0.14,
		build: (d, l, w) => ({
			use: 'public',
			floors: d.int(3, 9),
			households: 0,
			plan: w > 26 ? horseshoe(l, w, 11) : box(l, w)
		})
	},
	hospital: {
		size: (d) => ({ length: d.between(50, 88), depth: d.between(18, 30), gap: d.between(14, 22) }),
		pitch: (d) => d.between(40, 52),
		margin: 8,
		empty: 0.08,
		build: (d, l, w) => ({
			use: 'public',
			floors: d.int(4, 15),
			households: 0,
			plan: d.chance(0.5) ? ell(l, w + 12, 15) : box(l, w)
		})
	},
	school: {
		size: (d) => ({ length: d.between(44, 72), depth: d.between(10.5, 13), gap: d.between(10, 16) }),
		pitch: (d) => d.between(29, 36),
		margin: 8,
		empty: 0.06,
		build: (d, l, w) => ({
			use: 'public',
			floors: d.int(3, 5),
			households: 0,
			plan: d.chance(0.3) ? ell(l, w + 14, 11) : box(l, w)
		})
	}
};
ROWS.station = ROWS.mall!;

/** What is set out on a lot: the buildings, and where a lot has one, its court or sports ground. */
export function layOut(dice: Random, lot: Lot): { buildings: Footprint[]; court: Ring | null } {
	const row = ROWS[lot.use];
	if (!row) return { buildings: [], court: null };
	const frame = boxOf(lot.ring);
	// The frame's side that lies nearer to east and west, as a turn between -45 and 45 degrees.
	let turn = frame.turn;
	while (turn > Math.PI / 4) turn -= Math.PI / 2;
	while (turn <= -Math.PI / 4) turn += Math.PI / 2;
	const swapped = Math.abs(Math.cos(turn - frame.turn)) < 0.7;
	const [wide, high] = swapped ? [frame.across, frame.along] : [frame.along, frame.across];
	const [c, s] = [Math.cos(turn), Math.sin(turn)];
	const world = (u: number, v: number): Point => [
		frame.centre[0] + u * c - v * s,
		frame.centre[1] + u * s + v * c
	];
	const court = courtOf(dice, lot, wide, high, world);
	const buildings: Footprint[] = [];
	for (let v = -high / 2 + row.margin; v < high / 2 - row.margin;) {
		const depth = row.size(dice).depth;
		const middle = v + depth / 2;
		for (let u = -wide / 2 + row.margin; u < wide / 2 - row.margin;) {
			const { length, gap } = row.size(dice);
			const fits = (l: number): boolean => {
				const [a, b] = [l / 2 + row.margin * 0.5, depth / 2 + row.margin * 0.5];
				return [
					[-a, -b],
					[a, -b],
					[a, b],
					[-a, b],
					[0, -b],
					[0, b]
				].every(
					([x, y]) =>
						insideRing(world(u + l / 2 + x!, middle + y!), lot.ring) &&
						!(court && insideRing(world(u + l / 2 + x!, middle + y!), court))
				);
			};
			let l = length;
			if (!fits(l)) l *= 0.62;
			if (fits(l) && !dice.chance(row.empty)) {
				const at = world(u + l / 2, middle);
				const { plan, ...what } = row.build(dice, l, depth);
				const ring = place(plan, at, turn);
				if (ring.every((p) => insideRing(p, lot.ring))) buildings.push({ ...what, ring, at });
				u += l + gap;
			} else u += fits(l) ? l + gap : 7;
		}
		v += row.pitch(dice);
	}
	return { buildings, court };
}

/** A garden in the middle of a compound; a running track beside a school. */
function courtOf(
	dice: Random,
	lot: Lot,
	wide: number,
	high: number,
	world: (u: number, v: number) => Point
): Ring | null {
	const garden = ['towers', 'midrise', 'walkup', 'civic', 'offices'].includes(lot.use);
	if (lot.use === 'school' && wide > 100 && high > 80) {
		const [a, b] = [Math.min(80, wide * 0.28), Math.min(42, high * 0.24)];
		const [u, v] = [wide / 2 - a - 10, -high / 2 + b + 12];
		return oval(a, b, u, v, world);
	}
	if (!garden || lot.area < (lot.use === 'walkup' ? 22_000 : 14_000)) return null;
	const share = lot.use === 'walkup' ? 0.1 : 0.17;
	const u = dice.between(-0.08, 0.08) * wide;
	return oval(wide * share, high * share, u, dice.between(-0.08, 0.08) * high, world);
}

function oval(a: number, b: number, u: number, v: number, world: (u: number, v: number) => Point): Ring {
	return Array.from({ length: 16 }, (_, i) => {
		const t = (i / 16) * 2 * Math.PI;
		// Between a box and an ellipse.
		const k = 1 / Math.pow(Math.abs(Math.cos(t)) ** 3 + Math.abs(Math.sin(t)) ** 3, 1 / 3);
		return world(u + a * k * Math.cos(t), v + b * k * Math.sin(t));
	});
}
