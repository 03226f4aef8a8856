/**
 * By when the open cases of a demonstration are due: by the clocks, as if they came to where they stand around that day, a
 * few long ago. Drawn by a case's own number, so that the same seed and day give the same.
 */
import type { WorkCalendar } from '../calendar/working-days.ts';
import { addDays } from '../calendar/days.ts';
import { momentOf } from '../calendar/zone.ts';
import { dueOf } from '../incident/case.ts';
import type { Limit } from '../incident/clocks.ts';
import type { State } from '../incident/workflow.ts';
import { hash } from './random.ts';

export interface DemoCase {
	number: string;
	state: State;
	happenedAt: Date;
	/** Of its class; null: there is none. */
	limit: Limit | null;
}

/** Of ten; and from which minute of yesterday until which of tomorrow the others came. */
const FORGOTTEN = 1;
const [FROM, TO] = [16 * 60, 12 * 60];
const AT_ONCE_MS = 30 * 60_000;

/** @param today YYYY-MM-DD, on which it is looked at */
function cameAt({ number, happenedAt }: DemoCase, today: string, timezone: string): Date {
	const drawn = hash(`${number}/came`);
	if (drawn % 10 < FORGOTTEN) return new Date(happenedAt.getTime() + AT_ONCE_MS);
	const first = momentOf({ day: addDays(today, -1), minutes: FROM }, timezone).getTime();
	const last = momentOf({ day: addDays(today, 1), minutes: TO }, timezone).getTime();
	const least = Math.max(first, happenedAt.getTime());
	const share = Math.floor(drawn / 10) / (2 ** 32 / 10);
	return new Date(Math.floor((least + share * (last - least)) / 60_000) * 60_000);
}

/** @returns both null for what has no limit */
export function demoTimes(
	one: DemoCase,
	today: string,
	stages: Parameters<typeof dueOf>[1],
	calendar: WorkCalendar
): { dueAt: Date | null; warnAt: Date | null } {
	const since = cameAt(one, today, calendar.timezone);
	const handling =
		one.state === 'dispatched' ? { organisation: 0, limit: one.limit, begun: since, pauses: [] } : null;
	const due = dueOf({ state: one.state, since, handling }, stages, calendar);
	return { dueAt: due?.at ?? null, warnAt: due?.at ? due.warnAt : null };
}
