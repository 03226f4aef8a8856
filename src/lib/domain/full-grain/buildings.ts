/** Buildings of a cell: in rows as the cell lies, none across its edge, with the people who live there as counts. */
import type { DemoBuilding } from '../demo/city-data.ts';
import { people, type AgeProfile } from '../demo/people.ts';
import { insideRing, round2, signedArea, type Ring } from '../demo/plane.ts';
import type { Random } from '../demo/random.ts';
import { within } from './lattice.ts';

export type FullBuilding = Omit<DemoBuilding, 'name' | 'block' | 'at' | 'community'>;

type Use = FullBuilding['use'];
const IN_TOWN: readonly (readonly [Use, number])[] = [
	['residential', 66],
	['commercial', 17],
	['public', 8],
	['industrial', 9]
];
const IN_COUNTRY: readonly (readonly [Use, number])[] = [
	['residential', 68],
	['agricultural', 18],
	['industrial', 7],
	['commercial', 4],
	['public', 3]
];
/** Share of the cell, from each side, that its displaced edges may take. */
const MARGIN = 0.18;

/**
 * @param ring of the cell, metric frame
 * @param count how many
 * @param town 0 open country to 1 the middle of the city
 * @param address of the nth building, from 1
 */
export function buildingsIn(
	dice: Random,
	ring: Ring,
	count: number,
	town: number,
	address: (nth: number) => string
): FullBuilding[] {
	const side = Math.ceil(Math.sqrt(count));
	return dice
		.shuffle(Array.from({ length: side * side }, (_, slot) => slot))
		.slice(0, count)
		.sort((a, b) => a - b)
		.map((slot, i) => {
			const footprint = footprintIn(dice, ring, slot % side, Math.floor(slot / side), side);
			return { ring: footprint, address: address(i + 1), ...living(dice, signedArea(footprint), town) };
		});
}

function footprintIn(dice: Random, ring: Ring, column: number, row: number, side: number): Ring {
	const slot = (1 - 2 * MARGIN) / side;
	// Farmhouses do not fill a hectare.
	const most = Math.min(1, 0.3 / slot);
	const [width, depth] = [dice.between(0.5, 0.84) * most, dice.between(0.4, 0.8) * most];
	const u = MARGIN + (column + dice.between(0.46, 0.54)) * slot;
	const v = MARGIN + (row + dice.between(0.46, 0.54)) * slot;
	for (let size = 1; ; size /= 2) {
		const [du, dv] = [(width * slot * size) / 2, (depth * slot * size) / 2];
		const out: Ring = (
			[
				[u - du, v - dv],
				[u + du, v - dv],
				[u + du, v + dv],
				[u - du, v + dv]
			] as const
		).map(([x, y]) => {
			const [east, north] = within(ring, x, y);
			return [round2(east), round2(north)];
		});
		if (out.every((p) => insideRing(p, ring)) && !ring.some((p) => insideRing(p, out))) return out;
	}
}

function living(dice: Random, ground: number, town: number): Omit<FullBuilding, 'ring' | 'address'> {
	const urban = dice.next() < town * 1.15;
	const use = dice.weighted(urban ? IN_TOWN : IN_COUNTRY);
	const tall = use === 'residential' && urban && ground > 150 && dice.chance(0.25 * town);
	const floors = tall
		? dice.int(11, 33)
		: urban
			? dice.int(2, use === 'residential' ? 7 : 6)
			: dice.int(1, 3);
	const height = Math.round(floors * (use === 'residential' ? 3 : 3.9) * 10) / 10;
	if (use !== 'residential') return { use, floors, height, households: null, residents: null, ages: null };
	const homes = urban ? Math.max(1, Math.round((floors * Math.min(ground, 320)) / 170)) : dice.int(1, 2);
	return { use, floors, height, ...people(dice, homes, profile(dice, urban, town)) };
}

function profile(dice: Random, urban: boolean, town: number): AgeProfile {
	if (!urban) return 'village';
	if (town > 0.75 && dice.chance(0.5)) return 'old';
	return dice.pick(['settled', 'settled', 'young', 'workers']);
}
