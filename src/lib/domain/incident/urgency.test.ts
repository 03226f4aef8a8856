import { describe, expect, it } from 'vitest';
import { spanOf, urgencyOf } from './urgency.ts';

const now = Date.parse('2026-07-01T02:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

describe('how a case stands to its time', () => {
	it.each([
		['overdue', { state: 'filed', due_at: at(-1), warn_at: at(-5) }],
		['soon', { state: 'filed', due_at: at(3), warn_at: at(0) }],
		['in-time', { state: 'filed', due_at: at(3), warn_at: at(1) }],
		['in-time', { state: 'filed', due_at: at(3), warn_at: null }],
		['stands', { state: 'suspended', due_at: null, warn_at: null }],
		['no-limit', { state: 'dispatched', due_at: null, warn_at: null }],
		['ended', { state: 'closed', due_at: at(-60), warn_at: null }],
		['ended', { state: 'merged', due_at: null, warn_at: null }]
	] as const)('%s', (urgency, timed) => expect(urgencyOf(timed, now)).toBe(urgency));

	it('is said in the largest unit of which there are two, and never as more than it is', () => {
		expect(spanOf(119 * 60_000)).toEqual({ unit: 'minutes', count: 119 });
		expect(spanOf(120 * 60_000)).toEqual({ unit: 'hours', count: 2 });
		expect(spanOf(-47.9 * 3_600_000)).toEqual({ unit: 'hours', count: 47 });
		expect(spanOf(48 * 3_600_000)).toEqual({ unit: 'days', count: 2 });
		expect(spanOf(59_999)).toEqual({ unit: 'minutes', count: 0 });
	});
});
