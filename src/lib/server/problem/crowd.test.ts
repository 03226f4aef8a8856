import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Crowd } from './crowd.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('says the first that was sent away at once, and then their number once a minute', () => {
	const said: number[] = [];
	const crowd = new Crowd((refused) => said.push(refused));
	for (let i = 0; i < 1000; i++) crowd.tell();
	expect(said).toEqual([1]);
	vi.advanceTimersByTime(60_000);
	expect(said).toEqual([1, 999]);
	vi.advanceTimersByTime(120_000);
	crowd.tell();
	expect(said).toEqual([1, 999, 1]);
});
