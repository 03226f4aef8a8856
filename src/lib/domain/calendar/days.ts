/** Calendar days as YYYY-MM-DD, counted without a clock and without any time zone. */
const DAY_MS = 86_400_000;
const FORM = /^\d{4}-\d{2}-\d{2}$/;

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Of the calendar: 2026-02-30 is none. */
export const isDay = (value: string): boolean =>
	FORM.test(value) && !Number.isNaN(numberOf(value)) && dayOf(numberOf(value)) === value;

export const addDays = (day: string, days: number): string => dayOf(numberOf(day) + days);

/** 0 for the same day. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** The last day of a day's month. */
export function endOfMonth(day: string): string {
	const [year, month] = day.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
