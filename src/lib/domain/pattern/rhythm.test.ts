import { expect, it } from 'vitest';
import { barsOf, weekOf } from './rhythm.ts';

// 2026-06-01 is a Monday.
const rhythm = { days: [0, 0, 1, 9], hours: [0, 23, 8, 8], counts: [1, 2, 3, 4] };

it('counts by day, and by week where there are many days', () => {
	const bars = barsOf(rhythm, '2026-06-01', 10, []);
	expect(bars.map(({ count }) => count)).toEqual([3, 3, 0, 0, 0, 0, 0, 0, 0, 4]);
	expect(bars[9]).toEqual({ from: '2026-06-10', to: '2026-06-10', count: 4 });
	const weeks = barsOf(rhythm, '2026-06-01', 100, []);
	expect(weeks).toHaveLength(15);
	expect(weeks[0]).toEqual({ from: '2026-06-01', to: '2026-06-07', count: 6 });
	expect(weeks[1]!.count).toBe(4);
	expect(weeks[14]).toEqual({ from: '2026-09-07', to: '2026-09-08', count: 0 });
});

it('counts the hours of the week that are asked for', () => {
	const mondays = barsOf(rhythm, '2026-06-01', 10, [0, 23]);
	expect(mondays.map(({ count }) => count).slice(0, 2)).toEqual([3, 0]);
	// The tenth is a Wednesday, the second a Tuesday.
	expect(barsOf(rhythm, '2026-06-01', 10, [2 * 24 + 8]).map(({ count }) => count)).toEqual([
		...new Array<number>(9).fill(0),
		4
	]);
});

it('counts by hour of the week, of some days', () => {
	const week = weekOf(rhythm, '2026-06-01', [0, 9]);
	expect(week).toHaveLength(168);
	expect([week[0], week[23], week[32], week[56]]).toEqual([1, 2, 3, 4]);
	expect(weekOf(rhythm, '2026-06-01', [1, 8]).reduce((sum, n) => sum + n, 0)).toBe(3);
});
