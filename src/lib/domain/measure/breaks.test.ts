import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	breaksOf,
	classIndex,
	countedIn,
	edgesOf,
	FEWEST_CLASSES,
	histogramOf,
	MOST_CLASSES
} from './breaks.ts';

const ladder = (value: number) => {
	const digit = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
	return [1, 2, 2.5, 5].some((allowed) => Math.abs(allowed - digit) < 1e-9);
};
const spread = Array.from({ length: 1000 }, (_, index) => 3 * 1.01 ** index);
const value = fc.oneof(
	fc.constant(null),
	fc.constant(0),
	fc.double({ min: 0.1, max: 1e8, noNaN: true }),
	fc.integer({ min: 1, max: 12 })
);

describe('breaks', () => {
	it('has none where nothing is above zero', () => {
		expect(breaksOf([])).toEqual([]);
		expect(breaksOf([null, 0, 0])).toEqual([]);
	});

	it('has none where all places share one value', () => {
		expect(breaksOf([7, 7, 7, null])).toEqual([]);
	});

	it('reads 1, 2, 2.5 or 5 times a power of ten where values spread', () => {
		const breaks = breaksOf(spread);
		expect(breaks.length + 1).toBeGreaterThanOrEqual(FEWEST_CLASSES);
		expect(breaks.every(ladder)).toBe(true);
	});

	it('takes finer numbers where the values lie close together', () => {
		const breaks = breaksOf(Array.from({ length: 200 }, (_, index) => 9000 + 10 * index));
		expect(breaks.length + 1).toBeGreaterThanOrEqual(FEWEST_CLASSES);
		for (const border of breaks) expect(border % 50).toBe(0);
	});

	it('gives counts whole breaks, one class for each of a few different counts', () => {
		expect(breaksOf([1, 1, 1, 1, 2, 2, 3], true)).toEqual([1, 2]);
	});

	it('keeps five classes where nine places in ten share one value', () => {
		const values = [
			...new Array<number>(900).fill(1),
			...Array.from({ length: 100 }, (_, index) => index + 2)
		];
		expect(breaksOf(values, true).length + 1).toBeGreaterThanOrEqual(FEWEST_CLASSES);
	});

	it('leaves no class empty, never has more than seven, and does not depend on the order (property)', () => {
		fc.assert(
			fc.property(fc.array(value, { maxLength: 200 }), fc.boolean(), (mixed, whole) => {
				const values = whole ? mixed.map((item) => (item === null ? null : Math.ceil(item))) : mixed;
				const breaks = breaksOf(values, whole);
				const above = values.filter((item): item is number => item !== null && item > 0);
				const different = new Set(above).size;
				expect(breaks).toEqual([...new Set(breaks)].sort((a, b) => a - b));
				expect(breaks.length + 1).toBeLessThanOrEqual(MOST_CLASSES);
				if (different > 0) {
					expect(breaks.length + 1).toBeGreaterThanOrEqual(Math.min(FEWEST_CLASSES, different));
					const used = new Set(above.map((item) => classIndex(item, breaks)));
					expect(used.size).toBe(breaks.length + 1);
				}
				if (whole) expect(breaks.every(Number.isInteger)).toBe(true);
				expect(breaksOf([...values].reverse(), whole)).toEqual(breaks);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('class of a value', () => {
	it('sets no data and zero apart from the first class', () => {
		expect([null, NaN, 0, 0.1, 5, 5.1, 100].map((item) => classIndex(item, [5, 50]))).toEqual([
			-1, -1, 0, 1, 1, 2, 3
		]);
	});
});

describe('histogram', () => {
	it('is empty but for its counts of zero and no data where nothing is above zero', () => {
		expect(histogramOf([null, 0, 0])).toEqual({ edges: [], counts: [], zero: 2, nodata: 1 });
	});

	it('has even bars where values lie close together', () => {
		expect(histogramOf([1, 2, 2, 4], true)).toEqual({
			edges: [0, 1, 2, 3, 4],
			counts: [1, 2, 0, 1],
			zero: 0,
			nodata: 0
		});
	});

	it('has stepped bars where a few values are far above the rest', () => {
		expect(histogramOf([1, 1, 2, 400], true).edges).toEqual([0, 1, 2, 5, 10, 20, 50, 100, 200, 500]);
	});

	it('has the same bars for several distributions, so that they can be compared', () => {
		const edges = edgesOf([1, 2, 4, 2], true);
		expect(countedIn(edges, [1, 0, 2])).toEqual({ edges, counts: [1, 1, 0, 0], zero: 1, nodata: 0 });
		expect(countedIn(edges, [0, 0, 0])).toEqual({ edges, counts: [0, 0, 0, 0], zero: 3, nodata: 0 });
		expect(countedIn(edgesOf([]), [0])).toEqual({ edges: [], counts: [], zero: 1, nodata: 0 });
	});

	it('counts every place exactly once (property)', () => {
		fc.assert(
			fc.property(fc.array(value, { maxLength: 200 }), (values) => {
				const { edges, counts, zero, nodata } = histogramOf(values);
				expect(counts.reduce((sum, count) => sum + count, 0) + zero + nodata).toBe(values.length);
				if (edges.length > 0) {
					expect(edges.length).toBe(counts.length + 1);
					expect(Math.max(...values.map((item) => item ?? 0))).toBeLessThanOrEqual(edges.at(-1)!);
					for (let index = 0; index + 1 < edges.length; index++) {
						expect(edges[index]!).toBeLessThan(edges[index + 1]!);
					}
				}
			})
		);
	});
});
