import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf, THROTTLES, waitAfter, type ThrottleRule } from './throttle.ts';

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

describe('the network of an address', () => {
	it.each([
		['10.0.0.5', '10.0.0.5'],
		['::ffff:10.0.0.5', '10.0.0.5'],
		['::FFFF:10.0.0.5', '10.0.0.5'],
		['10.0.0.5:51234', '10.0.0.5'],
		['::1', '0000:0000:0000:0000::/64'],
		['2001:db8::', '2001:0db8:0000:0000::/64'],
		['2001:DB8:1:2:3:4:5:6', '2001:0db8:0001:0002::/64'],
		['2001:0db8:0001:0002::6', '2001:0db8:0001:0002::/64'],
		['2001:db8:1:2::ffff:10.0.0.5', '2001:0db8:0001:0002::/64'],
		['fe80::1%eth0', 'fe80:0000:0000:0000::/64'],
		['', ''],
		['unknown', 'unknown']
	])('of %j is %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	it('is that of all who share it, and of nobody else (property)', () => {
		const groups = (count: number) =>
			fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: count, maxLength: count });
		const written = (all: number[]) => all.map((group) => group.toString(16)).join(':');
		fc.assert(
			fc.property(groups(4), groups(4), groups(4), (network, one, other) => {
				expect(networkOf(written([...network, ...one]))).toBe(networkOf(written([...network, ...other])));
				const same = written(one) === written(network);
				expect(networkOf(written([...one, ...other])) === networkOf(written([...network, ...other]))).toBe(
					same
				);
			})
		);
	});
});
