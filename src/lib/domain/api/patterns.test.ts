import { expect, it } from 'vitest';
import { patternHotSpots } from './patterns.ts';
import { refusalsOf } from './refusals.ts';

const refusals = (given: Record<string, string>) => {
	const parsed = patternHotSpots.input.safeParse(given);
	return parsed.success ? [] : refusalsOf(parsed.error, given);
};

it('take a period of two years at most, and say between which days its end must lie', () => {
	const from = '2024-11-30';
	const range = { parameter: 'to', reason: 'out_of_range', from, to: '2026-11-30' };
	expect(refusals({ from, to: from })).toEqual([]);
	expect(refusals({ from, to: '2026-11-30' })).toEqual([]);
	expect(refusals({ from, to: '2026-12-01' })).toEqual([range]);
	expect(refusals({ from, to: '2024-11-29' })).toEqual([range]);
});
