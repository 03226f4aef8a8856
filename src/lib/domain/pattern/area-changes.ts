/** In which areas more is reported than in another period, and in which less, with how likely each is by chance. */
import { adjustedPValues } from './false-discovery.ts';
import { compareRates, type RateComparison } from './rate-comparison.ts';

/** Cases of an area in the two periods. */
export interface Counted {
	now: number;
	before: number;
}

export interface Change extends RateComparison {
	/** p, adjusted for that every area was compared. */
	q: number;
}

/** False discovery rate up to which a change is taken for one. */
export const CHANGED_BELOW = 0.05;

export interface Changes<Area> {
	/** Where more is reported, the surest first. */
	more: (Area & Change)[];
	/** Where less is reported, the surest first. */
	fewer: (Area & Change)[];
	/** Of how many areas with more, and with less, these are told. */
	allMore: number;
	allFewer: number;
	/** How many areas were compared, and for how many of each the change is taken for one. */
	compared: number;
	risen: number;
	fallen: number;
}

/**
 * @param days how long each period was
 * @param most areas told of each
 */
export function areaChanges<Area extends Counted>(
	areas: readonly Area[],
	days: Readonly<Record<keyof Counted, number>>,
	most: number
): Changes<Area> {
	const compared = areas.map(({ now, before }) =>
		compareRates({ count: now, days: days.now }, { count: before, days: days.before })
	);
	const q = adjustedPValues(compared.map(({ p }) => p));
	const all = areas.map((area, at) => ({ ...area, ...compared[at]!, q: q[at]! }));
	const risen = ({ now, before }: Counted) => now / days.now > before / days.before;
	const fallen = ({ now, before }: Counted) => now / days.now < before / days.before;
	const difference = ({ now, before }: Counted) => Math.abs(now / days.now - before / days.before);
	// Of equally sure ones the larger change first.
	const surest = (of: (area: Counted) => boolean) =>
		all.filter(of).sort((one, other) => one.p - other.p || difference(other) - difference(one));
	const [more, fewer] = [surest(risen), surest(fallen)];
	const sure = (changes: readonly Change[]) => changes.filter((change) => change.q <= CHANGED_BELOW).length;
	return {
		more: more.slice(0, most),
		fewer: fewer.slice(0, most),
		allMore: more.length,
		allFewer: fewer.length,
		compared: areas.length,
		risen: sure(more),
		fallen: sure(fewer)
	};
}
