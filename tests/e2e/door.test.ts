/** The built product when more is asked of it than it lets in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { serverMissing } from '../db/harness/index.ts';
import { Product } from './product.ts';

describe.runIf(serverMissing === undefined)('more requests than are let in', () => {
	let product: Product;
	beforeAll(async () => {
		product = await Product.start({ WANGGE_REQUESTS_EACH: '1', WANGGE_STREAMS_EACH: '1' });
	});
	afterAll(() => product?.stop());

	const card = () => fetch(`${product.url}/api/grids/${GRID_CODES.A1}`);
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
