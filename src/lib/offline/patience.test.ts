import { describe, expect, it } from 'vitest';
import { problemType } from '../domain/api/problem-type.ts';
import { fetchPatiently, isBusy } from './patience.ts';
import { fetchJson } from './request.svelte.ts';

const busy = (headers: Record<string, string> = { 'retry-after': '2' }) =>
	Response.json({ type: problemType('database-busy') }, { status: 503, headers });
const preparing = () => Response.json({ type: problemType('not-ready') }, { status: 503 });

/** Sends the answers one after another, the last for ever, and remembers the pauses between. */
function trial(answers: (() => Response)[], roll = 0) {
	const pauses: number[] = [];
	let sent = 0;
	const send = () => Promise.resolve(answers[Math.min(sent++, answers.length - 1)]!());
	const patience = {
		retries: 3,
		roll: () => roll,
		pause: (ms: number) => {
			pauses.push(ms);
			return Promise.resolve();
		}
	};
	return { send, patience, pauses, sent: () => sent };
}

describe('a busy server', () => {
	it('is asked again after the time that it says, longer each time', async () => {
		const { send, patience, pauses } = trial([busy, busy, () => new Response('here')]);
		const response = await fetchPatiently(send, undefined, patience);
		expect([response.status, pauses]).toEqual([200, [2000, 4000]]);
	});

	it('is not asked by all at the same moment, and after a usual time when it says none', async () => {
		const { send, patience, pauses } = trial([() => busy({}), () => busy({ 'retry-after': 'soon' })], 1);
		await fetchPatiently(send, undefined, patience);
		expect(pauses).toEqual([3000, 6000, 12_000]);
	});

	it('is asked a bounded number of times, and its last answer is what counts', async () => {
		const { send, patience, sent } = trial([() => busy({ 'retry-after': '60' })]);
		expect((await fetchPatiently(send, undefined, patience)).status).toBe(503);
		expect(sent()).toBe(4);
	});

	it.each([
		['an answer', () => new Response('here'), 200],
		['nothing there', () => new Response(null, { status: 404 }), 404],
		['a fault', () => new Response(null, { status: 500 }), 500],
		['a server that is being prepared', preparing, 503]
	])('is not what %s is: that is taken at once', async (_, answer, status) => {
		const { send, patience, sent } = trial([answer]);
		expect((await fetchPatiently(send, undefined, patience)).status).toBe(status);
		expect(sent()).toBe(1);
	});

	it('is recognised also where a proxy speaks for it', async () => {
		expect(await isBusy(new Response('<html>', { status: 503 }))).toBe(true);
		expect(await isBusy(new Response(null, { status: 429 }))).toBe(true);
		expect(await isBusy(new Response(null, { status: 502 }))).toBe(false);
	});

	it('is not waited for any longer when the answer is not wanted any more', async () => {
		const control = new AbortController();
		let sent = 0;
		const send = () => {
			sent += 1;
			queueMicrotask(() => queueMicrotask(() => control.abort()));
			return Promise.resolve(busy());
		};
		const stops = (_ms: number, signal?: AbortSignal) =>
			new Promise<void>((_, reject) => {
				const gone = () => reject(new DOMException('aborted', 'AbortError'));
				if (signal?.aborted) gone();
				signal?.addEventListener('abort', gone);
			});
		const asked = fetchPatiently(send, control.signal, { retries: 3, roll: () => 0, pause: stops });
		await expect(asked).rejects.toThrow('aborted');
		expect(sent).toBe(1);
	});

	it('is a problem of its own for the page, which is made without waiting', async () => {
		const asked = async (response: Response) =>
			fetchJson('/api/x', undefined, () => Promise.resolve(response));
		expect(await asked(busy())).toEqual({ problem: 'busy' });
		expect(await asked(preparing())).toEqual({ problem: 'not-ready' });
		expect(await asked(new Response(null, { status: 504 }))).toEqual({ problem: 'busy' });
		expect(await asked(new Response(null, { status: 500 }))).toEqual({ problem: 'failed' });
	});
});
