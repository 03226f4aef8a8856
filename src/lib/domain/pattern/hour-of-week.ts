/** At which hours of the week things happen. */
import { weekday } from '../calendar/days.ts';
import { wallTimeAt } from '../calendar/zone.ts';

export const HOURS_OF_DAY = 24;
export const HOURS_OF_WEEK = 7 * HOURS_OF_DAY;

/**
 * How many moments fall into each hour of the week by the wall clock: Monday's 00:00 to 01:00 first, Sunday's last hour
 * last. An hour that the clock shows twice counts into the same place, and one that it leaves out has nothing.
 * @param timezone IANA name
 * @throws RangeError for a moment or timezone that there is not
 */
export function hoursOfWeek(moments: Iterable<Date>, timezone: string): Uint32Array {
	const counts = new Uint32Array(HOURS_OF_WEEK);
	for (const moment of moments) {
		const { day, minutes } = wallTimeAt(moment, timezone);
		const fromMonday = (weekday(day) + 6) % 7;
		counts[fromMonday * HOURS_OF_DAY + Math.floor(minutes / 60)]!++;
	}
	return counts;
}
