/**
 * The incidents of the last year: more by day than by night, on working days and in summer, thickest round markets,
 * stations and bars; most closed, some under way, some past their time.
 */
import type { DemoIncident } from './city-data.ts';
import { addDays, weekday } from '../calendar/days.ts';
import { moment } from './moment.ts';
import type { Point } from './plane.ts';
import type { Random } from './random.ts';

/** Where incidents gather, and which. */
export interface HotSpot {
	at: Point;
	kind: 'market' | 'station' | 'night' | 'street' | 'homes' | 'village' | 'works' | 'green' | 'road';
	/** Metres within which most lie. */
	spread: number;
	weight: number;
	address: string | null;
	/** Falls here instead of in the water or outside: a building or a place on a road nearby. */
	places: readonly Point[];
}

export interface Class {
	kind: DemoIncident['kind'];
	code: string;
	weight: number;
	/** Hours within which it should be dealt with. */
	limit: number;
	/** Hour of the day at which most are seen. */
	peak: number;
	season?: 'summer' | 'winter' | 'autumn';
}

const m = (code: string, weight: number, limit: number, peak: number, season?: Class['season']): Class => ({
	kind: 'matter',
	code,
	weight,
	limit,
	peak,
	season
});
const c = (code: string, weight: number, limit: number, peak = 10): Class => ({
	kind: 'component',
	code,
	weight,
	limit,
	peak
});
const o = (code: string, weight: number, limit: number, peak: number, season?: Class['season']): Class => ({
	kind: 'public_order',
	code,
	weight,
	limit,
	peak,
	season
});

/** What happens in each kind of place, and how often. */
export const CLASSES: Record<HotSpot['kind'], Class[]> = {
	market: [
		m('09005', 16, 2, 8),
		m('09006', 14, 2, 8),
		m('09001', 12, 2, 7),
		m('06010', 9, 4, 11),
		m('06012', 6, 4, 9),
		m('09010', 8, 4, 9),
		m('06031', 4, 4, 12, 'summer'),
		o('theft', 5, 24, 9),
		o('dispute', 4, 12, 10),
		c('03005', 2, 24)
	],
	station: [
		m('09010', 12, 4, 8),
		m('09001', 10, 2, 17),
		o('theft', 9, 24, 18),
		o('fraud', 3, 24, 15),
		o('lost_person', 3, 12, 14),
		m('07002', 6, 2, 17),
		m('07001', 5, 8, 10),
		o('traffic', 10, 6, 8),
		c('02025', 3, 24),
		m('06012', 4, 4, 10)
	],
	night: [
		m('06029', 12, 2, 21, 'summer'),
		m('06028', 8, 4, 22, 'summer'),
		o('noise', 10, 6, 23, 'summer'),
		o('disturbance', 6, 12, 23),
		o('assault', 4, 24, 0),
		m('09002', 8, 4, 20),
		o('theft', 4, 24, 21),
		m('06031', 5, 4, 22)
	],
	street: [
		m('09006', 8, 2, 17),
		m('07001', 9, 8, 10),
		m('07006', 4, 72, 10),
		m('06013', 5, 72, 10),
		m('09010', 9, 4, 18),
		c('01037', 5, 24, 20),
		c('01002', 4, 6),
		c('02012', 2, 72),
		c('04002', 3, 48),
		c('03005', 4, 24),
		o('traffic', 6, 6, 18),
		m('08001', 3, 4, 22),
		m('06014', 3, 4, 10)
	],
	homes: [
		m('06036', 11, 24, 10),
		m('06010', 9, 4, 8),
		m('06001', 5, 240, 10),
		m('06007', 5, 8, 10),
		m('06035', 5, 24, 18),
		o('dispute', 7, 12, 19),
		o('noise', 7, 6, 22, 'summer'),
		o('fire_hazard', 5, 24, 10, 'winter'),
		o('stray_dog', 4, 12, 19),
		o('theft', 4, 24, 6),
		o('fraud', 3, 24, 14),
		m('06038', 2, 48, 9),
		c('01046', 3, 72),
		c('01018', 2, 12)
	],
	village: [
		m('06011', 8, 24, 10),
		m('06020', 9, 4, 16, 'autumn'),
		m('06001', 5, 240, 10),
		m('06030', 5, 12, 10),
		m('06038', 5, 48, 9),
		o('dispute', 6, 24, 18),
		o('theft', 3, 24, 6),
		o('gambling', 2, 24, 21, 'winter'),
		o('stray_dog', 3, 12, 18),
		c('01030', 2, 48)
	],
	works: [
		m('08004', 9, 4, 14),
		m('08010', 4, 24, 10),
		m('08011', 6, 2, 22),
		m('08009', 4, 24, 10),
		m('06014', 5, 4, 10),
		m('06030', 4, 12, 10),
		o('fire_hazard', 4, 24, 10, 'winter'),
		o('theft', 3, 24, 3)
	],
	green: [
		m('06017', 10, 24, 9),
		m('06021', 7, 48, 9, 'summer'),
		m('06022', 2, 24, 10),
		c('04008', 5, 72),
		c('04007', 5, 72),
		c('04009', 3, 72),
		m('06025', 4, 24, 9, 'summer'),
		o('lost_person', 1, 12, 17)
	],
	road: [
		m('06013', 8, 72, 10),
		m('06014', 8, 4, 9),
		o('traffic', 12, 6, 8),
		c('01037', 5, 24, 20),
		c('02017', 4, 48),
		c('02008', 1, 72),
		c('01004', 4, 24),
		m('06037', 2, 4, 8)
	]
};

