/**
 * Deleting what tells of a person (个人信息保护法, article 47). The account's row, its assignments by role, place and period
 * and the entries of the audit stay: they say account:<id> and nothing more, so that the chain stays whole and nobody can
 * be told apart any longer.
 */
import { accountLimit, fieldFault } from '../../domain/account/faults.ts';
import { erasedNames } from '../../domain/account/names.ts';
import { requireAnywhere } from '../../domain/access/access.ts';
import { actorOf } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, type Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { readAccount } from './managing.ts';
import * as repository from './repository.ts';
import { forgetAttempts } from './throttle.ts';

const statement = loadStatements('account-managing');

/**
 * Erases a person who has ended. Ending comes first, and by itself: it may be in a hurry, and this cannot be undone.
 * @param sure whether what goes and what stays was confirmed
 * @throws WanggeError not-found { what: 'path' }; account-field { field: 'sure', reason: 'missing' }; account-limit
 * { reason: 'oneself' | 'demonstration' | 'no-person' | 'not-ended' | 'erased' }
 */
export async function eraseAccount(context: Context, id: number, sure: boolean): Promise<void> {
	requireAnywhere(accessOf(context), 'erase', 'account');
	const account = await readAccount(context, id);
	if (id === accessOf(context).account) throw accountLimit('oneself');
	if (account.demonstration) throw accountLimit('demonstration');
	if (account.kind !== 'person') throw accountLimit('no-person');
	if (!account.ended) throw accountLimit('not-ended');
	if (account.erased) throw accountLimit('erased');
	if (!sure) throw fieldFault('sure', 'missing');
	await context.db.transaction(async (tx) => {
		const { name, title } = erasedNames(id);
		const erased = await tx.query(statement('erase_account'), [id, name, title, context.now]);
		// Somebody else did at the same time.
		if (erased.length === 0) throw accountLimit('erased');
		await repository.removeSecondFactor(tx, id);
		await tx.query(statement('end_links'), [id, context.now]);
		await tx.query(statement('erase_devices'), [id]);
		await tx.query(statement('erase_reasons'), [id]);
		await forgetAttempts(tx, id, account.name);
		await record({ ...context, db: tx }, { action: 'account.erase', subject: actorOf(id) });
	});
}
