import { describe, expect, it } from 'vitest';
import { startFrom, stepFrom } from './step.ts';

const MONTHS = ['2025-12', '2026-01', '2026-02'];

describe('a step', () => {
	it('goes to the month beside it, over the end of a year', () => {
		expect(stepFrom(MONTHS, '2025-12', 1)).toBe('2026-01');
		expect(stepFrom(MONTHS, '2026-01', -1)).toBe('2025-12');
	});
	it('stays at either end', () => {
		expect(stepFrom(MONTHS, '2026-02', 1)).toBe('2026-02');
		expect(stepFrom(MONTHS, '2025-12', -1)).toBe('2025-12');
	});
	it('stays where no month is known yet', () => {
		expect(stepFrom([], '2026-02', 1)).toBe('2026-02');
	});
});

it('playing goes on from where it is, and from the end begins anew', () => {
	expect(startFrom(MONTHS, '2026-01')).toBe('2026-01');
	expect(startFrom(MONTHS, '2026-02')).toBe('2025-12');
});
