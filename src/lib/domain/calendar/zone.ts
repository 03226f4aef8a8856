/** Moments and wall clocks of a place. No clock is looked at here, and rules of summer time are the runtime's (IANA). */
import { addDays } from './days.ts';

const MINUTE_MS = 60_000;

export interface WallTime {
	/** YYYY-MM-DD */
	day: string;
	/** Since the day's 00:00 by the wall clock, whole minutes. */
	minutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make one costs fifty times what it costs to use it. */
function formatOf(timezone: string): Intl.DateTimeFormat {
	let format = formats.get(timezone);
	if (!format) {
		format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
		formats.set(timezone, format);
	}
	return format;
}

/** What the wall clock shows at a moment. @param timezone IANA name @throws RangeError for a timezone that there is not */
export function wallTimeAt(moment: Date, timezone: string): WallTime {
	const [day, time] = formatOf(timezone).format(moment).split(' ') as [string, string];
	const [hours, minutes] = time.split(':').map(Number) as [number, number];
	return { day, minutes: hours * 60 + minutes };
}

/**
 * The moment at which the wall clock shows a time: the first where it shows it twice; where it is put forward over it,
 * the moment when it is put forward.
 * @param minutes since 00:00, 1440 and more for the days after it
 */
export function momentOf({ day, minutes }: WallTime, timezone: string): Date {
	const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
	const shownAt = (utc: number) => {
		const shown = wallTimeAt(new Date(utc), timezone);
		return Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * MINUTE_MS;
	};
	// Offsets before and after any change that may lie near: no two changes are within a day.
	const before = wanted - shownOffset(wanted - 86_400_000);
	const after = wanted - shownOffset(wanted + 86_400_000);
	const hits = [before, after].filter((utc) => shownAt(utc) === wanted);
	if (hits.length > 0) return new Date(Math.min(...hits));
	return new Date(changeBetween(Math.min(before, after), Math.max(before, after)));

	function shownOffset(utc: number): number {
		return shownAt(utc) - utc;
	}
	/** The clock is put forward between two moments; to the minute. */
	function changeBetween(low: number, high: number): number {
		const offset = shownOffset(low);
		while (high - low > MINUTE_MS) {
			const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
			if (shownOffset(middle) === offset) low = middle;
			else high = middle;
		}
		return high;
	}
}

/** From the day's first moment to the first of the next. */
export const dayBounds = (day: string, timezone: string): readonly [Date, Date] => [
	momentOf({ day, minutes: 0 }, timezone),
	momentOf({ day: addDays(day, 1), minutes: 0 }, timezone)
];
