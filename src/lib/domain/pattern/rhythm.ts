/** When cases happen: by day, or by week where there are many days, and by hour of the week. */
import { addDays, weekday } from '../calendar/days.ts';
import { HOURS_OF_DAY, HOURS_OF_WEEK } from './hour-of-week.ts';
import type { Hours } from './hours.ts';

/** Cases by the hour in which they happened: only hours with any. One entry of each for each of them. */
export interface Rhythm {
	/** From 0 for the first day of the period on. */
	days: readonly number[];
	/** 0 to 23. */
	hours: readonly number[];
	counts: readonly number[];
}

/** A bar of the histogram. */
export interface Bar {
	/** Days, YYYY-MM-DD, both included. */
	from: string;
	to: string;
	count: number;
}

/** More days than that are told by weeks: bars would be thinner than a pointer can hit. */
const MOST_BARS = 92;

const hourOfWeek = (from: string, day: number, hour: number): number =>
	((weekday(addDays(from, day)) + 6) % 7) * HOURS_OF_DAY + hour;

/**
 * Cases by day or by week, weeks from the first day on, the last as long as there are days.
 * @param hours of the week that are counted; empty: all
 */
export function barsOf(rhythm: Rhythm, from: string, days: number, hours: Hours): Bar[] {
	const width = days > MOST_BARS ? 7 : 1;
	const counts = new Array<number>(Math.ceil(days / width)).fill(0);
	const wanted = new Set(hours);
	rhythm.days.forEach((day, at) => {
		if (wanted.size > 0 && !wanted.has(hourOfWeek(from, day, rhythm.hours[at]!))) return;
		counts[Math.floor(day / width)]! += rhythm.counts[at]!;
	});
	return counts.map((count, nth) => ({
		from: addDays(from, nth * width),
		to: addDays(from, Math.min(days, (nth + 1) * width) - 1),
		count
	}));
}

/**
 * Cases by hour of the week, Monday's first hour first.
 * @param within days from 0 on, both included
 */
export function weekOf(rhythm: Rhythm, from: string, within: readonly [number, number]): number[] {
	const counts = new Array<number>(HOURS_OF_WEEK).fill(0);
	rhythm.days.forEach((day, at) => {
		if (day < within[0] || day > within[1]) return;
		counts[hourOfWeek(from, day, rhythm.hours[at]!)]! += rhythm.counts[at]!;
	});
	return counts;
}
