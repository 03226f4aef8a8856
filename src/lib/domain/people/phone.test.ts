import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialling, fictionalPhone, maskPhone, parsePhone, spacedPhone } from './phone.ts';

const refusal = (reason: string) =>
	expect.objectContaining({ kind: 'account-field', details: { field: 'phone', reason } });

const digits = (length: number) =>
	fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
		.map((all) => all.join(''));
const mobile = fc
	.tuple(fc.integer({ min: 3, max: 9 }), digits(9))
	.map(([second, rest]) => `1${second}${rest}`);
const landline = fc.oneof(
	fc.tuple(fc.constantFrom('010', '020', '021', '029'), digits(8)),
	fc.tuple(fc.constantFrom('0531', '0311', '0996'), fc.oneof(digits(7), digits(8)))
);
const between = fc.constantFrom('', ' ', '-', '\u3000', '－', '–', ' - ');

describe('a phone number', () => {
	it.each([
		['13812345678', '13812345678'],
		[' 138 1234 5678 ', '13812345678'],
		['138-1234-5678', '13812345678'],
		['+86 138 1234 5678', '13812345678'],
		['0086-13812345678', '13812345678'],
		['8613812345678', '13812345678'],
		['１３８１２３４５６７８', '13812345678'],
		['01012345678', '010-12345678'],
		['(010) 1234-5678', '010-12345678'],
		['+86 10 1234 5678', '010-12345678'],
		['0531-12345678', '0531-12345678'],
		['0536 1234567', '0536-1234567'],
		['+86 (0)536 1234567', '0536-1234567'],
		['+86 536 1234567', '0536-1234567']
	])('typed as %j is kept as %s', (typed, kept) => {
		expect(parsePhone(typed)).toBe(kept);
		expect(parsePhone(kept)).toBe(kept);
	});

	it.each([
		'12812345678', // no such prefix
		'1381234567', // a digit short
		'138123456789', // one too many
		'12345',
		'010-1234567', // Peking has eight
		'015-12345678', // no area code
		'0531-123456',
		'0531-123456789',
		'12345678', // a landline without its area code
		'+1 202 555 0100',
		'+852 2123 4567',
		'+44 13812345678',
		'13812345678 转 801',
		'13812345678,13912345678',
		'一三八一二三四五六七八',
		'138 1234 567x',
		'1'.repeat(60_000)
	])('%j is none', (typed) => {
		expect(() => parsePhone(typed)).toThrow(refusal('form'));
	});

	it.each(['', '  ', '-', '\u3000'])('%j is missing', (typed) => {
		expect(() => parsePhone(typed)).toThrow(refusal('missing'));
	});

	it('is understood with whatever stands between its digits and +86 before it (property)', () => {
		fc.assert(
			fc.property(mobile, between, between, fc.boolean(), (number, one, other, country) => {
				const typed = `${country ? '+86' : ''}${one}${number.slice(0, 3)}${other}${number.slice(3)}`;
				expect(parsePhone(typed)).toBe(number);
			})
		);
		fc.assert(
			fc.property(landline, between, fc.boolean(), ([code, rest], one, country) => {
				expect(parsePhone(`${country ? `+86${code.slice(1)}` : code}${one}${rest}`)).toBe(`${code}-${rest}`);
			})
		);
	});
});

describe('a number that is masked', () => {
	it.each([
		['13812345678', '138****5678'],
		['0531-12345678', '0531-******78'],
		['0536-1234567', '0536-*****67'],
		['010-12345678', '010-******78'],
		['', '***********'],
		['something else that was sealed 13812345678', '***********']
	])('%j is %s', (phone, masked) => {
		expect(maskPhone(phone)).toBe(masked);
	});

	it('is the same for all that differ only in what is hidden: at least four digits (property)', () => {
		fc.assert(
			fc.property(mobile, digits(4), (phone, other) => {
				expect(maskPhone(phone.slice(0, 3) + other + phone.slice(-4))).toBe(maskPhone(phone));
			})
		);
		fc.assert(
			fc.property(landline, digits(5), ([code, rest], other) => {
				const changed = other + rest.slice(5);
				expect(maskPhone(`${code}-${changed}`)).toBe(maskPhone(`${code}-${other}${rest.slice(5)}`));
				expect(maskPhone(`${code}-${rest}`)).not.toContain(rest.slice(0, 5));
				expect(maskPhone(`${code}-${rest}`).replace(/\D/g, '')).toBe(code + rest.slice(-2));
			})
		);
	});
});

describe('a number that is shown', () => {
	it('is read aloud in three parts, and dialled with the country’s code', () => {
		expect([spacedPhone('13812345678'), dialling('13812345678')]).toEqual([
			'138 1234 5678',
			'tel:+8613812345678'
		]);
		expect([spacedPhone('0531-12345678'), dialling('0531-12345678')]).toEqual([
			'0531-12345678',
			'tel:+8653112345678'
		]);
	});

	it('of a demonstration is one of a hundred that look like none of anybody’s', () => {
		for (const account of [0, 7, 99, 100, 2_147_483_647])
			expect(fictionalPhone(account)).toMatch(/^199000000\d\d$/);
	});
});
