import { expect, it } from 'vitest';
import { waitToRead } from './pace.ts';

it('the first change is shown at once, and those that follow it when the pause is over', () => {
	for (const since of [Infinity, 60_000, 800]) {
		expect(waitToRead(since)).toBeGreaterThanOrEqual(0);
		expect(waitToRead(since)).toBeLessThan(150);
	}
	expect(waitToRead(0)).toBe(800);
	expect(waitToRead(300)).toBe(500);
});
