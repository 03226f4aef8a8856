/**
 * The three clocks by which the handling of a case is timed (GB/T 30428, as cities' rules quote it): 紧急工作时 counts
 * every hour; 工作时 the office hours of working days; 工作日 all of each working day, so that the day of a deadline has
 * the hour of its beginning. While a case is suspended none of them runs.
 */
import { addDays } from '../calendar/days.ts';
import { isWorkingDay, type WorkCalendar } from '../calendar/working-days.ts';
import { dayBounds, momentOf, wallTimeAt } from '../calendar/zone.ts';

export const CLOCKS = ['emergency_hours', 'working_hours', 'working_days'] as const;
export type Clock = (typeof CLOCKS)[number];

export interface Limit {
	clock: Clock;
	/** Minutes of the clock: a working day has 1,440. More than none. */
	minutes: number;
}

/** Half open, in ms since 1970; null while it goes on. */
export interface Pause {
	from: Date;
	to: Date | null;
}

type Span = readonly [from: number, to: number];

const MINUTE_MS = 60_000;
/** Ten years: whoever takes a longer limit, or a calendar without a working day, has made a mistake. */
const MOST_DAYS = 3660;

/** The spans of a day in which a clock runs, ascending and apart, in ms since 1970. */
function spansOf(day: string, clock: Clock, calendar: WorkCalendar): Span[] {
	const { timezone, hours } = calendar;
	if (clock !== 'emergency_hours' && !isWorkingDay(day, calendar)) return [];
	if (clock !== 'working_hours') {
		const [from, to] = dayBounds(day, timezone);
		return [[from.getTime(), to.getTime()]];
	}
	return hours.map(([from, to]): Span => [
		momentOf({ day, minutes: from }, timezone).getTime(),
		momentOf({ day, minutes: to }, timezone).getTime()
	]);
}

/** Without what is paused. @param pauses ascending and apart */
function without(spans: readonly Span[], pauses: readonly Span[]): Span[] {
	let left = [...spans];
	for (const [from, to] of pauses)
		left = left.flatMap(([start, end]): Span[] =>
			(
				[
					[start, Math.min(end, from)],
					[Math.max(start, to), end]
				] as Span[]
			).filter(([one, other]) => one < other)
		);
	return left;
}

const pausedSpans = (pauses: readonly Pause[]): Span[] =>
	pauses.map(({ from, to }) => [from.getTime(), to?.getTime() ?? Infinity]);

/**
 * When a limit that began at a moment is used up: the first moment at which so much has run.
 * @param pauses in which the case was suspended
 * @returns null while it is suspended now and the limit is not used up before: nobody knows
 * @throws RangeError for a limit that is not used up within ten years
 */
export function deadline(
	begun: Date,
	{ clock, minutes }: Limit,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): Date | null {
	let left = minutes * MINUTE_MS;
	const paused = pausedSpans(pauses);
	const stopsAt = Math.min(Infinity, ...paused.filter(([, to]) => to === Infinity).map(([from]) => from));
	let { day } = wallTimeAt(begun, calendar.timezone);
	for (let n = 0; n < MOST_DAYS; n++, day = addDays(day, 1)) {
		for (const [from, to] of without(spansOf(day, clock, calendar), paused)) {
			const start = Math.max(from, begun.getTime());
			if (start >= to) continue;
			if (to - start >= left) return new Date(start + left);
			left -= to - start;
		}
		if (dayBounds(day, calendar.timezone)[1].getTime() > stopsAt) return null;
	}
	throw new RangeError(`a limit of ${minutes} minutes by ${clock} is not used up within ten years`);
}

/**
 * How much of a clock runs between two moments, ms.
 * @param to not before `from`, or 0
 */
export function elapsed(
	from: Date,
	to: Date,
	clock: Clock,
	calendar: WorkCalendar,
	pauses: readonly Pause[] = []
): number {
	const paused = pausedSpans(pauses);
	const end = to.getTime();
	let sum = 0;
	for (let { day } = wallTimeAt(from, calendar.timezone); ; day = addDays(day, 1)) {
		const [first] = dayBounds(day, calendar.timezone);
		if (first.getTime() >= end) return sum;
		for (const [start, stop] of without(spansOf(day, clock, calendar), paused))
			sum += Math.max(0, Math.min(stop, end) - Math.max(start, from.getTime()));
	}
}
