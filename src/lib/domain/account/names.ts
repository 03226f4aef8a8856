/** What accounts are called. */
import { holdsPersonalNumber } from '../people/personal-number.ts';
import { fieldFault } from './faults.ts';

const SIGN_IN_NAME = /^[a-z0-9][a-z0-9._-]{2,39}$/;
const LONGEST_TITLE = 60;
/** Names of accounts that were erased; nobody else's. */
const ERASED_NAME = /^deleted-\d+$/;

/** What an account is called once everything that tells of the person is deleted. */
export const erasedNames = (id: number) => ({ name: `deleted-${id}`, title: `已删除的帐号 ${id}` });

/** As somebody types it: capitals, full-width letters and spaces around it do not matter. */
export const foldedName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();

export const isSignInName = (folded: string): boolean => SIGN_IN_NAME.test(folded);

/** @throws WanggeError account-field { field: 'name', reason: 'form' | 'personal' } */
export function parseSignInName(typed: string): string {
	const name = foldedName(typed);
	if (!isSignInName(name) || ERASED_NAME.test(name)) throw fieldFault('name', 'form');
	if (holdsPersonalNumber(name)) throw fieldFault('name', 'personal');
	return name;
}

/** @throws WanggeError account-field { field: 'title', reason: 'missing' | 'long' | 'personal' } */
export function parseTitle(typed: string): string {
	const title = typed
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if (!title) throw fieldFault('title', 'missing');
	if (title.length > LONGEST_TITLE) throw fieldFault('title', 'long');
	if (holdsPersonalNumber(title)) throw fieldFault('title', 'personal');
	return title;
}
