import { WanggeError } from '../domain/errors.ts';
import type { Database, Queryable } from './db/index.ts';

/** What every service is given first: where the data is, who asks, and what time it is. */
export interface Context {
	readonly db: Database;
	/** An account or the command that runs; never a name of a person. */
	readonly actor: string;
	/** The present moment. Services never look at a clock themselves. */
	readonly now: Date;
}

/** The same inside one transaction. */
export interface Within extends Omit<Context, 'db'> {
	readonly db: Queryable;
}

// Making one takes longer than reading a small tile.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment where the jurisdiction is (WANGGE_TIMEZONE, Asia/Shanghai), as YYYY-MM-DD. */
export function dayOf(now: Date, timezone: string = process.env.WANGGE_TIMEZONE ?? 'Asia/Shanghai'): string {
	let format = dayFormats.get(timezone);
	if (!format) {
		format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' });
		dayFormats.set(timezone, format);
	}
	return format.format(now);
}

/**
 * The context of a request.
 * @throws WanggeError database-unreachable while the start has not come so far.
 */
export function contextOf(event: { locals: App.Locals }): Context {
	if (!event.locals.context) throw new WanggeError('database-unreachable', { target: 'starting' });
	return event.locals.context;
}
