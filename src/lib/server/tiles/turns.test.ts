import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

const LIMITS = { places: 1, waiting: 2, waitMs: 1000 };

/** Work that ends when it is told to. */
function task(log: string[], name: string) {
	let end: () => void = () => undefined;
	const work = () => {
		log.push(name);
		return new Promise<string>((resolve) => (end = () => resolve(name)));
	};
	return { work, end: () => end() };
}

describe('turns of the tiles', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});
	const settle = () => vi.advanceTimersByTimeAsync(0);

	it('go to the newest first, and when too many wait the oldest is sent away', async () => {
		const turns = new Turns(LIMITS);
		const log: string[] = [];
		const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => task(log, name));
		const one = turns.take(first!.work);
		const two = turns.take(second!.work);
		const three = turns.take(third!.work);
		expect(turns.waiting).toBe(2);
		const four = turns.take(fourth!.work);
		await expect(two).rejects.toMatchObject({
			kind: 'database-busy',
			details: { reason: 'full', what: 'tiles' }
		});
		first!.end();
		await settle();
		fourth!.end();
		await settle();
		third!.end();
		expect(await Promise.all([one, three, four])).toEqual(['1', '3', '4']);
		expect(log).toEqual(['1', '4', '3']);
	});

	it('are given up after a bounded time, and the next takes the place all the same', async () => {
		const turns = new Turns(LIMITS);
		const log: string[] = [];
		const first = task(log, '1');
		const one = turns.take(first.work);
		const two = turns.take(task(log, '2').work);
		const refused = expect(two).rejects.toMatchObject({ details: { reason: 'waited' } });
		await vi.advanceTimersByTimeAsync(LIMITS.waitMs);
		await refused;
		expect(turns.waiting).toBe(0);
		first.end();
		expect(await one).toBe('1');
		const third = task(log, '3');
		const three = turns.take(third.work);
		await settle();
		third.end();
		expect(await three).toBe('3');
		expect(log).toEqual(['1', '3']);
	});

	it('are not taken for an asker that has gone, before or while it waits', async () => {
		const turns = new Turns(LIMITS);
		const log: string[] = [];
		expect(await turns.take(task(log, '0').work, AbortSignal.abort())).toBeUndefined();
		const first = task(log, '1');
		const one = turns.take(first.work);
		const control = new AbortController();
		const two = turns.take(task(log, '2').work, control.signal);
		control.abort();
		expect(await two).toBeUndefined();
		expect(turns.waiting).toBe(0);
		first.end();
		expect(await one).toBe('1');
		expect(log).toEqual(['1']);
	});

	it('go on after work that failed', async () => {
		const turns = new Turns(LIMITS);
		await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await turns.take(() => Promise.resolve('yes'))).toBe('yes');
	});
});
