import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMonth, monthNumber, monthOf, MONTHS_SHOWN, monthsUpTo } from './months.ts';

describe('months', () => {
	it('up to a day are the one that it lies in and the twelve before, the oldest first', () => {
		const months = monthsUpTo('2026-07-01');
		expect(months).toHaveLength(MONTHS_SHOWN);
		expect([months[0], months[5], months[6], months.at(-1)]).toEqual([
			'2025-07',
			'2025-12',
			'2026-01',
			'2026-07'
		]);
	});
	it('are counted without a gap, and come back as they went', () => {
		fc.assert(
			fc.property(fc.integer({ min: 12, max: 9999 * 12 }), (number) => {
				expect(isMonth(monthOf(number))).toBe(true);
				expect(monthNumber(monthOf(number))).toBe(number);
				expect(monthNumber(`${monthOf(number)}-31`)).toBe(number);
			})
		);
	});
	it.each(['2026-00', '2026-13', '2026-7', '26-07', '2026-07-01', '', ' 2026-07'])('%j is none', (text) => {
		expect(isMonth(text)).toBe(false);
	});
});
