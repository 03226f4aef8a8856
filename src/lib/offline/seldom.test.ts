import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Seldom } from './seldom.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('works at once, then for all who ask within the time once at its end', () => {
	const work = vi.fn();
	const seldom = new Seldom(1000, work);
	seldom.ask();
	expect(work).toHaveBeenCalledTimes(1);
	seldom.ask();
	seldom.ask();
	vi.advanceTimersByTime(999);
	expect(work).toHaveBeenCalledTimes(1);
	vi.advanceTimersByTime(1);
	expect(work).toHaveBeenCalledTimes(2);
});

it('works at once again for who asks after a quiet time', () => {
	const work = vi.fn();
	const seldom = new Seldom(1000, work);
	seldom.ask();
	vi.advanceTimersByTime(5000);
	expect(work).toHaveBeenCalledTimes(1);
	seldom.ask();
	expect(work).toHaveBeenCalledTimes(2);
});

it('does nothing more once it is stopped', () => {
	const work = vi.fn();
	const seldom = new Seldom(1000, work);
	seldom.ask();
	seldom.ask();
	seldom.stop();
	vi.advanceTimersByTime(5000);
	expect(work).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});
