/**
 * What a password must be. Two styles (WANGGE_ACCOUNT_STYLE): `asvs` after OWASP ASVS 5.0, 6.2 (at least 8 characters,
 * none of the common ones, no rules of composition, no change by the calendar), and `dengbao` for offices that are
 * assessed by GB/T 22239-2019, 8.1.4.1 (identification must be complex and changed regularly) as assessors read it:
 * three of four kinds of characters, a new one after 90 days.
 */
export const ACCOUNT_STYLES = ['asvs', 'dengbao'] as const;
export type AccountStyle = (typeof ACCOUNT_STYLES)[number];

export const SHORTEST = 8;
/** argon2 takes any length, but a request should not. */
export const LONGEST = 128;
const DAY_MS = 86_400_000;
const HOLDS_DAYS: Readonly<Record<AccountStyle, number | null>> = { asvs: null, dengbao: 90 };
const KINDS = [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];
const KINDS_WANTED = 3;
/** In these words everybody here would look first. */
const OWN_WORDS = ['wangge', '网格'];

export type PasswordFault = 'short' | 'long' | 'common' | 'guessable' | 'kinds' | 'same';

export interface PasswordRules {
	style: AccountStyle;
	signInName: string;
	/** Whether a word, in lower case, is among the common passwords. */
	isCommon(word: string): boolean;
}

/** Characters as people count them: an emoji or a letter with its accent is one. */
const characters = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });
const lengthOf = (text: string) => [...characters.segment(text)].length;

/** The form in which a password is hashed: two keyboards may write the same character in two ways (NIST SP 800-63B, 5.1.1.2). */
export const normalised = (password: string): string => password.normalize('NFKC');

/** What is wrong with a password, the first reason; null when nothing is. */
export function passwordFault(given: string, rules: PasswordRules): PasswordFault | null {
	const password = normalised(given);
	if (lengthOf(password) < SHORTEST) return 'short';
	if (password.length > LONGEST) return 'long';
	const word = password.toLowerCase();
	if (coresOf(word).some(rules.isCommon)) return 'common';
	if (isPattern(word) || holdsKnown(word, rules.signInName)) return 'guessable';
	if (rules.style === 'dengbao' && KINDS.filter((kind) => kind.test(password)).length < KINDS_WANTED)
		return 'kinds';
	return null;
}

/** When a password must be replaced; null: never by the calendar. */
export function passwordEnds(setAt: Date, style: AccountStyle): Date | null {
	const days = HOLDS_DAYS[style];
	return days === null ? null : new Date(setAt.getTime() + days * DAY_MS);
}

/** A common word with a year and a sign behind it is as common; it may itself end with some. */
function coresOf(word: string): string[] {
	const letters = [...word];
	const tail = /[^\p{L}]{0,5}$/u.exec(word)![0];
	return Array.from({ length: [...tail].length + 1 }, (_, less) =>
		letters.slice(0, letters.length - less).join('')
	);
}

/** The same few characters again and again, or a row of neighbours such as 23456789 or hgfedcba. */
function isPattern(word: string): boolean {
	if (/^(.{1,3})\1+.{0,2}$/u.test(word)) return true;
	const codes = [...word].map((letter) => letter.codePointAt(0)!);
	const step = codes[1]! - codes[0]!;
	return Math.abs(step) === 1 && codes.every((code, at) => at === 0 || code - codes[at - 1]! === step);
}

/** The sign-in name or the product's, with too little beside it. */
function holdsKnown(word: string, signInName: string): boolean {
	return [signInName.toLowerCase(), ...OWN_WORDS].some(
		(known) => known.length > 1 && word.includes(known) && lengthOf(word.replaceAll(known, '')) < SHORTEST - 2
	);
}
