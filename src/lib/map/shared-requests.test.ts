import { describe, expect, it, vi } from 'vitest';
import { tileBox } from '../domain/tile/box.ts';
import { UNCHANGED } from '../domain/tile/changes.ts';
import { plainAddress, sharedAddress, SharedRequests } from './shared-requests.ts';

/** A server whose answers come when the test says so. */
function server() {
	const asked: { address: string; signal: AbortSignal; answer(response: Response): void }[] = [];
	const ask = ((address: string, { signal }: { signal: AbortSignal }) =>
		new Promise<Response>((answer, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error));
			asked.push({ address, signal, answer });
		})) as typeof fetch;
	return { asked, requests: new SharedRequests(ask) };
}

const tile = () => new Response(Uint8Array.of(1, 2, 3), { headers: { etag: '"a"' } });

describe('tiles that two take apart', () => {
	it('are fetched once, and each has a copy of its own', async () => {
		const { asked, requests } = server();
		const both = [
			requests.ask('/t', new AbortController().signal),
			requests.ask('/t', new AbortController().signal)
		];
		expect(asked).toHaveLength(1);
		asked[0]!.answer(tile());
		const [one, other] = await Promise.all(both);
		expect(one!.etag).toBe('"a"');
		expect([...new Uint8Array(one!.data)]).toEqual([1, 2, 3]);
		expect(other!.data).not.toBe(one!.data);
		expect(other!.data).toEqual(one!.data);
	});
	it('serve one who is a little behind, and are asked for anew later', async () => {
		vi.useFakeTimers();
		try {
			const { asked, requests } = server();
			const first = requests.ask('/t', new AbortController().signal);
			asked[0]!.answer(tile());
			await first;
			await vi.advanceTimersByTimeAsync(2900);
			expect((await requests.ask('/t', new AbortController().signal)).etag).toBe('"a"');
			expect(asked).toHaveLength(1);
			await vi.advanceTimersByTimeAsync(200);
			const third = requests.ask('/t', new AbortController().signal);
			expect(asked).toHaveLength(2);
			asked[1]!.answer(tile());
			await third;
		} finally {
			vi.useRealTimers();
		}
	});
	it('are asked for anew at once when the ground is another one', async () => {
		const { asked, requests } = server();
		const first = requests.ask('/t', new AbortController().signal);
		asked[0]!.answer(tile());
		await first;
		requests.renew(null);
		const second = requests.ask('/t', new AbortController().signal);
		expect(asked).toHaveLength(2);
		asked[1]!.answer(new Response(Uint8Array.of(4), { headers: { etag: '"b"' } }));
		expect((await second).etag).toBe('"b"');
	});
	it('are asked for anew by the next one when the last has gone after all', async () => {
		const { asked, requests } = server();
		const one = new AbortController();
		const first = requests.ask('/t', one.signal);
		asked[0]!.answer(tile());
		await first;
		one.abort();
		expect((await requests.ask('/t', new AbortController().signal)).etag).toBe('"a"');
		expect(asked).toHaveLength(1);
	});
	it('are let go of when the last asker has gone, not before', async () => {
		const { asked, requests } = server();
		const [one, other] = [new AbortController(), new AbortController()];
		const [first, second] = [requests.ask('/t', one.signal), requests.ask('/t', other.signal)];
		one.abort();
		await expect(first).rejects.toThrow('abort');
		expect(asked[0]!.signal.aborted).toBe(false);
		other.abort();
		await expect(second).rejects.toThrow('abort');
		expect(asked[0]!.signal.aborted).toBe(true);
		const third = requests.ask('/t', new AbortController().signal);
		expect(asked).toHaveLength(2);
		asked[1]!.answer(tile());
		await third;
	});
	it('say with which status the server refused, to all who asked', async () => {
		const { asked, requests } = server();
		const both = [
			requests.ask('/t', new AbortController().signal),
			requests.ask('/t', new AbortController().signal)
		];
		asked[0]!.answer(new Response(null, { status: 503 }));
		for (const one of both) await expect(one).rejects.toMatchObject({ status: 503 });
	});
	it('are not asked for by one who has gone already', async () => {
		const { asked, requests } = server();
		await expect(requests.ask('/t', AbortSignal.abort())).rejects.toThrow('abort');
		expect(asked).toHaveLength(0);
	});
	it('have an address that MapLibre does not fetch by itself', () => {
		const address = 'https://city.test/tiles/grids/13/1/2?v=3';
		expect(sharedAddress(address)).toMatch(/^shared:\/\/https:/);
		expect(plainAddress(sharedAddress(address))).toBe(address);
	});
	describe('after a change', () => {
		const [here, there] = ['/tiles/incidents/13/0/0', '/tiles/incidents/13/99/99'];
		const inThere = tileBox({ z: 13, x: 99, y: 99 });
		const asks = (requests: SharedRequests, address: string) =>
			requests.ask(address, new AbortController().signal);

		async function bothShown() {
			const { asked, requests } = server();
			const both = [asks(requests, here), asks(requests, there)];
			for (const { answer } of asked) answer(tile());
			await Promise.all(both);
			return { asked, requests };
		}

		it('are asked for anew where it touches them; the others are still at hand', async () => {
			const { asked, requests } = await bothShown();
			requests.renew(new Map([['incidents', inThere]]));
			expect((await asks(requests, here)).etag).toBe('"a"');
			expect(asked).toHaveLength(2);
			const anew = asks(requests, there);
			expect(asked).toHaveLength(3);
			asked[2]!.answer(new Response(Uint8Array.of(4), { headers: { etag: '"b"' } }));
			expect((await anew).etag).toBe('"b"');
		});
		it('of another set are as they were; of one of which nobody knows where, all are asked for anew', async () => {
			const { asked, requests } = await bothShown();
			requests.renew(new Map([['grids', null]]));
			await asks(requests, here);
			expect(asked).toHaveLength(2);
			requests.renew(new Map([['incidents', null]]));
			void asks(requests, here);
			expect(asked).toHaveLength(3);
		});
		it('that was told while they were on their way they are not kept: they may be from before it', async () => {
			const { asked, requests } = server();
			const early = asks(requests, there);
			requests.renew(new Map([['incidents', inThere]]));
			asked[0]!.answer(tile());
			await early;
			requests.renew(UNCHANGED);
			void asks(requests, there);
			expect(asked).toHaveLength(2);
		});
		it('are not kept for longer than five minutes, nor all of a journey', async () => {
			vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
			try {
				const { asked, requests } = await bothShown();
				vi.advanceTimersByTime(300_001);
				requests.renew(UNCHANGED);
				void asks(requests, here);
				expect(asked).toHaveLength(3);
			} finally {
				vi.useRealTimers();
			}
			const { asked, requests } = server();
			for (let x = 0; x < 3; x++) {
				const one = asks(requests, `/tiles/incidents/13/${x}/0`);
				asked.at(-1)!.answer(new Response(new Uint8Array(3_000_000)));
				await one;
			}
			requests.renew(UNCHANGED);
			for (const x of [1, 2, 0]) void asks(requests, `/tiles/incidents/13/${x}/0`);
			expect(asked.slice(3).map(({ address }) => address)).toEqual(['/tiles/incidents/13/0/0']);
		});
	});
});
