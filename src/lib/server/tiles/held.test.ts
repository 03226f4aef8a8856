import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Held } from './held.ts';

const at = (ms: number) => new Date(ms);

describe('what is held for a second', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('is read once for all who ask at once and within the second, and again after it or before it', async () => {
		let reads = 0;
		const held = new Held(() => Promise.resolve(++reads));
		expect(await Promise.all([held.at(at(5000)), held.at(at(5000)), held.at(at(5010))])).toEqual([1, 1, 1]);
		expect(await held.at(at(5999))).toBe(1);
		expect(await held.at(at(6000))).toBe(2);
		expect(await held.at(at(5000))).toBe(3);
	});

	it('is not held when it could not be read', async () => {
		const answers = [() => Promise.reject(new Error('no')), () => Promise.resolve('yes')];
		const held = new Held(() => answers.shift()!());
		await expect(held.at(at(0))).rejects.toThrow('no');
		expect(await held.at(at(0))).toBe('yes');
	});

	it('sends away who waits too long for a reading, and those who are too many', async () => {
		const held = new Held(() => new Promise<never>(() => undefined));
		const waiting = Promise.allSettled(Array.from({ length: 1000 }, () => held.at(at(0))));
		await expect(held.at(at(0))).rejects.toMatchObject({
			kind: 'database-busy',
			details: { reason: 'full' }
		});
		await vi.advanceTimersByTimeAsync(8000);
		for (const one of await waiting)
			expect(one).toMatchObject({ reason: { kind: 'database-busy', details: { reason: 'waited' } } });
	});
});
