/** The built product when more is asked of it than it lets in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRID_CODES, type TinyGrid } from '../fixtures/tiny-ground.ts';
import { serverMissing } from '../db/harness/index.ts';
import { Product } from './product.ts';

describe.runIf(serverMissing === undefined)('more requests than are let in', () => {
	let product: Product;
	beforeAll(async () => {
		product = await Product.start({ WANGGE_REQUESTS_EACH: '1', WANGGE_STREAMS_EACH: '1' });
	});
	afterAll(() => product?.stop());

	const card = (grid: TinyGrid = 'A1') => fetch(`${product.url}/api/grids/${GRID_CODES[grid]}`);
	const health = async () => {
		const response = await fetch(`${product.url}/healthz`);
		return { status: response.status, ...((await response.json()) as { running: number }) };
	};

	it('hear at once that they are too many, health answers, and when the one is done the next is let in', async () => {
		let first: Promise<Response> | undefined;
		await product.withholding('grid', async () => {
			first = card();
			await expect.poll(async () => (await health()).running).toBeGreaterThan(0);
			const refused = await card();
			expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
			expect(await refused.json()).toMatchObject({ type: '/problems/too-many-requests' });
			expect(await health()).toMatchObject({ database: expect.anything() as string });
		});
		const answered = await first!;
		expect(answered.status).toBe(200);
		await answered.text();
		await expect.poll(async () => (await card()).status).toBe(200);
	});

	it('leave a tile that cannot be to be refused as ever, which costs nothing', async () => {
		const refusal = async (path: string, cookie: string) => {
			const answer = await fetch(product.url + path, { headers: { cookie } });
			const headers = ['content-type', 'content-language', 'vary', 'cache-control', 'x-content-type-options'];
			return {
				status: answer.status,
				body: (await answer.json()) as unknown,
				headers: headers.map((name) => answer.headers.get(name))
			};
		};
		const absurd = '/tiles/grids/99/0/-1';
		let first: Promise<Response> | undefined;
		let before: Awaited<ReturnType<typeof refusal>>[] = [];
		await product.withholding('grid', async () => {
			// One that nobody has asked for: its answer is not kept.
			first = card('B1');
			await expect.poll(async () => (await health()).running).toBeGreaterThan(0);
			before = [await refusal(absurd, 'lang=en'), await refusal(absurd, '')];
		});
		await (await first!).text();
		await expect.poll(async () => (await card()).status).toBe(200);
		// With a parameter that no tile has it goes to the router.
		const behind = [await refusal(`${absurd}?more`, 'lang=en'), await refusal(`${absurd}?more`, '')];
		expect(before).toEqual(behind);
		expect(before.map(({ status }) => status)).toEqual([400, 400]);
		expect(before[0]!.body).not.toEqual(before[1]!.body);
	});

	it('for a tile that is written in no way a tile is are told so by a problem document', async () => {
		for (const path of ['/tiles', '/tiles/grids/12/1', '/tiles/grids/12/1/1/1', '/tiles//12/1/1']) {
			const answer = await fetch(product.url + path);
			const { status, headers } = answer;
			expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'application/problem+json']);
			await answer.text();
		}
	});

	it('of pages are made a few at a time and compressed, and health is heard in between', async () => {
		const open = await Product.start();
		try {
			// Not as a browser asks: a flood does not say what it takes.
			const page = () => fetch(open.url);
			await (await page()).text();
			let [asked, left] = [0, 40];
			const pages = Promise.all(
				Array.from({ length: left }, async () => {
					const answer = await page();
					expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, 'gzip']);
					expect(await answer.text()).toContain('</html>');
					left -= 1;
				})
			);
			// Were all of them begun at once, health would be heard when the last is done.
			while (left > 0) {
				expect((await fetch(`${open.url}/healthz`)).status).toBe(200);
				if (left > 0) asked += 1;
			}
			await pages;
			expect(asked).toBeGreaterThan(5);
		} finally {
			await open.stop();
		}
	});

	it('of streams, one is open and the next is refused, and neither keeps anything else waiting', async () => {
		const live = (signal: AbortSignal) => fetch(`${product.url}/api/measures/gap/live`, { signal });
		const leave = new AbortController();
		const open = await live(leave.signal);
		expect(open.headers.get('content-type')).toBe('text/event-stream');
		expect((await live(leave.signal)).status).toBe(429);
		expect((await card()).status).toBe(200);
		leave.abort();
		await expect
			.poll(async () => {
				const control = new AbortController();
				const { status } = await live(control.signal);
				control.abort();
				return status;
			})
			.toBe(200);
	});
});
