import { describe, expect, it } from 'vitest';
import { erfc, twoSidedP } from './normal.ts';

describe('the complementary error function', () => {
	// To 16 digits, computed with 50 (mpmath 1.3); at 0.5, 1 and 2 as in Abramowitz and Stegun, table 7.1.
	it.each([
		[-3, 1.999977909503001],
		[-0.3, 1.328626759459127],
		[0, 1],
		[0.1, 0.887537083981715],
		[0.46875, 0.5073865267820618],
		[0.5, 0.4795001221869535],
		[1, 0.1572992070502851],
		[2, 0.004677734981047266],
		[4, 1.541725790028002e-8],
		[4.5, 1.966160441542887e-10],
		[10, 2.088487583762545e-45],
		[26, 5.663192408856143e-296]
	])('of %f is right to 15 digits', (x, value) => {
		expect(Math.abs(erfc(x) / value - 1)).toBeLessThan(1e-15);
	});

	it('is 0 far out, 2 on the other side, and not a number for none', () => {
		expect([erfc(30), erfc(Infinity), erfc(-Infinity)]).toEqual([0, 0, 2]);
		expect(erfc(NaN)).toBeNaN();
	});

	it('meets itself where one formula ends and the next begins', () => {
		for (const end of [0.46875, 4]) expect(erfc(end) / erfc(end + 1e-15)).toBeCloseTo(1, 12);
	});
});

describe('a two-sided p', () => {
	it.each([
		[0, 1],
		[1.959963984540054, 0.05],
		[-2.575829303548901, 0.01],
		[3.290526731491926, 0.001]
	])('of the score %f is %f', (z, p) => {
		expect(twoSidedP(z)).toBeCloseTo(p, 15);
	});
});
