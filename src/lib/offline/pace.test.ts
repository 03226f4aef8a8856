import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Paced, PacedOf, waitToRead } from './pace.ts';

it('the first change is shown at once, those that follow it after a pause, and not by all at one moment', () => {
	const waits = (since: number) => Array.from({ length: 500 }, () => waitToRead(since));
	for (const [since, least] of [
		[Infinity, 0],
		[60_000, 0],
		[700, 0],
		[300, 400],
		[0, 700]
	] as const) {
		const all = waits(since);
		expect(Math.min(...all)).toBeGreaterThanOrEqual(least);
		expect(Math.max(...all)).toBeLessThan(least + 250);
		expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(100);
	}
});

describe('what is asked for anew', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('is so once for all changes of a while, at once where it is wished, and not after its page is gone', () => {
		let asked = 0;
		const paced = new Paced(() => ++asked);
		paced.soon();
		paced.soon();
		expect(asked).toBe(0);
		vi.advanceTimersByTime(250);
		expect(asked).toBe(1);
		paced.soon();
		vi.advanceTimersByTime(400);
		expect(asked).toBe(1);
		vi.advanceTimersByTime(600);
		expect(asked).toBe(2);
		paced.soon();
		expect(paced.now()).toBe(3);
		vi.advanceTimersByTime(5000);
		expect(asked).toBe(3);
		paced.soon();
		paced.stop();
		vi.advanceTimersByTime(5000);
		expect(asked).toBe(3);
	});

	it('is all that was told since the last time', () => {
		const asked: string[] = [];
		const paced = new PacedOf(
			'',
			(all: string, told: string) => all + told,
			(all) => asked.push(all)
		);
		paced.soon('a');
		paced.soon('b');
		vi.advanceTimersByTime(250);
		paced.soon('c');
		vi.advanceTimersByTime(1000);
		expect(asked).toEqual(['ab', 'c']);
		paced.soon('d');
		paced.stop();
		vi.advanceTimersByTime(1000);
		paced.soon('e');
		vi.advanceTimersByTime(1000);
		expect(asked).toEqual(['ab', 'c', 'e']);
	});
});
