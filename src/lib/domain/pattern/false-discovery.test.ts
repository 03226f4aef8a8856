import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedPValues, believedUpTo } from './false-discovery.ts';

/** The fifteen of the paper's section 3.2 (thrombolysis in myocardial infarction), in another order. */
const FIFTEEN = [
	0.0344, 0.0001, 0.4262, 0.0019, 0.0459, 0.0004, 1, 0.0201, 0.6528, 0.0278, 0.324, 0.0298, 0.759, 0.0095,
	0.5719
];

describe('of the fifteen tests of Benjamini and Hochberg', () => {
	it('the four of the paper are believed at 0.05, where Bonferroni has three', () => {
		const largest = believedUpTo(FIFTEEN, 0.05)!;
		expect(largest).toBe(0.0095);
		expect(FIFTEEN.filter((p) => p <= largest)).toHaveLength(4);
		expect(FIFTEEN.filter((p) => p <= 0.05 / 15)).toHaveLength(3);
	});
	it('each is believed from its adjusted p on', () => {
		const adjusted = adjustedPValues(FIFTEEN);
		const of = (p: number) => adjusted[FIFTEEN.indexOf(p)];
		expect(of(0.0001)).toBeCloseTo(0.0015, 12);
		expect(of(0.0095)).toBeCloseTo(0.0095 * (15 / 4), 12);
		// The sixth takes the value of the seventh, 15 / 7 x 0.0298, which is smaller than its own.
		expect(of(0.0278)).toBeCloseTo(0.0638571428, 9);
		expect(of(0.0298)).toBeCloseTo(0.0638571428, 9);
		expect(of(1)).toBe(1);
	});
});

describe('a test that is not defined', () => {
	it('is not counted', () => {
		expect([...adjustedPValues([NaN, 0.01, NaN, 0.04])]).toEqual([NaN, 0.02, NaN, 0.04]);
		expect(believedUpTo([NaN, 0.04], 0.05)).toBe(0.04);
	});
});

it('nothing is believed of nothing, nor where all is likely', () => {
	expect(believedUpTo([], 0.05)).toBeNull();
	expect(believedUpTo([0.5, 0.9], 0.05)).toBeNull();
	expect(believedUpTo([NaN], 0.05)).toBeNull();
});

it('what is believed is what the rule of the paper says: up to the largest rank with p below rate x rank / tests', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }),
			fc.integer({ min: 1, max: 99 }),
			(thousandths, percent) => {
				// Whole numbers, so that nothing is decided by rounding.
				const sorted = [...thousandths].sort((a, b) => a - b);
				const close = sorted.some((p, i) => p * 100 * sorted.length === percent * 1000 * (i + 1));
				fc.pre(!close);
				const last = sorted.findLastIndex((p, i) => p * 100 * sorted.length < percent * 1000 * (i + 1));
				const p = thousandths.map((one) => one / 1000);
				expect(believedUpTo(p, percent / 100)).toBe(last < 0 ? null : sorted[last]! / 1000);
				const adjusted = adjustedPValues(p);
				p.forEach((one, i) => {
					expect(adjusted[i]!).toBeGreaterThanOrEqual(one);
					expect(adjusted[i]!).toBeLessThanOrEqual(1);
				});
			}
		)
	);
});

describe('refused is', () => {
	it.each([-0.1, 1.1, Infinity])('a p of %f', (p) => {
		expect(() => adjustedPValues([0.5, p])).toThrow(new RangeError(`test 1 has a p of ${p}`));
	});
	it.each([0, 1, NaN])('a rate of %f', (rate) => {
		expect(() => believedUpTo([0.5], rate)).toThrow(new RangeError(`a rate of false discoveries of ${rate}`));
	});
});