/** Share of a year's incidents by month, January first. */
const MONTHS = [0.78, 0.7, 0.95, 1.02, 1.1, 1.18, 1.25, 1.22, 1.08, 1.05, 0.92, 0.85];
/** Share by day of the week, Sunday first. */
const WEEKDAYS = [0.78, 1.14, 1.1, 1.06, 1.05, 1.08, 0.86];
const SEASONS: Record<NonNullable<Class['season']>, number[]> = {
	summer: [0.2, 0.2, 0.4, 0.8, 1.3, 1.9, 2.2, 2.1, 1.4, 0.7, 0.3, 0.2],
	winter: [2, 1.9, 1.2, 0.7, 0.5, 0.5, 0.5, 0.5, 0.6, 0.9, 1.3, 1.8],
	autumn: [0.4, 0.4, 0.5, 0.5, 0.8, 2, 0.8, 0.6, 1.4, 2.4, 1.3, 0.6]
};

/** How often a class is in a month, January 0. */
export const oftenIn = ({ weight, season }: Class, month: number): number =>
	weight * (season ? SEASONS[season][month]! : 1);

/** How much happens on each of the days, some busier than others for no reason that anybody knows. */
export const dayWeights = (dice: Random, days: readonly string[]): number[] =>
	days.map((day) => MONTHS[monthOf(day)]! * WEEKDAYS[weekday(day)]! * dice.between(0.8, 1.25));

/** January 0. */
export const monthOf = (day: string): number => Number(day.slice(5, 7)) - 1;

/** @param today nothing happens on or after its first minute */
export function makeIncidents(
	dice: Random,
	spots: readonly HotSpot[],
	count: number,
	today: string
): DemoIncident[] {
	const days = Array.from({ length: 365 }, (_, i) => addDays(today, i - 365));
	const pickDay = picker(dayWeights(dice, days));
	const pickSpot = picker(spots.map(({ weight }) => weight));
	const now = 365 * 1440;
	const made: { minute: number; incident: Omit<DemoIncident, 'number'> }[] = [];
	while (made.length < count) {
		const spot = spots[pickSpot(dice.next())]!;
		const d = pickDay(dice.next());
		const what = dice.weighted(
			CLASSES[spot.kind].map((item) => [item, oftenIn(item, monthOf(days[d]!))] as const)
		);
		const hour = (what.peak + dice.normal() * 2.8 + 24) % 24;
		const minute = d * 1440 + Math.floor(hour * 60);
		const at = place(dice, spot);
		made.push({
			minute,
			incident: {
				kind: what.kind,
				code: what.code,
				at,
				address: spot.address,
				happenedAt: moment(days[d]!, hour * 60),
				...way(dice, minute, now, what.limit, days[0]!)
			}
		});
	}
	made.sort((a, b) => a.minute - b.minute);
	let day = '';
	let n = 0;
	return made.map(({ incident }) => {
		const on = incident.happenedAt.slice(0, 10).replaceAll('-', '');
		n = on === day ? n + 1 : 1;
		day = on;
		return { number: `${on}${String(n).padStart(4, '0')}`, ...incident };
	});
}

/** How far it has come by now. Minutes are counted from the year's first day. */
export function way(
	dice: Random,
	minute: number,
	now: number,
	limit: number,
	first: string
): Pick<DemoIncident, 'state' | 'dueAt' | 'closedAt'> {
	const due = minute + 30 + limit * 60 * dice.between(1, 1.15);
	// Most are done well within the time, some late, a few forgotten.
	const late = dice.next();
	const took =
		late < 0.84
			? limit * 60 * dice.between(0.15, 0.95)
			: late < 0.981
				? limit * 60 * (1 + 2.4 * dice.next() ** 2) + 600
				: 60 * 24 * dice.between(60, 500);
	const end = minute + 20 + took;
	const at = (when: number): string => moment(first, when);
	if (end < now) return { state: dice.chance(0.022) ? 'void' : 'closed', dueAt: at(due), closedAt: at(end) };
	const share = (now - minute) / (end - minute);
	const state =
		share < 0.08
			? 'reported'
			: share < 0.16
				? 'filed'
				: share < 0.6
					? 'dispatched'
					: share < 0.85
						? 'disposed'
						: 'checked';
	return { state, dueAt: state === 'reported' ? null : at(due), closedAt: null };
}

function place(dice: Random, { at, spread, places }: HotSpot): Point {
	const round = (p: Point): Point => [Math.round(p[0] * 10) / 10, Math.round(p[1] * 10) / 10];
	if (places.length && dice.chance(0.65)) {
		const by = dice.pick(places);
		return round([by[0] + dice.normal() * 9, by[1] + dice.normal() * 9]);
	}
	return round([at[0] + dice.normal() * spread * 0.5, at[1] + dice.normal() * spread * 0.5]);
}

/** From a number between 0 and 1 to a place in the list, as often as its weight says. */
export function picker(weights: readonly number[]): (t: number) => number {
	const sums: number[] = [];
	let total = 0;
	for (const weight of weights) sums.push((total += weight));
	return (t) => {
		const want = t * total;
		let [low, high] = [0, sums.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sums[middle]! > want) high = middle;
			else low = middle + 1;
		}
		return low;
	};
}
