import { expect, it } from 'vitest';
import { areaChanges } from './area-changes.ts';
import { compareRates } from './rate-comparison.ts';

const areas = [
	{ name: 'as it was', now: 100, before: 100 },
	{ name: 'many more', now: 90, before: 30 },
	{ name: 'a few more', now: 12, before: 8 },
	{ name: 'fewer', now: 20, before: 60 },
	{ name: 'none any more', now: 0, before: 2 }
];

it('tells where more and where fewer are reported, the surest first', () => {
	const { more, fewer, ...counts } = areaChanges(areas, { now: 30, before: 30 }, 10);
	expect(more.map(({ name }) => name)).toEqual(['many more', 'a few more']);
	expect(fewer.map(({ name }) => name)).toEqual(['fewer', 'none any more']);
	expect(counts).toEqual({ compared: 5, risen: 1, fallen: 1, allMore: 2, allFewer: 2 });
	expect(more[0]).toMatchObject({ ratio: 3, now: 90, before: 30 });
	const { p } = compareRates({ count: 90, days: 30 }, { count: 30, days: 30 });
	expect(more[0]!.p).toBe(p);
	// The least of five: five times as large.
	expect(more[0]!.q).toBeCloseTo(5 * p, 12);
});

it('compares rates where the periods are not as long, and tells no more areas than asked', () => {
	const { more, fewer, allMore, allFewer } = areaChanges(areas, { now: 30, before: 60 }, 1);
	expect(more.map(({ name }) => name)).toEqual(['many more']);
	expect(more[0]!.ratio).toBe(6);
	expect(fewer.map(({ name }) => name)).toEqual(['fewer']);
	expect([allMore, allFewer]).toEqual([3, 2]);
	expect(areaChanges([], { now: 1, before: 1 }, 9)).toMatchObject({ more: [], fewer: [], compared: 0 });
});
