/** Sessions whose reader looks as somebody else: begun, ended, and ended by the clock. */
import { PREVIEW_MS, type PreviewEnd } from '../../domain/access/preview.ts';
import { WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { actorOf } from './actor.ts';
import * as repository from './repository.ts';

/**
 * From now on a session sees what an account may. To be called within a transaction, once it is known that it may.
 * @throws WanggeError session-over when it has ended, or looks as somebody already
 */
export async function beginSeeing(within: Within, session: number, account: number): Promise<void> {
	const until = new Date(within.now.getTime() + PREVIEW_MS);
	if (!(await repository.seeAs(within.db, { session, account, until })))
		throw new WanggeError('session-over');
	const detail = { session, until: until.toISOString() };
	await record(within, { action: 'preview.begin', subject: actorOf(account), detail });
}

/** @returns false when somebody else ended it */
export async function endSeeing(
	within: Within,
	{ session, seen }: { session: number; seen: number },
	reason: PreviewEnd
): Promise<boolean> {
	if (!(await repository.seeAsOneself(within.db, session, seen))) return false;
	await recordEnd(within, { session, seen }, reason);
	return true;
}

/** Of a preview that is over with its session. */
export const recordEnd = (
	within: Within,
	{ session, seen }: { session: number; seen: number },
	reason: PreviewEnd
): Promise<void> =>
	record(within, { action: 'preview.end', subject: actorOf(seen), detail: { session, reason } });

/** Those whose time is over and whose readers have not come again: to be called every minute. */
export async function endPreviewsOver(context: Context): Promise<void> {
	for (const { id, account, seen } of await repository.previewsOver(context.db, context.now))
		await context.db.transaction((tx) =>
			endSeeing({ ...context, db: tx, actor: actorOf(account) }, { session: id, seen }, 'time')
		);
}
