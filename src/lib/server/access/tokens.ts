/** Secrets that are handed out once: of sessions, links and recovery codes. Only their SHA-256 is kept. */
import { createHash, randomBytes } from 'node:crypto';

export interface Token {
	/** 256 random bits, base64url. */
	text: string;
	/** 32 bytes. */
	hash: Buffer;
}

const FORM = /^[A-Za-z0-9_-]{43}$/;

export function newToken(): Token {
	const text = randomBytes(32).toString('base64url');
	return { text, hash: hashOf(text) };
}

/** No salt: what has 256 random bits is not guessed. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @returns undefined for what cannot be a token of ours */
export const tokenHash = (text: string | undefined): Buffer | undefined =>
	text !== undefined && FORM.test(text) ? hashOf(text) : undefined;

/** Letters and digits that nobody takes for another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LETTERS = 12;

/** A code to be written down, 59 bits, in groups of four. */
export function recoveryCode(): string {
	let code = '';
	while (code.length < CODE_LETTERS)
		for (const byte of randomBytes(CODE_LETTERS))
			// The last incomplete run of letters is left out, or the first ones would come more often.
			if (byte < 256 - (256 % LETTERS.length) && code.length < CODE_LETTERS)
				code += LETTERS[byte % LETTERS.length];
	return code.match(/.{4}/g)!.join('-');
}

export const recoveryCodeHash = (typed: string): Buffer =>
	hashOf(`recovery ${typed.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);
