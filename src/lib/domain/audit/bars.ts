/** The time of a filter cut into the bars of its histogram: hours of one or two days, days of three months, else months. */
import { addDays, daysBetween, endOfMonth } from '../calendar/days.ts';
import type { AuditFilter } from './filter.ts';

export type BarUnit = 'hour' | 'day' | 'month';

export interface Bar {
	/** First moment where the jurisdiction is, YYYY-MM-DDTHH:MM; the last one is before that of the next. */
	begins: string;
	/** What the filter becomes when the bar is chosen. */
	from: string;
	to: string;
	hour: number | null;
}

const MOST_DAYS_BY_HOUR = 2;
const MOST_DAYS_BY_DAY = 92;

export function barsOf({ from, to }: Pick<AuditFilter, 'from' | 'to'>): { unit: BarUnit; bars: Bar[] } {
	const days = daysBetween(from, to) + 1;
	const each = Array.from({ length: days }, (_, at) => addDays(from, at));
	if (days <= MOST_DAYS_BY_HOUR)
		return {
			unit: 'hour',
			bars: each.flatMap((day) =>
				Array.from({ length: 24 }, (_, hour) => ({ begins: atHour(day, hour), from: day, to: day, hour }))
			)
		};
	if (days <= MOST_DAYS_BY_DAY)
		return {
			unit: 'day',
			bars: each.map((day) => ({ begins: atHour(day, 0), from: day, to: day, hour: null }))
		};
	const bars: Bar[] = [];
	for (let begin = from; begin <= to; begin = addDays(bars.at(-1)!.to, 1)) {
		const end = endOfMonth(begin);
		bars.push({ begins: atHour(begin, 0), from: begin, to: end < to ? end : to, hour: null });
	}
	return { unit: 'month', bars };
}

/** The moments that bound what is listed: from the first on, before the second. */
export function boundsOf({ from, to, hour }: Pick<AuditFilter, 'from' | 'to' | 'hour'>): [string, string] {
	if (hour === null) return [atHour(from, 0), atHour(addDays(to, 1), 0)];
	return [atHour(from, hour), hour === 23 ? atHour(addDays(from, 1), 0) : atHour(from, hour + 1)];
}

const atHour = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:00`;
