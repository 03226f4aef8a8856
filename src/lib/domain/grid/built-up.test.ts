import { describe, expect, it } from 'vitest';
import { isBuiltUpGround, isLivedInDensely } from './built-up.ts';

describe('what is called built up', () => {
	it('is a grid of which half is built-up ground', () => {
		expect(isBuiltUpGround(0.5)).toBe(true);
		expect(isBuiltUpGround(0.49)).toBe(false);
	});

	it('is an estate of towers too, whose footprints cover little', () => {
		// Three towers of 18 to 31 floors on 31,782 m²: 43 % of it counts as built-up ground.
		expect(isLivedInDensely(302, 31_782)).toBe(true);
		// One tower beside a large lawn.
		expect(isLivedInDensely(106, 47_787)).toBe(true);
	});

	it('is no farm, however small its grid, and no village among its fields', () => {
		for (const area of [100, 2_500, 10_000, 250_000]) {
			expect(isLivedInDensely(1, area)).toBe(false);
			expect(isLivedInDensely(4, area)).toBe(false);
		}
		expect(isLivedInDensely(200, 250_000)).toBe(false);
	});

	it('is left to the ground where nobody knows how many live there', () => {
		expect(isLivedInDensely(undefined, 10_000)).toBe(false);
		expect(isLivedInDensely(0, 10_000)).toBe(false);
	});
});
