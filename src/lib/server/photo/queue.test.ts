import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Queue } from './queue.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const after = (ms: number) => () => new Promise<number>((resolve) => setTimeout(() => resolve(ms), ms));

it('lets one work at a time, in the order of coming, also after one that failed', async () => {
	const queue = new Queue({ waiting: 9, waitMs: 1000 });
	const done: string[] = [];
	let [now, most] = [0, 0];
	const work = (name: string) =>
		queue.take(async () => {
			most = Math.max(most, ++now);
			await after(10)();
			now--;
			if (name === 'b') throw new Error(name);
			done.push(name);
		});
	const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(work));
	await vi.runAllTimersAsync();
	expect((await all).map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'fulfilled',
		'fulfilled'
	]);
	expect([done, most]).toEqual([['a', 'c', 'd'], 1]);
});

it('sends away who would be one too many, and who has waited too long, and goes on', async () => {
	const queue = new Queue({ waiting: 1, waitMs: 1000 });
	const first = queue.take(after(1500));
	const second = queue.take(after(1));
	const third = queue.take(after(1));
	await expect(third).rejects.toMatchObject({
		kind: 'server-busy',
		details: { what: 'photos', reason: 'full' }
	});
	const sentAway = expect(second).rejects.toMatchObject({ details: { reason: 'waited' } });
	await vi.advanceTimersByTimeAsync(1000);
	await sentAway;
	const fourth = queue.take(after(1));
	await vi.runAllTimersAsync();
	expect([await first, await fourth]).toEqual([1500, 1]);
	expect(vi.getTimerCount()).toBe(0);
});
