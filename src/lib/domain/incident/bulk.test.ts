import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	BULK_ACTIONS,
	isBulkAction,
	needsOf,
	offeredByAll,
	offeredBySome,
	parseSeenCase,
	seenCaseText
} from './bulk.ts';
import type { STATES } from './workflow.ts';
import { CASE_ACTIONS, offeredActions } from './workflow.ts';

const standing = (state: (typeof STATES)[number]) => ({
	offered: offeredActions({ state, found: true, askedMinutes: null })
});

describe('what is done to several cases', () => {
	it('is whatever does not need to be said of each by itself', () => {
		expect(CASE_ACTIONS.filter((action) => !isBulkAction(action))).toEqual([
			'verify',
			'ask_extension',
			'merge',
			'photograph',
			'remove_photo'
		]);
		// A form has fields for nothing else.
		for (const action of BULK_ACTIONS)
			for (const need of needsOf(action)) expect(['reason', 'organisation']).toContain(need);
		expect(isBulkAction('burn')).toBe(false);
	});

	it('is what all of them offer', () => {
		expect(offeredByAll([])).toEqual([]);
		expect(offeredByAll([standing('reported')])).toEqual(['accept', 'escalate', 'void', 'say']);
		expect(offeredByAll([standing('reported'), standing('filed')])).toEqual(['escalate', 'void', 'say']);
		expect(offeredByAll([standing('reported'), standing('closed')])).toEqual(['say']);
		expect(offeredBySome([standing('reported'), standing('checked')])).toEqual([
			...['accept', 'close', 'escalate', 'void', 'say']
		]);
		expect(offeredBySome([])).toEqual([]);
	});

	it('names each case with what was seen of it', () => {
		fc.assert(
			fc.property(
				fc.nat(999_999_999),
				fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
				(version, number) => {
					expect(parseSeenCase(seenCaseText({ version, number }))).toEqual({ version, number });
				}
			)
		);
		for (const none of ['', '1', ':T-1', '1:', '-1:T-1', '1.5:T-1', `1:${'x'.repeat(61)}`])
			expect(parseSeenCase(none), none).toBeUndefined();
	});
});
