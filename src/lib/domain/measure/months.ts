/**
 * Calendar months, where the jurisdiction is: written 2026-03, and counted from the year 0 where they are reckoned with
 * (as month_number does in db/functions/81_incident_tiles.sql).
 */

/** The present month so far and the twelve before it, so that it can be seen beside the same month a year ago. */
export const MONTHS_SHOWN = 13;

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export const isMonth = (text: string): boolean => MONTH.test(text);

/** @param day YYYY-MM-DD, or a month alone */
export const monthNumber = (day: string): number =>
	Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

export function monthOf(number: number): string {
	const year = String(Math.floor(number / 12)).padStart(4, '0');
	return `${year}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** The months that are shown on a day, the oldest first. @param day YYYY-MM-DD */
export function monthsUpTo(day: string): string[] {
	const last = monthNumber(day);
	return Array.from({ length: MONTHS_SHOWN }, (_, nth) => monthOf(last - MONTHS_SHOWN + 1 + nth));
}
