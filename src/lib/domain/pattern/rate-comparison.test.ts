import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, atMost, binomialTerm } from './binomial.ts';
import { compareRates } from './rate-comparison.ts';

const near = (found: number | null, wanted: number | null, digits = 1e-9) => {
	if (wanted === null || found === null) expect(found).toBe(wanted);
	else expect(Math.abs(found - wanted)).toBeLessThanOrEqual(digits * Math.abs(wanted));
};

describe('two periods', () => {
	// R 4, poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)), the example of its manual; the breast cancers of
	// Boice and Monson (1977); and, computed with scipy 1.17's binomtest, made-up ones.
	it.each([
		[11, 800, 21, 3011, 0.07966863303, 0.8584264034, 4.277265944],
		[41, 28010, 15, 19017, 0.04085202628650178, 1.0056840626892576, 3.6093003110779054],
		[30, 7, 10, 28, 1.0619949154763434e-13, 5.709633880603829, 27.51720708407286],
		[3, 10, 9, 10, 0.14599609375, 0.058045032418097456, 1.3356761980783],
		[1200, 30, 1000, 30, 2.1817026407914194e-5, 1.1024815551568636, 1.3063596411711313],
		[50000, 30, 49000, 31, 7.759233170641467e-17, 1.041345395981476, 1.0676627594051928]
	])('of %i in %i days and %i in %i', (count, days, otherCount, otherDays, p, low, high) => {
		const found = compareRates({ count, days }, { count: otherCount, days: otherDays });
		near(found.ratio, count / days / (otherCount / otherDays), 1e-14);
		near(found.p, p);
		near(found.low, low);
		near(found.high, high);
	});

	it('turned round have the turned ratio and interval, and the same p', () => {
		const [one, other] = [
			{ count: 12, days: 30 },
			{ count: 5, days: 31 }
		];
		const [there, back] = [compareRates(one, other), compareRates(other, one)];
		near(back.ratio, 1 / there.ratio!);
		near(back.low, 1 / there.high!);
		near(back.high, 1 / there.low!);
		near(back.p, there.p);
	});

	it('with nothing in one have no ratio or a ratio of 0, and an interval that is open there', () => {
		const none = { count: 0, days: 7 };
		const five = { count: 5, days: 7 };
		const found = compareRates(none, five);
		expect([found.ratio, found.low]).toEqual([0, 0]);
		near(found.high, 1.091279105182546);
		near(found.p, 1 / 16);
		const turned = compareRates(five, none);
		expect([turned.ratio, turned.high]).toEqual([null, null]);
		near(turned.low, 0.91635585731546);
		expect(compareRates(none, none)).toEqual({ ratio: null, low: null, high: null, p: 1 });
	});

	it('that are the same are as likely as can be', () => {
		expect(compareRates({ count: 10, days: 30 }, { count: 10, days: 30 })).toMatchObject({ ratio: 1, p: 1 });
	});

	it('have a wider interval where more confidence is wanted', () => {
		const of = (confidence: number) =>
			compareRates({ count: 12, days: 30 }, { count: 5, days: 31 }, confidence);
		expect(of(0.99).low!).toBeLessThan(of(0.9).low!);
		expect(of(0.99).high!).toBeGreaterThan(of(0.9).high!);
	});
});

describe('against sums of terms from Pascal’s triangle (property)', () => {
	/** By adding up, not by any expansion. */
	function terms(n: number, p: number): number[] {
		let row = [1];
		for (let i = 0; i < n; i++)
			row = Array.from({ length: row.length + 1 }, (_, k) => (row[k] ?? 0) * (1 - p) + (row[k - 1] ?? 0) * p);
		return row;
	}
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

	it('terms and tails are right', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99 }), (n, percent) => {
				const row = terms(n, percent / 100);
				row.forEach((term, k) => {
					near(binomialTerm(k, n, percent / 100), term, 1e-12);
					expect(atLeast(k, n, percent / 100)).toBeCloseTo(sum(row.slice(k)), 12);
					expect(atMost(k, n, percent / 100)).toBeCloseTo(sum(row.slice(0, k + 1)), 12);
				});
				expect([atLeast(n + 1, n, 0.5), atMost(-1, n, 0.5)]).toEqual([0, 0]);
			}),
			{ numRuns: 60 }
		);
	});

	it('p is the sum of all terms that are no larger than the one that was seen', () => {
		const count = fc.nat({ max: 25 });
		const days = fc.integer({ min: 1, max: 40 });
		fc.assert(
			fc.property(count, days, count, days, (k, one, other, two) => {
				const row = terms(k + other, one / (one + two));
				const wanted = sum(row.filter((term) => term <= row[k]! * (1 + 1e-7)));
				near(compareRates({ count: k, days: one }, { count: other, days: two }).p, wanted, 1e-9);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('refused is', () => {
	const fine = { count: 1, days: 1 };
	it.each([-1, 1.5, NaN])('a count of %f', (count) => {
		expect(() => compareRates(fine, { count, days: 1 })).toThrow(new RangeError(`a count of ${count}`));
	});
	it.each([0, -1, Infinity, NaN])('a period of %f days', (days) => {
		expect(() => compareRates({ count: 1, days }, fine)).toThrow(new RangeError(`a period of ${days} days`));
	});
	it.each([0, 1, NaN])('a confidence of %f', (confidence) => {
		expect(() => compareRates(fine, fine, confidence)).toThrow(
			new RangeError(`a confidence of ${confidence}`)
		);
	});
});
