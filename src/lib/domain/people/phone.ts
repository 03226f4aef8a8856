/** Phone numbers of persons: the one form in which they are kept, and what may be shown of them. */
import { fieldFault } from '../account/faults.ts';

const MOBILE = /^1[3-9]\d{9}$/;
/** 010 and 02x have numbers of eight digits, all others of seven or eight. */
const LANDLINE = /^(?:(010|02\d)(\d{8})|(0[3-9]\d{2})(\d{7,8}))$/;
const KEPT_LANDLINE = /^(0\d{2,3})-(\d{7,8})$/;
/** What people write between the digits. */
const BETWEEN = /[\s().·\-\u2010-\u2015\u2212]/g;
/** With the country's code before it: a landline then goes without its first 0. */
const WITH_COUNTRY = /^(?:\+|00)?86(\d{10,12})$/;
const HIDDEN = '*';

/**
 * A number of the mainland as somebody types it: 13812345678, or 0531-12345678 with its area code.
 * @throws WanggeError account-field { field: 'phone', reason: 'missing' | 'form' }
 */
export function parsePhone(typed: string): string {
	const bare = typed.normalize('NFKC').replace(BETWEEN, '');
	if (!bare) throw fieldFault('phone', 'missing');
	const national = WITH_COUNTRY.exec(bare)?.[1];
	for (const digits of national ? [national, `0${national}`] : [bare]) {
		if (MOBILE.test(digits)) return digits;
		const [, long, eight, code, rest] = LANDLINE.exec(digits) ?? [];
		if (long ?? code) return `${long ?? code}-${eight ?? rest}`;
	}
	throw fieldFault('phone', 'form');
}

/** 138****5678; of a landline the area code and the last two digits: 0531-******78. Of what is neither, nothing. */
export function maskPhone(phone: string): string {
	if (MOBILE.test(phone)) return phone.slice(0, 3) + HIDDEN.repeat(4) + phone.slice(-4);
	const [, code, rest] = KEPT_LANDLINE.exec(phone) ?? [];
	if (!code || !rest) return HIDDEN.repeat(11);
	return `${code}-${HIDDEN.repeat(rest.length - 2)}${rest.slice(-2)}`;
}

/** 138 1234 5678, to be read aloud; a landline as it is. */
export const spacedPhone = (phone: string): string => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

/** The address that dials it (RFC 3966). */
export const dialling = (phone: string): string => `tel:+86${phone.replace('-', '').replace(/^0/, '')}`;

/** The number of somebody who does not exist (a demonstration's account): it is only looked at, never dialled. */
export const fictionalPhone = (account: number): string =>
	`199000000${String(account % 100).padStart(2, '0')}`;
