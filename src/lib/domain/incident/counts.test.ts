import { expect, it } from 'vitest';
import { parseCounts, sumOf } from './counts.ts';

it('of a tile are read month by month, with nothing where nothing is said', () => {
	const months = parseCounts('12,,3.2,7.4.1');
	expect(months).toEqual([
		{ n: 12, open: 0, overdue: 0 },
		{ n: 0, open: 0, overdue: 0 },
		{ n: 3, open: 2, overdue: 0 },
		{ n: 7, open: 4, overdue: 1 }
	]);
	expect(sumOf(months)).toEqual({ n: 22, open: 6, overdue: 1 });
	expect(sumOf([])).toEqual({ n: 0, open: 0, overdue: 0 });
});
