/**
 * Which days are worked, and at what hours: Monday to Friday, less the public holidays, and the Saturdays and Sundays
 * that the State Council's yearly notice shifts to work (调休). Hours by GB/T 30428: 08:00-12:00 and 14:00-18:00.
 */
import { weekday } from './days.ts';

export interface WorkCalendar {
	/** IANA name of the time zone whose days these are. */
	timezone: string;
	/** YYYY-MM-DD, free though they be Monday to Friday. */
	holidays: ReadonlySet<string>;
	/** YYYY-MM-DD, worked though they be Saturday or Sunday. */
	workdays: ReadonlySet<string>;
	/** Minutes since 00:00, ascending and apart. */
	hours: readonly (readonly [from: number, to: number])[];
}

/** GB/T 30428, as its users quote it. */
export const OFFICE_HOURS: WorkCalendar['hours'] = [
	[8 * 60, 12 * 60],
	[14 * 60, 18 * 60]
];

const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6;

/** A day that is both a holiday and shifted to work is worked. */
export const isWorkingDay = (day: string, { holidays, workdays }: WorkCalendar): boolean =>
	workdays.has(day) || (!isWeekend(day) && !holidays.has(day));
