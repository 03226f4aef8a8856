import { describe, expect, it } from 'vitest';
import { barsOf } from '$lib/domain/pattern/rhythm';
import { moved, played, playFrom, stretchOf, windowOf, withEnd } from './window.ts';

const none = { days: [], hours: [], counts: [] };
const days = barsOf(none, '2026-06-01', 30, []);
const weeks = barsOf(none, '2026-01-01', 181, []);

describe('the stretch that the map shows', () => {
	it('is all of the period where none is said, and of its days otherwise', () => {
		expect(stretchOf(null, days)).toEqual([0, 30]);
		expect(windowOf([0, 30], days)).toBeNull();
		expect(stretchOf(['2026-06-03', '2026-06-05'], days)).toEqual([2, 5]);
		expect(windowOf([2, 5], days)).toEqual(['2026-06-03', '2026-06-05']);
		// Of weeks it takes in whole ones.
		expect(stretchOf(['2026-01-09', '2026-01-10'], weeks)).toEqual([1, 2]);
		expect(windowOf([1, 2], weeks)).toEqual(['2026-01-08', '2026-01-14']);
		expect(windowOf([25, 26], weeks)).toEqual(['2026-06-25', '2026-06-30']);
	});

	it('is stretched at either end, and never to nothing', () => {
		expect(withEnd([2, 5], 'from', 0, 30)).toEqual([0, 5]);
		expect(withEnd([2, 5], 'from', 9, 30)).toEqual([4, 5]);
		expect(withEnd([2, 5], 'to', 40, 30)).toEqual([2, 30]);
		expect(withEnd([2, 5], 'to', 1, 30)).toEqual([2, 3]);
	});

	it('moves as it is, as far as the period goes', () => {
		expect(moved([2, 5], 3, 30)).toEqual([5, 8]);
		expect(moved([2, 5], -9, 30)).toEqual([0, 3]);
		expect(moved([2, 5], 99, 30)).toEqual([27, 30]);
	});

	it('plays from where it is, or from the beginning, up to the end', () => {
		expect(playFrom([0, 30], 30, false)).toEqual([0, 7]);
		expect(playFrom([0, 26], 26, true)).toEqual([0, 4]);
		expect(playFrom([0, 1], 1, false)).toEqual([0, 1]);
		expect(playFrom([4, 9], 30, false)).toEqual([4, 9]);
		expect(playFrom([25, 30], 30, false)).toEqual([0, 5]);
		expect(played([0, 7], 30)).toEqual([1, 8]);
		expect(played([23, 30], 30)).toBeNull();
	});
});
