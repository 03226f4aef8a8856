import { VISITOR, type Access } from '../domain/access/access.ts';
import { WanggeError } from '../domain/errors.ts';
import type { Database, Queryable } from './db/index.ts';

/** What every service is given first: where the data is, who asks, and what time it is. */
export interface Context {
	readonly db: Database;
	/** An account or the command that runs; never a name of a person. */
	readonly actor: string;
	/** What whoever asks may do, and where; without it, what a visitor may. */
	readonly access?: Access;
	/** The present moment. Services never look at a clock themselves. */
	readonly now: Date;
}

/** The same inside one transaction. */
export interface Within extends Omit<Context, 'db'> {
	readonly db: Queryable;
}

/**
 * All that a page reads, in one transaction: who asks is told once, and of each statement less. A replica may answer.
 * @param work may be done twice, where a replica fails in the middle
 */
export const reading = <T>(context: Context, work: (within: Within) => Promise<T>): Promise<T> =>
	context.db.transaction((db) => work({ ...context, db }), { reads: true });

export const accessOf = ({ access }: Pick<Context, 'access'>): Access => access ?? VISITOR;

/** To make one costs fifty times what it costs to use it, and every tile asks for the day. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** Where the jurisdiction is: WANGGE_TIMEZONE. */
export const timezoneOf = (): string => process.env.WANGGE_TIMEZONE ?? 'Asia/Shanghai';

/** The calendar day of a moment where the jurisdiction is, as YYYY-MM-DD. */
export function dayOf(now: Date, timezone: string = timezoneOf()): string {
	let calendar = calendars.get(timezone);
	if (!calendar) {
		calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
		calendars.set(timezone, calendar);
	}
	return calendar.format(now);
}

/**
 * The context of a request.
 * @throws WanggeError database-unreachable while the start has not come so far.
 */
export function contextOf(event: { locals: App.Locals }): Context {
	if (!event.locals.context) throw new WanggeError('database-unreachable', { target: 'starting' });
	return event.locals.context;
}
