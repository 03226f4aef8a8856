/** What is refused of an account, each with the reason that its sentence is made of (words/managing.ts, words/account.ts). */
import { WanggeError } from '../errors.ts';

/** Something that this account may not be, get or lose. */
export const accountLimit = (reason: string) => new WanggeError('account-limit', { reason });

/** What stands in a field. */
export const fieldFault = (field: string, reason: string) =>
	new WanggeError('account-field', { field, reason });
