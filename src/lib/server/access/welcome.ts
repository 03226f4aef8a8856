/** Who asks, and what they may do: found out before anything is answered. */
import { VISITOR } from '../../domain/access/access.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/index.ts';
import { sessionToken } from './cookie.ts';
import { isDemonstration } from './demonstration.ts';
import { actorOf, readerOf, type Reader } from './sessions.ts';

export interface Welcomed {
	context: Context;
	/** Undefined for a visitor. */
	reader?: Reader;
	/** The session's token, as it is in the cookie. */
	token?: string;
}

/** A visitor's context: nobody is looked up for what anybody may have. */
export const asVisitor = (db: Database, now: Date): Welcomed => ({
	context: { db, actor: 'visitor', access: VISITOR, now }
});

/**
 * @param asked `db` answers this request; the other two know of sessions. byItself: a page asks without anybody at it
 * @throws WanggeError when no database answers
 */
export async function welcome(
	cookies: string | null,
	asked: { db: Database; primary: Database; reads: Database; byItself?: boolean },
	now: Date
): Promise<Welcomed> {
	const { db, primary, reads, byItself = false } = asked;
	const token = sessionToken(cookies);
	const reader = await readerOf({ primary, reads, now, demonstration: isDemonstration(), byItself }, token);
	if (!reader || token === undefined) return asVisitor(db, now);
	const { access, account, who, awaits } = reader;
	// Who has not come in all the way is nobody yet.
	return {
		context: { db: awaits ? db : (db.as?.(who) ?? db), actor: actorOf(account), access, now },
		reader,
		token
	};
}
