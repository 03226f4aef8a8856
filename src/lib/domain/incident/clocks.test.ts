import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/days.ts';
import { isWorkingDay, OFFICE_HOURS, type WorkCalendar } from '../calendar/working-days.ts';
import { wallTimeAt, type WallTime } from '../calendar/zone.ts';
import { CLOCKS, deadline, elapsed, type Clock, type Pause } from './clocks.ts';

const SHANGHAI = 'Asia/Shanghai';
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Of the notice for 2026: the Spring Festival, free from the 15th to the 23rd, worked on the 14th and the 28th. */
const SPRING: WorkCalendar = {
	timezone: SHANGHAI,
	holidays: new Set(Array.from({ length: 9 }, (_, n) => addDays('2026-02-15', n))),
	workdays: new Set(['2026-02-14', '2026-02-28']),
	hours: OFFICE_HOURS
};
const at = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+08:00`);

describe('a deadline', () => {
	it.each<[string, string, Clock, number, string]>([
		[
			'by emergency hours runs through the night and the holiday',
			'2026-02-13 23:30',
			'emergency_hours',
			120,
			'2026-02-14 01:30'
		],
		['by working hours pauses at noon', '2026-02-12 11:00', 'working_hours', 120, '2026-02-12 15:00'],
		[
			'by working hours ends with the day, not with the next',
			'2026-02-12 16:00',
			'working_hours',
			120,
			'2026-02-12 18:00'
		],
		['by working hours goes on the next day', '2026-02-12 17:00', 'working_hours', 120, '2026-02-13 09:00'],
		[
			'by working hours begins in the morning for what came at night',
			'2026-02-12 22:00',
			'working_hours',
			240,
			'2026-02-13 12:00'
		],
		[
			'by working hours knows the Saturday that is worked',
			'2026-02-13 17:00',
			'working_hours',
			120,
			'2026-02-14 09:00'
		],
		['by working hours leaves the holiday out', '2026-02-14 17:00', 'working_hours', 120, '2026-02-24 09:00'],
		[
			'by working days has the hour of its beginning',
			'2026-02-10 10:20',
			'working_days',
			2 * DAY_MINUTES,
			'2026-02-12 10:20'
		],
		[
			'by working days leaves holidays out and counts the shifted day',
			'2026-02-13 10:20',
			'working_days',
			2 * DAY_MINUTES,
			'2026-02-24 10:20'
		],
		[
			'by working days begins on the first of them',
			'2026-02-15 10:20',
			'working_days',
			DAY_MINUTES,
			'2026-02-25 00:00'
		]
	])('%s', (_, begun, clock, minutes, due) => {
		expect(deadline(at(begun), { clock, minutes }, SPRING)).toEqual(at(due));
	});

	it('is later by as long as the case was suspended, by its own clock', () => {
		const pauses = [{ from: at('2026-02-12 11:00'), to: at('2026-02-12 15:00') }];
		expect(
			deadline(at('2026-02-12 10:00'), { clock: 'working_hours', minutes: 120 }, SPRING, pauses)
		).toEqual(at('2026-02-12 16:00'));
	});

	it('is not known while the case is suspended, but stays where it had passed before', () => {
		const limit = { clock: 'emergency_hours', minutes: 60 } as const;
		const since = (from: string) => [{ from: at(from), to: null }];
		expect(deadline(at('2026-02-12 10:00'), limit, SPRING, since('2026-02-12 10:30'))).toBeNull();
		expect(deadline(at('2026-02-12 10:00'), limit, SPRING, since('2026-02-12 12:00'))).toEqual(
			at('2026-02-12 11:00')
		);
	});

	it('that there is not is refused', () => {
		const never = { ...SPRING, hours: [] };
		expect(() => deadline(at('2026-02-12 10:00'), { clock: 'working_hours', minutes: 1 }, never)).toThrow(
			RangeError
		);
	});
});

const QUARTER_MS = 15 * MINUTE_MS;
const quarters = new Map<string, WallTime>();
/** What the wall clock shows, looked at each quarter of an hour: no clock is changed between two. */
function wallAt(moment: number, timezone: string): WallTime {
	const quarter = Math.floor(moment / QUARTER_MS);
	const key = `${timezone} ${quarter}`;
	let wall = quarters.get(key);
	if (!wall) quarters.set(key, (wall = wallTimeAt(new Date(quarter * QUARTER_MS), timezone)));
	return { day: wall.day, minutes: wall.minutes + (moment / MINUTE_MS - quarter * 15) };
}
/** Whether a clock runs in the minute that begins at a moment, by looking at the wall. */
function runs(moment: number, clock: Clock, calendar: WorkCalendar): boolean {
	if (clock === 'emergency_hours') return true;
	const { day, minutes } = wallAt(moment, calendar.timezone);
	if (!isWorkingDay(day, calendar)) return false;
	return clock === 'working_days' || calendar.hours.some(([from, to]) => minutes >= from && minutes < to);
}
const isPaused = (moment: number, pauses: readonly Pause[]) =>
	pauses.some(({ from, to }) => moment >= from.getTime() && (to === null || moment < to.getTime()));

const FIRST = Date.parse('2026-01-01T00:00:00Z');
const someMinute = (days: number) =>
	fc.nat({ max: days * DAY_MINUTES }).map((n) => new Date(FIRST + n * MINUTE_MS));
const someDays = fc
	.uniqueArray(fc.nat({ max: 120 }), { maxLength: 30 })
	.map((days) => new Set(days.map((n) => addDays('2026-01-01', n))));
const someHours = fc.uniqueArray(fc.nat({ max: 95 }), { minLength: 2, maxLength: 6 }).map((quarters) => {
	const sorted = [...quarters].sort((a, b) => a - b).map((n) => n * 15);
	return Array.from(
		{ length: Math.floor(sorted.length / 2) },
		(_, n) => [sorted[2 * n]!, sorted[2 * n + 1]!] as const
	);
});
const someCalendar: fc.Arbitrary<WorkCalendar> = fc.record({
	timezone: fc.constantFrom(SHANGHAI, 'UTC', 'Europe/Vaduz', 'America/St_Johns', 'Australia/Lord_Howe'),
	holidays: someDays,
	workdays: someDays,
	hours: someHours
});
const somePauses = fc
	.uniqueArray(fc.nat({ max: 60 * DAY_MINUTES }), { maxLength: 5 })
	.map((moments): Pause[] => {
		const sorted = [...moments].sort((a, b) => a - b).map((n) => new Date(FIRST + n * MINUTE_MS));
		return Array.from({ length: Math.ceil(sorted.length / 2) }, (_, n) => ({
			from: sorted[2 * n]!,
			to: sorted[2 * n + 1] ?? null
		}));
	});

describe('over random calendars, time zones and pauses', () => {
	it('a deadline is the moment that counting minute by minute comes to', () => {
		fc.assert(
			fc.property(
				someMinute(100),
				fc.constantFrom(...CLOCKS),
				fc.integer({ min: 1, max: 3 * DAY_MINUTES }),
				someCalendar,
				somePauses,
				(begun, clock, minutes, calendar, pauses) => {
					let [left, moment] = [minutes, begun.getTime()];
					const last = moment + 40 * DAY_MINUTES * MINUTE_MS;
					for (; left > 0 && moment < last; moment += MINUTE_MS) {
						if (runs(moment, clock, calendar) && !isPaused(moment, pauses)) left--;
					}
					const due = deadline(begun, { clock, minutes }, calendar, pauses);
					if (left > 0) expect(due === null || due.getTime() > last).toBe(true);
					else expect(due).toEqual(new Date(moment));
				}
			),
			{ numRuns: 60 }
		);
	});

	it('what has run is what counting minute by minute comes to', () => {
		fc.assert(
			fc.property(
				someMinute(100),
				fc.nat({ max: 20 * DAY_MINUTES }),
				fc.constantFrom(...CLOCKS),
				someCalendar,
				somePauses,
				(from, length, clock, calendar, pauses) => {
					let counted = 0;
					for (let n = 0; n < length; n++) {
						const now = from.getTime() + n * MINUTE_MS;
						if (runs(now, clock, calendar) && !isPaused(now, pauses)) counted++;
					}
					const to = new Date(from.getTime() + length * MINUTE_MS);
					expect(elapsed(from, to, clock, calendar, pauses)).toBe(counted * MINUTE_MS);
				}
			),
			{ numRuns: 60 }
		);
	});
});
