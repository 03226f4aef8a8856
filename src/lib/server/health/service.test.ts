import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Context } from '../context.ts';
import type { Database } from '../db/index.ts';
import { readHealth } from './service.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A database that never answers, in which somebody has waited so long for a connection. */
const crowded = (longestWaitMs: number): Context => ({
	db: {
		engine: 'server',
		query: () => new Promise(() => undefined),
		load: () => ({ running: 10, waiting: 3, longestWaitMs, longestRunMs: 0, refusedMsAgo: null })
	} as unknown as Database,
	actor: 'test',
	now: new Date('2026-07-01T02:00:00Z')
});

it.each([
	[20, 100],
	[120, 0]
])(
	'says after one has waited %i ms for a connection within %i ms that it is busy',
	async (waited, within) => {
		const said = vi.fn();
		void readHealth(crowded(waited)).then(said);
		if (within > 0) {
			await vi.advanceTimersByTimeAsync(within - 1);
			expect(said).not.toHaveBeenCalled();
		}
		await vi.advanceTimersByTimeAsync(1);
		expect(said).toHaveBeenCalledWith(expect.objectContaining({ database: 'busy', waiting: 3 }));
	}
);
