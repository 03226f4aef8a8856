import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { areaCode, day, gridCode, place, someOf, whole } from './parameters.ts';
import { refusalsOf } from './refusals.ts';

const refusal = (schema: z.ZodType, value: unknown) => {
	const parsed = z.strictObject({ it: schema }).safeParse(value === undefined ? {} : { it: value });
	return parsed.success ? undefined : refusalsOf(parsed.error, value === undefined ? {} : { it: value })[0];
};

describe('parameters', () => {
	it('codes are trimmed and brought to upper case', () => {
		expect(gridCode.parse(' 99010200100100a ')).toBe('99010200100100A');
		expect(areaCode.parse('990102001001z01')).toBe('990102001001Z01');
	});

	it.each(['2026-02-29', '20260701', '2026-7-1', '2026-07-01T00:00:00Z', ''])('%s is no day', (text) => {
		expect(refusal(day, text)).toMatchObject({ reason: 'malformed' });
	});

	it.each(['1899-12-31', '2200-01-01'])('%s is too far off', (text) => {
		expect(refusal(day, text)).toMatchObject({ reason: 'out_of_range', from: '1900-01-01' });
	});

	it('a leap day is a day', () => {
		expect(day.parse('2024-02-29')).toBe('2024-02-29');
	});

	it.each([
		['117.5,36.25', [117.5, 36.25]],
		[' -180 , 90 ', [-180, 90]],
		['1.17e2,.5', [117, 0.5]]
	])('%s is a place', (text, position) => {
		expect(place.parse(text)).toEqual(position);
	});

	it.each(['1e400,0', '-1e400,0', '0,1e400', '180.0001,0', '0,-91'])('%s is not on the Earth', (text) => {
		expect(refusal(place, text)).toMatchObject({ reason: 'out_of_range' });
	});

	it.each(['NaN,NaN', 'null,0', '1;2', '1,2,3', '１,２', '0x10,1', ',', '1,'])('%s is no place', (text) => {
		expect(refusal(place, text)).toMatchObject({ reason: 'malformed' });
	});

	it('whole numbers have bounds and a standard', () => {
		expect(whole(1, 9, 5).parse(undefined)).toBe(5);
		expect(whole(1, 9, 5).parse('9')).toBe(9);
		expect(refusal(whole(1, 9, 5), '10')).toMatchObject({ reason: 'out_of_range', from: 1, to: 9 });
		expect(refusal(whole(1, 9, 5), '1e0')).toMatchObject({ reason: 'malformed' });
	});

	it('a list takes each choice once, and refuses what is not offered', () => {
		expect(someOf(['a', 'b']).parse('B, a,a')).toEqual(['b', 'a']);
		expect(refusal(someOf(['a', 'b']), 'a,c')).toMatchObject({ reason: 'not_offered', choices: ['a', 'b'] });
	});

	it('a parameter that is not there is missing, not malformed', () => {
		expect(refusal(place, undefined)).toMatchObject({ parameter: 'it', reason: 'missing' });
		expect(refusal(z.enum(['a']), undefined)).toMatchObject({ reason: 'missing' });
	});
});
