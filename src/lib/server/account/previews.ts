/** Seeing as somebody else: whom, by whom. */
import { accountLimit } from '../../domain/account/faults.ts';
import { requireAnywhere } from '../../domain/access/access.ts';
import { seenLimit } from '../../domain/access/preview.ts';
import { isDemonstration } from '../access/demonstration.ts';
import { beginSeeing } from '../access/preview.ts';
import type { Reader } from '../access/sessions.ts';
import { accessOf, type Context } from '../context.ts';
import { readAccount, type Managed } from './managing.ts';

/** Why nobody looks as this account; null where one may. */
export function previewLimit(account: Managed, own: number | null): string | null {
	if (account.id === own) return 'oneself';
	const roles = account.assignments.map(({ role }) => role);
	return seenLimit({ ...account, ended: account.ended !== null, roles }, isDemonstration());
}

/**
 * From the next request on the reader's session sees what that account may, and changes nothing, for a quarter of an hour.
 * @throws WanggeError not-found { what: 'path' }; account-limit { reason: 'oneself' | 'ended' | 'demonstration' |
 * 'officer' }; session-over
 */
export async function beginPreview(context: Context, reader: Reader, id: number): Promise<void> {
	requireAnywhere(accessOf(context), 'preview', 'account');
	const reason = previewLimit(await readAccount(context, id), reader.account);
	if (reason) throw accountLimit(reason);
	await context.db.transaction((tx) => beginSeeing({ ...context, db: tx }, reader.session, id));
}
