import { normalised, passwordEnds, passwordFault } from '../../domain/account/password.ts';
import { WanggeError } from '../../domain/errors.ts';
import { accountStyle } from '../access/setting.ts';
import { commonPasswords } from './common-passwords.ts';
import { hashPassword, isPassword } from './hashing.ts';

/**
 * The hash of a password that somebody chooses.
 * @param former the hash of the one before, which must not be chosen again
 * @throws WanggeError password-refused { fault }
 */
export async function hashOfChosen(
	password: string,
	{ name, former = null }: { name: string; former?: string | null }
): Promise<string> {
	const common = await commonPasswords();
	const rules = { style: accountStyle(), signInName: name, isCommon: (word: string) => common.has(word) };
	const fault = passwordFault(password, rules);
	if (fault) throw new WanggeError('password-refused', { fault });
	if (former !== null && (await isPassword(former, normalised(password))))
		throw new WanggeError('password-refused', { fault: 'same' });
	return hashPassword(password);
}

export function isPasswordOver(setAt: Date | null, now: Date): boolean {
	const ends = setAt && passwordEnds(setAt, accountStyle());
	return ends !== null && ends <= now;
}
