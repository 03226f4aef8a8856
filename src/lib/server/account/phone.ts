/** Persons' own phone numbers: kept sealed, shown masked, and unmasked by the service of contacts alone. */
import { fictionalPhone, maskPhone, parsePhone } from '../../domain/people/phone.ts';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { actorOf, type Reader } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, type Context, type Within } from '../context.ts';
import type { Queryable } from '../db/index.ts';
import { placeOf } from '../secrets/columns.ts';
import { loadKeys } from '../secrets/load.ts';
import { seal, unseal } from '../secrets/seal.ts';
import * as repository from './repository.ts';

const COLUMN = 'account.phone';

/**
 * Somebody's number as it is; null where there is none. In a demonstration it is a fictional one, which is not kept.
 * @throws WanggeError secret-unreadable { reason }
 */
export async function readPhone(db: Queryable, account: number): Promise<string | null> {
	const kept = await repository.phone(db, account);
	if (kept?.demonstration) return fictionalPhone(account);
	return kept?.phone ? unseal(loadKeys(), kept.phone, placeOf(COLUMN, account)) : null;
}

/** The same with its middle hidden, and whole where no key opens it: the page is needed to give another one. */
export async function readMaskedPhone(db: Queryable, account: number): Promise<string | null> {
	try {
		const phone = await readPhone(db, account);
		return phone === null ? null : maskPhone(phone);
	} catch (error) {
		if (isWanggeError(error, 'secret-unreadable')) return maskPhone('');
		throw error;
	}
}

/**
 * The same for the page of an account, for whoever may read contacts wherever they are. Who came into a demonstration by
 * one click sees none of a real person.
 * @returns undefined where it is not theirs to see
 */
export async function maskedPhoneOf(context: Context, account: number): Promise<string | null | undefined> {
	const access = accessOf(context);
	if (access.account === null || !access.mayEverywhere('read', 'contact')) return undefined;
	const [asker, asked] = [
		await repository.phone(context.db, access.account),
		await repository.phone(context.db, account)
	];
	return asker && asker.demonstration === asked?.demonstration
		? readMaskedPhone(context.db, account)
		: undefined;
}

/** Keeps a number as parsePhone gives it, or takes it away. To be called in the transaction of what it belongs to. */
export async function keepPhone(within: Within, account: number, phone: string | null): Promise<void> {
	const sealed = phone === null ? null : seal(loadKeys(), phone, placeOf(COLUMN, account));
	if (!(await repository.setPhone(within.db, account, sealed))) return;
	await record(within, {
		action: phone === null ? 'phone.remove' : 'phone.set',
		subject: actorOf(account)
	});
}

/** @throws WanggeError account-field { field: 'phone', reason }, forbidden for a display or in a demonstration */
export async function setOwnPhone(context: Context, reader: Reader, typed: string): Promise<void> {
	await keepOwn(context, reader, parsePhone(typed));
}

/** @throws WanggeError forbidden */
export async function removeOwnPhone(context: Context, reader: Reader): Promise<void> {
	await keepOwn(context, reader, null);
}

async function keepOwn(context: Context, reader: Reader, phone: string | null): Promise<void> {
	// A display has none, and an account of a demonstration is everybody's.
	if (reader.kind !== 'person' || reader.demonstration) throw new WanggeError('forbidden');
	await context.db.transaction((tx) => keepPhone({ ...context, db: tx }, reader.account, phone));
}
