import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/days.ts';
import { parseReason } from './reveal.ts';

const refusal = (reason: string) => expect.objectContaining({ kind: 'reveal-refused', details: { reason } });

describe('a reason', () => {
	it.each([
		['核实位置', '核实位置'],
		['  核实\n\t位置 \u0000 ', '核实 位置'],
		['长'.repeat(200), '长'.repeat(200)],
		['𠮷'.repeat(200), '𠮷'.repeat(200)]
	])('%j is kept as %j', (typed, kept) => {
		expect(parseReason(typed)).toBe(kept);
	});

	it.each([
		['', 'reason-short'],
		['核 实', 'reason-short'],
		[`a${' '.repeat(50)}b`, 'reason-short'],
		['长'.repeat(201), 'reason-long'],
		['问 138 1234 5678 的位置', 'reason-personal']
	])('%j is refused as %s', (typed, reason) => {
		expect(() => parseReason(typed)).toThrow(refusal(reason));
	});
});

describe('the day after', () => {
	it.each([
		['2026-07-01', '2026-07-02'],
		['2026-12-31', '2027-01-01'],
		['2028-02-28', '2028-02-29']
	])('%s is %s', (day, next) => {
		expect(addDays(day, 1)).toBe(next);
	});
});
