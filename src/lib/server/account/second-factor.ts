/** The second factor: time-based one-time passwords (RFC 6238: SHA-1, six digits, thirty seconds) and codes on paper. */
import { accountLimit } from '../../domain/account/faults.ts';
import { generateURI, verifySync } from 'otplib';
import { WanggeError } from '../../domain/errors.ts';
import { recoveryCode, recoveryCodeHash } from '../access/tokens.ts';
import type { Within } from '../context.ts';
import { placeOf } from '../secrets/columns.ts';
import { keyedHash } from '../secrets/keys.ts';
import { loadKeys } from '../secrets/load.ts';
import { seal, unseal } from '../secrets/seal.ts';
import * as repository from './repository.ts';

const ISSUER = '网格 Wangge';
/** Clocks of phones differ, and people type: the codes before and after hold as well. */
const TOLERANCE_S = 30;
const STEP_S = 30;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;

const COLUMN = 'second_factor.secret';

export interface SetUp {
	/** Base32, for typing. */
	secret: string;
	/** otpauth:// address, for the picture. */
	uri: string;
}

/**
 * What an app is to be told. Worked out of the session's token, so that looking at it keeps nothing: it is kept once a
 * code has proved that the app has it.
 */
export function secondFactorToSetUp(token: string, name: string): SetUp {
	const bytes = keyedHash(loadKeys(), `second factor ${token}`);
	const secret = base32(bytes.subarray(0, SECRET_BYTES));
	return { secret, uri: generateURI({ issuer: ISSUER, label: name, secret }) };
}

/**
 * Keeps the second factor that was shown to the holder of this token.
 * @returns recovery codes, to be shown once
 * @throws WanggeError code-refused; account-limit { reason: 'second-factor' } when there is one already
 */
export async function keepSecondFactor(
	within: Within,
	account: number,
	{ token, code }: { token: string; code: string }
): Promise<string[]> {
	const { secret } = secondFactorToSetUp(token, '');
	const step = stepOf(secret, code, 0, within.now);
	if (step === null) throw new WanggeError('code-refused');
	const bytes = seal(loadKeys(), secret, placeOf(COLUMN, account));
	if (!(await repository.setSecondFactor(within.db, account, bytes, step, within.now)))
		throw accountLimit('second-factor');
	return newRecoveryCodes(within, account);
}

export async function newRecoveryCodes({ db }: Within, account: number): Promise<string[]> {
	const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
	await repository.setRecoveryCodes(db, account, codes.map(recoveryCodeHash));
	return codes;
}

/**
 * A code of the app, or one from paper. Each holds once.
 * @returns how it was shown; null when it is not right
 */
export async function showSecondFactor(
	{ db, now }: Within,
	account: number,
	typed: string
): Promise<'app' | 'paper' | null> {
	const factor = await repository.secondFactor(db, account);
	if (!factor) return null;
	const digits = typed.normalize('NFKC').replace(/\s/g, '');
	if (!/^\d{6}$/.test(digits)) {
		const known = await repository.useRecoveryCode(
			db,
			account,
			recoveryCodeHash(typed.normalize('NFKC')),
			now
		);
		return known ? 'paper' : null;
	}
	const secret = unseal(loadKeys(), factor.secret, placeOf(COLUMN, account));
	const step = stepOf(secret, digits, Number(factor.last_step), now);
	if (step === null) return null;
	await repository.secondFactorShown(db, account, step);
	return 'app';
}

/** The time step of a right code; null for a wrong one, or one of a step up to `after`. */
function stepOf(secret: string, typed: string, after: number, now: Date): number | null {
	const token = typed.normalize('NFKC').replace(/\s/g, '');
	if (!/^\d{6}$/.test(token)) return null;
	const epoch = Math.floor(now.getTime() / 1000);
	// The clock was put back: no code of now is a later one.
	if (after > Math.floor((epoch + TOLERANCE_S) / STEP_S)) return null;
	const found = verifySync({ secret, token, epoch, epochTolerance: TOLERANCE_S, afterTimeStep: after });
	return found.valid ? (found as { timeStep: number }).timeStep : null;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, of a whole number of five bytes. */
function base32(bytes: Uint8Array): string {
	let text = '';
	let bits = 0;
	let held = 0;
	for (const byte of bytes) {
		held = (held << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			text += ALPHABET[(held >> bits) & 31];
		}
	}
	return text;
}
