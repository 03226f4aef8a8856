import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from './lattice.ts';
import { bandHeight, numberingOrder } from './numbering.ts';

const spot = fc.tuple(
	fc.double({ min: 400_000, max: 402_000, noNaN: true }),
	fc.double({ min: 3_984_000, max: 3_986_000, noNaN: true })
);

describe('the order of numbers', () => {
	it('numbers a chessboard west to east, then north to south', () => {
		const spots: Place[] = [
			[150, 50],
			[50, 50],
			[150, 150],
			[50, 150]
		];
		expect(numberingOrder(spots, 100)).toEqual([3, 2, 1, 0]);
	});

	it('never goes back north, and never back west within a band', () => {
		fc.assert(
			fc.property(fc.array(spot, { maxLength: 60 }), (spots) => {
				const order = numberingOrder(spots, 200);
				expect([...order].sort((a, b) => a - b)).toEqual(spots.map((_, i) => i));
				for (let k = 1; k < order.length; k++) {
					const [before, after] = [spots[order[k - 1]!]!, spots[order[k]!]!];
					const bands = [Math.floor(before[1] / 200), Math.floor(after[1] / 200)] as const;
					expect(bands[1]).toBeLessThanOrEqual(bands[0]);
					if (bands[0] === bands[1]) expect(after[0]).toBeGreaterThanOrEqual(before[0]);
				}
			})
		);
	});

	it('does not depend on the order in which cells are given', () => {
		fc.assert(
			fc.property(fc.uniqueArray(spot, { maxLength: 40, selector: ([x, y]) => `${x} ${y}` }), (spots) => {
				const turned = [...spots].reverse();
				const places = numberingOrder(spots, 100).map((i) => spots[i]);
				expect(numberingOrder(turned, 100).map((i) => turned[i])).toEqual(places);
			})
		);
	});

	it('rules bands of 100 m for cells of a hectare and wider ones for the countryside', () => {
		expect(bandHeight([9_000, 10_000, 12_000])).toBe(100);
		expect(bandHeight([250_000, 240_000])).toBe(400);
		expect(bandHeight([])).toBe(100);
		expect(bandHeight([500])).toBe(100);
	});
});
