import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gate } from './gate.ts';

const LIMITS = { places: 2, waiting: 2, waitMs: 1000 };
const settled = async (promise: Promise<unknown>) => {
	let state: unknown = 'pending';
	promise.then(
		() => (state = 'in'),
		(error: { kind: string; details: unknown }) => (state = [error.kind, error.details])
	);
	await vi.advanceTimersByTimeAsync(0);
	return state;
};

describe('the gate before the connections', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('lets in as many as there are places, and the next when one leaves, in the order of coming', async () => {
		const gate = new Gate(LIMITS);
		const leave = await gate.enter();
		await gate.enter();
		const third = gate.enter();
		const fourth = gate.enter();
		expect(await settled(third)).toBe('pending');
		leave();
		expect(await settled(third)).toBe('in');
		expect(await settled(fourth)).toBe('pending');
		expect(gate.load()).toMatchObject({ running: 2, waiting: 1, refusedMsAgo: null });
	});

	it('lets in nobody more when one says twice that it leaves', async () => {
		const gate = new Gate(LIMITS);
		const leave = await gate.enter();
		await gate.enter();
		const third = gate.enter();
		const fourth = gate.enter();
		leave();
		leave();
		expect(await settled(third)).toBe('in');
		expect(await settled(fourth)).toBe('pending');
	});

	it('sends away at once who comes when the most wait already', async () => {
		const gate = new Gate(LIMITS);
		for (let i = 0; i < 4; i++) void gate.enter().catch(() => undefined);
		expect(await settled(gate.enter())).toEqual(['database-busy', { reason: 'full' }]);
		expect(gate.load()).toMatchObject({ running: 2, waiting: 2, refusedMsAgo: 0 });
	});

	it('sends away who has waited too long, and its place is free for another', async () => {
		const gate = new Gate(LIMITS);
		const leave = await gate.enter();
		await gate.enter();
		const early = gate.enter();
		early.catch(() => undefined);
		await vi.advanceTimersByTimeAsync(600);
		const late = gate.enter();
		expect(gate.load()).toMatchObject({ longestWaitMs: 600, longestRunMs: 600 });
		await vi.advanceTimersByTimeAsync(400);
		expect(await settled(early)).toEqual(['database-busy', { reason: 'waited' }]);
		expect(await settled(late)).toBe('pending');
		leave();
		expect(await settled(late)).toBe('in');
	});

	it('lets patient work wait for ever, beside and not instead of the others', async () => {
		const gate = new Gate({ ...LIMITS, places: 1, waiting: 1 });
		const leave = await gate.enter(true);
		const patient = [gate.enter(true), gate.enter(true)];
		const other = gate.enter();
		other.catch(() => undefined);
		await vi.advanceTimersByTimeAsync(LIMITS.waitMs * 100);
		expect(await settled(other)).toEqual(['database-busy', { reason: 'waited' }]);
		expect(await settled(patient[0]!)).toBe('pending');
		expect(gate.load()).toMatchObject({ waiting: 2, longestRunMs: 0, longestWaitMs: 0 });
		leave();
		expect(await settled(patient[0]!)).toBe('in');
	});

	it('sends everybody away once it is closed', async () => {
		const gate = new Gate({ ...LIMITS, places: 1 });
		await gate.enter();
		const waiting = gate.enter();
		gate.close();
		expect(await settled(waiting)).toEqual(['database-unreachable', { reason: 'closed' }]);
		expect(await settled(gate.enter())).toEqual(['database-unreachable', { reason: 'closed' }]);
	});
});
