import fc from 'fast-check';
import { expect, it } from 'vitest';
import { THROTTLES, waitAfter, type ThrottleRule } from './throttle.ts';

const rule = fc.record<ThrottleRule>({
	free: fc.integer({ min: 0, max: 100 }),
	firstWaitMs: fc.integer({ min: 1, max: 100_000 }),
	longestWaitMs: fc.integer({ min: 100_000, max: 10_000_000 }),
	forgottenMs: fc.integer({ min: 1, max: 100_000_000 })
});
const failures = fc.integer({ min: 0, max: 2 ** 31 - 1 });

it('never waits longer than the longest wait, nor less after more failures (property)', () => {
	fc.assert(
		fc.property(rule, failures, failures, (one, some, more) => {
			const [fewer, most] = [Math.min(some, more), Math.max(some, more)];
			expect(waitAfter(most, one)).toBeLessThanOrEqual(one.longestWaitMs);
			expect(waitAfter(fewer, one)).toBeLessThanOrEqual(waitAfter(most, one));
			expect(waitAfter(fewer, one)).toBeGreaterThanOrEqual(0);
		})
	);
});

it('costs nothing while failures are free, and reaches the longest wait (property)', () => {
	fc.assert(
		fc.property(rule, (one) => {
			expect(waitAfter(one.free, one)).toBe(0);
			expect(waitAfter(one.free + 1, one)).toBe(one.firstWaitMs);
			expect(waitAfter(2 ** 31 - 1, one)).toBe(one.longestWaitMs);
		})
	);
});

it('doubles', () => {
	expect([5, 6, 7, 8, 9, 10, 11, 12].map((count) => waitAfter(count, THROTTLES.account) / 1000)).toEqual([
		0, 30, 60, 120, 240, 480, 900, 900
	]);
	expect([30, 31, 36].map((count) => waitAfter(count, THROTTLES.address) / 1000)).toEqual([0, 30, 900]);
});

it.each(Object.entries(THROTTLES))(
	'of an %s nobody is locked out for good, or forgotten while waiting',
	(_, one) => {
		expect(one.longestWaitMs).toBeLessThanOrEqual(15 * 60_000);
		expect(one.forgottenMs).toBeGreaterThan(one.longestWaitMs);
	}
);
