import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedName, parseSignInName, parseTitle } from './names.ts';

/** Of all that Unicode has, without the second that fast-check takes to learn it. */
const anything = (maxLength: number) =>
	fc
		.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength })
		.map((codes) => String.fromCodePoint(...codes));
const refusal = (field: string, reason: string) =>
	expect.objectContaining({ kind: 'account-field', details: { field, reason } });

describe('a sign-in name', () => {
	it.each([
		['zhang.wei', 'zhang.wei'],
		['  Zhang.Wei\n', 'zhang.wei'],
		['ｚｈａｎｇ．ｗｅｉ', 'zhang.wei'],
		['\u3000zhang_wei-3\u3000', 'zhang_wei-3'],
		['123', '123'],
		['a'.repeat(40), 'a'.repeat(40)]
	])('%j is %s', (typed, name) => {
		expect(parseSignInName(typed)).toBe(name);
	});

	it.each([
		'',
		'ab',
		'a'.repeat(41),
		'.zhang',
		'-zhang',
		'_zhang',
		'zhang wei',
		'张伟伟',
		'zhang@wei',
		'zhang\u0000wei',
		'zhang\nwei',
		'zhаng.wei' // with a Cyrillic а
	])('%j is none', (typed) => {
		expect(() => parseSignInName(typed)).toThrow(refusal('name', 'form'));
	});

	it('folded once is folded for good, and is what the database takes (property)', () => {
		fc.assert(
			fc.property(anything(45), (typed) => {
				expect(foldedName(foldedName(typed))).toBe(foldedName(typed));
			})
		);
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/), (typed) => {
				expect(parseSignInName(typed)).toMatch(/^[a-z0-9][a-z0-9._-]{2,39}$/);
			})
		);
	});
});

describe('a title', () => {
	it.each([
		['桐花街道网格员 3 号', '桐花街道网格员 3 号'],
		['  信息科 \n\t系统管理员  ', '信息科 系统管理员'],
		['a\u0000b\u0007c\u007f', 'a b c'],
		['é'.normalize('NFD'), 'é'],
		['长'.repeat(60), '长'.repeat(60)]
	])('%j is %s', (typed, title) => {
		expect(parseTitle(typed)).toBe(title);
	});

	it.each(['', ' \n', '\u0000', '\u3000'])('%j is missing', (typed) => {
		expect(() => parseTitle(typed)).toThrow(refusal('title', 'missing'));
	});

	it('is not longer than sixty', () => {
		expect(() => parseTitle('长'.repeat(61))).toThrow(refusal('title', 'long'));
	});

	it('is never one that the database refuses (property)', () => {
		fc.assert(
			fc.property(anything(70), (typed) => {
				let title: string;
				try {
					title = parseTitle(typed);
				} catch {
					return;
				}
				expect(title).not.toBe('');
				expect(title).not.toContain('\u0000');
				expect([...title].length).toBeLessThanOrEqual(60);
			})
		);
	});
});
