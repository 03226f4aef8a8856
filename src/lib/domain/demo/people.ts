/** How many live in a building, and of what age: counts that look like a town's, not persons. */
import type { LotUse } from './lots.ts';
import type { Random } from './random.ts';
import type { QuarterKind } from './settlements.ts';

/** Shares of the eight age bands, in thousandths. */
export const AGE_PROFILES = {
	old: [13, 16, 37, 20, 20, 574, 250, 70],
	settled: [24, 28, 60, 29, 27, 622, 172, 38],
	young: [45, 53, 86, 32, 24, 653, 92, 15],
	workers: [14, 12, 24, 10, 22, 872, 42, 4],
	village: [14, 17, 38, 19, 18, 478, 326, 90]
} as const;
export type AgeProfile = keyof typeof AGE_PROFILES;

export function profileOf(quarter: QuarterKind, use: LotUse, depth: number): AgeProfile {
	if (quarter === 'industry') return 'workers';
	if (quarter === 'new') return 'young';
	if (use === 'towers') return quarter === 'old' ? 'settled' : 'young';
	if (use === 'midrise') return quarter === 'south' || quarter === 'campus' ? 'young' : 'settled';
	if (use === 'lanes') return 'old';
	return depth > 0.5 && quarter === 'old' ? 'old' : 'settled';
}

const PER_HOUSEHOLD: Record<AgeProfile, number> = {
	old: 2.05,
	settled: 2.5,
	young: 2.85,
	workers: 2.2,
	village: 2.3
};
/** Share of homes lived in. */
const LIVED_IN: Record<AgeProfile, number> = {
	old: 0.93,
	settled: 0.94,
	young: 0.78,
	workers: 0.9,
	village: 0.82
};

/** Households and residents of a building with so many homes. */
export function people(
	dice: Random,
	homes: number,
	profile: AgeProfile
): { households: number; residents: number; ages: number[] } {
	let households = 0;
	if (homes <= 4) for (let i = 0; i < homes; i++) households += dice.chance(LIVED_IN[profile]) ? 1 : 0;
	else households = Math.round(homes * Math.min(1, Math.max(0.4, LIVED_IN[profile] + dice.normal() * 0.04)));
	const expected = households * PER_HOUSEHOLD[profile];
	const residents = households
		? Math.max(households, Math.round(expected + dice.normal() * Math.sqrt(expected) * 0.5))
		: 0;
	const shares = AGE_PROFILES[profile];
	const ages = shares.map(() => 0);
	let left = residents;
	let rest = 1000;
	// Each band takes its share of those who are left, rounded up or down by chance: the bands sum to the residents.
	for (const band of [7, 0, 1, 3, 4, 2, 6]) {
		const want = (left * shares[band]!) / rest;
		const n = Math.min(left, Math.floor(want + dice.next()));
		ages[band] = n;
		left -= n;
		rest -= shares[band]!;
	}
	ages[5] = left;
	return { households, residents, ages };
}
