import { dictionary } from '@zxcvbn-ts/language-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	ACCOUNT_STYLES,
	LONGEST,
	normalised,
	passwordEnds,
	passwordFault,
	SHORTEST,
	type AccountStyle
} from './password.ts';

const COMMON = dictionary['passwords-common'];
const common = new Set(COMMON);
const faultOf = (password: string, style: AccountStyle = 'asvs', signInName = 'zhang.wei') =>
	passwordFault(password, { style, signInName, isCommon: (word) => common.has(word) });

/** Full-width letters, digits and signs, as a Chinese keyboard may type them. */
const wide = (text: string) =>
	text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0));

describe('a common password', () => {
	it('is refused, every one of the list, in capitals, and with up to four digits behind it', () => {
		const digits = fc.sample(fc.stringMatching(/^\d{1,4}$/), { numRuns: COMMON.length, seed: 20_261_129 });
		const taken = COMMON.flatMap((word, at) => [word, word.toUpperCase() + digits[at]!]).filter(
			(password) => faultOf(password) === null
		);
		expect(COMMON.length).toBeGreaterThan(40_000);
		expect(taken).toEqual([]);
	}, 60_000);

	it('is called common where it is long enough, digits of its own before the added ones or none', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...COMMON.filter((word) => word.length >= SHORTEST)),
				fc.stringMatching(/^[0-9!?.@]{0,5}$/),
				(word, more) => {
					expect(faultOf(word + more)).toBe('common');
				}
			),
			{ numRuns: 2000 }
		);
		for (const password of ['charlie712', 'P@ssw0rd!2026', 'Dragon@2026', 'woaini1314', '5201314520'])
			expect([password, faultOf(password)]).toEqual([password, 'common']);
	});

	it('is as common in full-width letters', () => {
		fc.assert(
			fc.property(fc.constantFrom(...COMMON.filter((word) => word.length >= SHORTEST)), (word) => {
				expect(faultOf(wide(word))).toBe('common');
			})
		);
	});
});

describe('a password', () => {
	it.each([
		['seven characters', 'kf93-qz', 'short'],
		['seven emoji, which are more than eight code units', '🌳🚒🏘️🧹🚦🏫🐢', 'short'],
		['letters with accents in two code points each', 'áéíóúñü'.normalize('NFD'), 'short'],
		['more than a request should hold', `kv93${'网格员在路上看见一棵树'.repeat(12)}`, 'long'],
		['one character again and again', '........', 'guessable'],
		['two characters again and again', 'zqzqzqzq', 'guessable'],
		['three characters again and again, cut off', '树一棵树一棵树一', 'guessable'],
		['three characters again, with two more', 'xkvxkvq9', 'guessable'],
		['neighbours', 'ἀἁἂἃἄἅἆἇ', 'guessable'],
		['neighbours backwards', 'zyxwvuts', 'guessable'],
		['the sign-in name with a year', 'zhang.wei2026', 'guessable'],
		['the sign-in name in capitals, twice', 'ZHANG.WEIzhang.wei', 'guessable'],
		['the product with a year', 'Wangge#2026', 'guessable'],
		['the product in Chinese', '网格网格网格1949', 'guessable']
	])('of %s is refused', (_, password, fault) => {
		expect(faultOf(password)).toBe(fault);
	});

	it.each([
		['a sentence', 'the grid has a hole'],
		['Chinese', '桐花路上有九棵老槐树'],
		['eight small letters that nobody uses', 'kvqzrwxm'],
		['the longest', 'kv9-'.repeat(2) + 'q'.repeat(LONGEST - 8)],
		['the sign-in name with enough beside it', 'zhang.wei and nine trees'],
		['spaces before and behind, which count', '  kvqzrw  ']
	])('of %s is taken', (_, password) => {
		expect(faultOf(password)).toBeNull();
	});

	it('is the same in every form in which a keyboard writes it (NFKC)', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (password) => {
				const forms = [password.normalize('NFC'), password.normalize('NFD'), password.normalize('NFKD')];
				for (const form of forms) {
					expect(normalised(form)).toBe(normalised(password));
					expect(faultOf(form)).toBe(faultOf(password));
				}
				expect(normalised(normalised(password))).toBe(normalised(password));
			})
		);
		expect(normalised(wide('Kv9-zq'))).toBe('Kv9-zq');
	});

	it('with an empty sign-in name, as of a device, is looked at all the same', () => {
		expect(faultOf('the grid has a hole', 'asvs', '')).toBeNull();
	});
});

describe('in the style of 等保', () => {
	it.each([
		['kvqzrwxm', 'kinds'],
		['kvqzrwxm7', 'kinds'],
		['KVQZRWXM7', 'kinds'],
		['桐花路上有九棵老槐树', 'kinds'],
		['桐花路上有9棵老槐树', 'kinds'],
		['kvqzrwXM7', null],
		['kvqzrwxm-7', null],
		['桐花路上有 9 棵老槐树', null],
		['kv 9 桐花路上', null]
	])('%s is %s', (password, fault) => {
		expect(faultOf(password, 'dengbao')).toBe(fault);
		expect(faultOf(password)).toBeNull();
	});

	it('whatever is refused without it is refused with it', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 140 }), (password) => {
				if (faultOf(password) !== null) expect(faultOf(password, 'dengbao')).toBe(faultOf(password));
			})
		);
	});

	it('a password is over after ninety days, and otherwise never by the calendar', () => {
		const set = new Date('2026-01-01T00:00:00Z');
		expect(passwordEnds(set, 'dengbao')).toEqual(new Date('2026-04-01T00:00:00Z'));
		expect(passwordEnds(set, 'asvs')).toBeNull();
		expect(ACCOUNT_STYLES).toEqual(['asvs', 'dengbao']);
	});
});
