/**
 * What is wrong in a grid, the worst first. Pure data: the sentences are in words/. Missing data is never a
 * finding; it is counted beside them, so that "nothing is wrong" is not said of what nobody knows.
 */
import type { CardDuty, CardFacility, GridCard } from './card.ts';

export interface Named {
	code: string;
	name_zh: string;
	name_en: string;
}

export type Finding =
	/** Three duties or more for which nobody answers on the whole grid; `of` is how many duties there are. */
	| { kind: 'abandoned'; duties: Named[]; of: number }
	/** Nobody answers for m² of the grid; residents on it (null: not known). `whole`: on all of it. */
	| { kind: 'gap'; duty: Named; m2: number; residents: number | null; whole: boolean }
	/** `leads`: how many organisations lead by document somewhere in the grid. */
	| { kind: 'overlap'; duty: Named; m2: number; residents: number | null; whole: boolean; leads: number }
	/** Residents of the age served who live beyond the radius (metres) of every facility of the type. */
	| {
			kind: 'unreached';
			facility: Named;
			outside: number;
			ofAge: number;
			radius: number;
			ageFrom: number | null;
			ageTo: number | null;
	  }
	/** `more`: the card's list was full, so there may be more. */
	| { kind: 'incidents-overdue'; count: number; more: boolean }
	| { kind: 'greening-overdue'; count: number }
	/** A duty was passed down, the staff and the money were not (权随责走、费随事转). */
	| { kind: 'without-means'; duty: Named; organisation: string }
	/** Nobody leads by document on m²; the territory answers. One finding for all such duties, the most ground first. */
	| { kind: 'fallback'; duties: (Named & { m2: number; whole: boolean })[] };

export interface Summary {
	findings: Finding[];
	/** Duties of which every square metre is clear. */
	clearDuties: number;
	/** Facility types of which nothing is known here. */
	unknownFacilities: number;
	/** Facility types for which nobody of the age that they serve lives here: they reach nobody and miss nobody. */
	unneededFacilities: number;
	/** How many facility types there are. */
	facilities: number;
}

/** Less ground than this is the width of a drawn line, not a gap: square metres. */
export const LEAST_M2 = 1;
/** A grid's worth of a state, allowing for rounding. */
export const WHOLE = 0.999;
const ABANDONED_FROM = 3;
const LIST_LENGTH = 20;

/** Rank of each kind; within a kind the larger share of the grid (or of the residents) comes first. */
const WEIGHT: Record<Finding['kind'], number> = {
	abandoned: 9,
	gap: 8,
	overlap: 7,
	unreached: 6,
	'incidents-overdue': 5,
	'greening-overdue': 4,
	'without-means': 3,
	fallback: 2
};
/** Gaps and overlaps of less than this share of the grid, with nobody living on them, come last. */
const TRIFLE = 0.01;

export function summarise(
	card: Pick<GridCard, 'grid' | 'duties' | 'facilities' | 'incidents' | 'greening'>
): Summary {
	const ranked: { finding: Finding; rank: number }[] = [];
	const add = (finding: Finding, share: number, trifle = false) =>
		ranked.push({ finding, rank: (trifle ? 0 : WEIGHT[finding.kind]) + Math.min(share, 1) * 0.99 });
	const share = (m2: number) => m2 / card.grid.area_m2;

	const abandoned = card.duties.filter((duty) => share(duty.ground.gap.m2) >= WHOLE);
	const together = abandoned.length >= ABANDONED_FROM;
	if (together) add({ kind: 'abandoned', duties: abandoned.map(named), of: card.duties.length }, 1);

	for (const duty of card.duties) {
		const { gap, overlap } = duty.ground;
		if (gap.m2 >= LEAST_M2 && !(together && abandoned.includes(duty)))
			add(
				{ kind: 'gap', duty: named(duty), ...gap, whole: share(gap.m2) >= WHOLE },
				share(gap.m2),
				share(gap.m2) < TRIFLE && !gap.residents
			);
		if (overlap.m2 >= LEAST_M2)
			add(
				{
					kind: 'overlap',
					duty: named(duty),
					...overlap,
					whole: share(overlap.m2) >= WHOLE,
					leads: new Set(duty.leads.map((lead) => lead.organisation.code)).size
				},
				share(overlap.m2),
				share(overlap.m2) < TRIFLE && !overlap.residents
			);
		const bare = duty.leads.find(withoutMeans);
		if (bare) add({ kind: 'without-means', duty: named(duty), organisation: bare.organisation.name }, 0);
	}
	const fallback = card.duties
		.map((duty) => ({ ...named(duty), m2: duty.ground.fallback.m2 }))
		.filter(({ m2 }) => m2 >= LEAST_M2)
		.map((duty) => ({ ...duty, whole: share(duty.m2) >= WHOLE }))
		.sort((one, other) => other.m2 - one.m2);
	if (fallback.length > 0) add({ kind: 'fallback', duties: fallback }, 0);

	for (const facility of card.facilities) {
		const outside = unreached(facility);
		if (outside === null || outside === 0) continue;
		const ofAge = facility.residents_of_age!;
		add(
			{
				kind: 'unreached',
				facility: { code: facility.type_code, name_zh: facility.name_zh, name_en: facility.name_en },
				outside,
				ofAge,
				radius: facility.radius_m,
				ageFrom: facility.age_from,
				ageTo: facility.age_to
			},
			outside / ofAge
		);
	}
	const late = card.incidents?.list.filter((incident) => incident.overdue).length ?? 0;
	if (late > 0) add({ kind: 'incidents-overdue', count: late, more: late >= LIST_LENGTH }, late / 1000);
	const neglected = card.greening?.overdue ?? 0;
	if (neglected > 0) add({ kind: 'greening-overdue', count: neglected }, neglected / 1000);

	return {
		// Array.sort is stable: equals stay in the catalogue's order.
		findings: ranked.sort((one, other) => other.rank - one.rank).map(({ finding }) => finding),
		clearDuties: card.duties.filter((duty) => share(duty.ground.clear.m2) >= WHOLE).length,
		unknownFacilities: card.facilities.filter((facility) => facility.residents_of_age === null).length,
		unneededFacilities: card.facilities.filter((facility) => facility.residents_of_age === 0).length,
		facilities: card.facilities.length
	};
}

/** Residents of the age served who live beyond reach; null: no data. */
export function unreached(facility: CardFacility): number | null {
	if (facility.residents_of_age === null || facility.residents_within === null) return null;
	return facility.residents_of_age - facility.residents_within;
}

/** Known to have come with neither staff nor money. Where one of the two is not known, nothing is claimed. */
export function withoutMeans(party: { staff_posts: number | null; budget_yuan: number | null }): boolean {
	return party.staff_posts === 0 && party.budget_yuan === 0;
}

function named(duty: CardDuty): Named {
	return { code: duty.code, name_zh: duty.name_zh, name_en: duty.name_en };
}
