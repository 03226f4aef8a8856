/** Open cases of a demonstration: by when they are due, and who has them. */
import { demoTimes, type DemoCase } from '../../domain/demo/case-times.ts';
import type { Limit } from '../../domain/incident/clocks.ts';
import type { Context, Within } from '../context.ts';
import { readStageLimits } from '../incident/progress.ts';
import { readWorkCalendar } from '../incident-class/service.ts';
import { statement } from './rows.ts';

type Row = Pick<DemoCase, 'number' | 'state'> & { id: number; happened_at: Date } & (
		Limit | { clock: null; minutes: null }
	);

/** @param today YYYY-MM-DD, the day that the data ends with */
export async function timeCases(within: Within, today: string): Promise<void> {
	const { db } = within;
	const stages = await readStageLimits(within);
	const { calendar } = await readWorkCalendar(within);
	const rows = await db.query<Row>(statement('cases_to_time'), [today]);
	const times = rows.map(({ number, state, happened_at: happenedAt, clock, minutes }) =>
		demoTimes({ number, state, happenedAt, limit: clock && { clock, minutes } }, today, stages, calendar)
	);
	await db.query(statement('time_cases'), [
		rows.map(({ id }) => id),
		times.map(({ dueAt }) => dueAt),
		times.map(({ warnAt }) => warnAt)
	]);
}

/**
 * Once coverage is worked out; those that have somebody are left.
 * @returns how many were given
 */
export async function giveCases({ db }: Pick<Context, 'db'> | Pick<Within, 'db'>): Promise<number> {
	const [row] = await db.query<{ given: number }>(statement('give_cases'));
	return row!.given;
}
