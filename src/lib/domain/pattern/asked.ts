/** What is asked of the patterns of cases, as it stands in the address of their page. */
import { addDays, daysBetween, isDay } from '../calendar/days.ts';
import { CLASS_KINDS, type ClassKind } from '../incident/classes.ts';
import { hoursText, parseHours, type Hours } from './hours.ts';

/** Which cases are counted. */
export interface Question {
	/** Days, YYYY-MM-DD, both included. */
	from: string;
	to: string;
	kind: ClassKind | null;
	/** Id of a class, with what it was in older editions. */
	class: number | null;
	/** Code of an area, with all below it. */
	area: string | null;
	/** Of the week; empty: all. */
	hours: Hours;
}

export const PATTERN_VIEWS = ['points', 'heat', 'bins', 'hot'] as const;
export type PatternView = (typeof PATTERN_VIEWS)[number];
/** With what a period is compared: as many days right before it, or the same days of the year before. */
export const COMPARED = ['before', 'year'] as const;
export type Compared = (typeof COMPARED)[number];
/** By which areas two periods are compared. */
export const COMPARED_LEVELS = ['street', 'community', 'duty_grid'] as const;
export type ComparedLevel = (typeof COMPARED_LEVELS)[number];
/** How far hot spots reach, metres. */
export const REACHES = [300, 500, 1000] as const;
export type PatternReach = (typeof REACHES)[number];

export interface PatternAsked extends Question {
	view: PatternView;
	compare: Compared;
	by: ComparedLevel;
	reach: PatternReach;
	/** The stretch of the period that the map shows: days, both included; null: all of it. */
	window: readonly [from: string, to: string] | null;
}

/** Periods up to today that are offered, in days. */
export const PRESETS = { week: 7, month: 30, quarter: 90, year: 365 } as const;
export type Preset = keyof typeof PRESETS;
/** Two years, so that one can be told from the other. */
export const MOST_DAYS = 731;

const CODE = /^[0-9A-Z]{2,20}$/;
const USUAL = { view: 'points', compare: 'before', by: 'street', reach: 500 } as const;

export const presetPeriod = (preset: Preset, today: string) => ({
	from: addDays(today, 1 - PRESETS[preset]),
	to: today
});

export const daysOf = ({ from, to }: Pick<Question, 'from' | 'to'>): number => daysBetween(from, to) + 1;

/**
 * What cannot be read is as if it were not there.
 * @param today YYYY-MM-DD: the last day of a period that is not said
 */
export function parsePatternAsked(asked: URLSearchParams, today: string): PatternAsked {
	const choice = <T extends string>(name: string, of: readonly T[], usual: T): T =>
		of.find((one) => one === asked.get(name)) ?? usual;
	const period = periodOf(asked.get('from'), asked.get('to'), today);
	const of = asked.get('class') ?? '';
	const area = asked.get('area')?.toUpperCase() ?? '';
	return {
		...period,
		kind: CLASS_KINDS.find((kind) => kind === asked.get('kind')) ?? null,
		class: /^[1-9]\d{0,8}$/.test(of) ? Number(of) : null,
		area: CODE.test(area) ? area : null,
		hours: parseHours(asked.get('hours') ?? '') ?? [],
		view: choice('view', PATTERN_VIEWS, USUAL.view),
		compare: choice('compare', COMPARED, USUAL.compare),
		by: choice('by', COMPARED_LEVELS, USUAL.by),
		reach: REACHES.find((reach) => String(reach) === asked.get('reach')) ?? USUAL.reach,
		window: windowOf(asked.get('window') ?? '', period)
	};
}

/**
 * The address of the page with something else asked for. What is usual is left out, but never the days: whoever is given
 * it a week later sees the same.
 */
export function patternQuery(asked: PatternAsked, change: Partial<PatternAsked> = {}): string {
	const next = { ...asked, ...change };
	const moved = next.from !== asked.from || next.to !== asked.to;
	const window = change.window === undefined && moved ? null : next.window;
	const said: Record<string, string | null> = {
		...questionParameters(next),
		view: next.view === USUAL.view ? null : next.view,
		compare: next.compare === USUAL.compare ? null : next.compare,
		by: next.by === USUAL.by ? null : next.by,
		reach: next.reach === USUAL.reach ? null : String(next.reach),
		window: window && window.join('..')
	};
	return written(said);
}

/** The same question to the API. */
export const questionQuery = (question: Question, more: Record<string, string> = {}): string =>
	written({ ...questionParameters(question), ...more });

function questionParameters({ from, to, kind, class: of, area, hours }: Question) {
	return {
		from: from as string | null,
		to: to as string | null,
		kind,
		class: of === null ? null : String(of),
		area,
		hours: hoursText(hours) || null
	};
}

function written(said: Record<string, string | null>): string {
	const query = new URLSearchParams(
		Object.entries(said).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))
	);
	return query.size > 0 ? `?${query.toString()}` : '';
}

function periodOf(from: string | null, to: string | null, today: string) {
	const last = to !== null && isDay(to) && to <= today ? to : today;
	const first = from !== null && isDay(from) && from <= last ? from : addDays(last, 1 - PRESETS.month);
	return { from: daysBetween(first, last) < MOST_DAYS ? first : addDays(last, 1 - MOST_DAYS), to: last };
}

function windowOf(text: string, { from, to }: Pick<Question, 'from' | 'to'>): PatternAsked['window'] {
	const [first = '', last = ''] = text.split('..');
	const isWithin = isDay(first) && isDay(last) && from <= first && first <= last && last <= to;
	return isWithin && (first !== from || last !== to) ? [first, last] : null;
}

/** The days that a period is compared with, as many or (of a leap year) one more or fewer. */
export function comparedPeriod({ from, to }: Pick<Question, 'from' | 'to'>, compare: Compared) {
	if (compare === 'year') return { from: yearBefore(from), to: yearBefore(to) };
	const days = daysOf({ from, to });
	return { from: addDays(from, -days), to: addDays(to, -days) };
}

/** The 29th of February's is the 28th. */
function yearBefore(day: string): string {
	const same = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
	return isDay(same) ? same : `${same.slice(0, 8)}28`;
}
