/** Cases counted by their classes, under either of the two national lists. */
import { addDays, isDay } from '../calendar/days.ts';
import { CLASS_KINDS, EDITION, FORMER_EDITION, type ClassKind } from './classes.ts';

export const COUNTED_EDITIONS = [EDITION, FORMER_EDITION] as const;
export type CountedEdition = (typeof COUNTED_EDITIONS)[number];

export interface CountsFilter {
	edition: CountedEdition;
	/** YYYY-MM-DD, both included. */
	from: string;
	to: string;
	/** Code of an area, with all below it; null: all within reach. */
	area: string | null;
}

const YEAR_DAYS = 365;
const CODE = /^[0-9A-Za-z_-]{1,40}$/;

/** What cannot be read is as if it were not there: a year up to today. @param today YYYY-MM-DD */
export function parseCountsFilter(asked: URLSearchParams, today: string): CountsFilter {
	const day = (name: string) => {
		const said = asked.get(name) ?? '';
		return isDay(said) ? said : null;
	};
	const to = day('to') ?? today;
	const from = day('from') ?? addDays(to, 1 - YEAR_DAYS);
	const area = asked.get('area') ?? '';
	return {
		edition: COUNTED_EDITIONS.find((one) => one === asked.get('edition')) ?? EDITION,
		// Who turns the two round means the same days.
		...(from <= to ? { from, to } : { from: to, to: from }),
		area: CODE.test(area) ? area : null
	};
}

/** The address of the same with something else asked for. */
export function countsQuery(filter: CountsFilter, change: Partial<CountsFilter> = {}): string {
	const { edition, from, to, area } = { ...filter, ...change };
	return `?${new URLSearchParams({ edition, from, to, ...(area !== null && { area }) }).toString()}`;
}

export interface ClassCount {
	/** Of the class under which these are counted; null: they cannot be translated into this edition. */
	class: {
		id: number;
		edition: string;
		kind: ClassKind;
		code: string | null;
		group: string;
		name_zh: string;
		name_en: string | null;
	} | null;
	cases: number;
	/** Of them those that have not ended, and those that were filed under a class of another edition. */
	open: number;
	converted: number;
}

export interface CountsOfKind {
	kind: ClassKind | null;
	cases: number;
	open: number;
	/** Most cases first. */
	lines: ClassCount[];
}

const add = (lines: readonly ClassCount[], of: 'cases' | 'open') =>
	lines.reduce((sum, line) => sum + line[of], 0);

/** Kind by kind, those that cannot be translated last; a kind without cases is left out. */
export function countsByKind(counts: readonly ClassCount[]): CountsOfKind[] {
	return [...CLASS_KINDS, null].flatMap((kind) => {
		const lines = counts
			.filter((one) => (one.class?.kind ?? null) === kind)
			.sort((one, other) => other.cases - one.cases);
		return lines.length > 0 ? [{ kind, cases: add(lines, 'cases'), open: add(lines, 'open'), lines }] : [];
	});
}

export const totalOf = (kinds: readonly CountsOfKind[]): { cases: number; open: number } => ({
	cases: kinds.reduce((sum, one) => sum + one.cases, 0),
	open: kinds.reduce((sum, one) => sum + one.open, 0)
});
