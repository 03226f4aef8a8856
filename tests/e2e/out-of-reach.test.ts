/** Pages for those who have come in, while the database does not answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/access/cookie.ts';
import { signedIn } from '../db/access/people.ts';
import { serverMissing } from '../db/harness/index.ts';
import { STREET } from '../fixtures/tiny-ground.ts';
import { Product } from './product.ts';

describe.runIf(serverMissing === undefined)('a page that cannot be had just now', () => {
	let product: Product;
	let cookie: string;
	beforeAll(async () => {
		product = await Product.start({ WANGGE_DEMO: 'no', WANGGE_STATEMENT_TIMEOUT_MS: '1000' });
		const token = await product.behind((db) =>
			signedIn(db, [{ role: 'street_staff', area: STREET }], new Date())
		);
		cookie = `${SESSION_COOKIE}=${token}`;
	});
	afterAll(() => product?.stop());
	const ask = (path: string, accept: string) =>
		fetch(`${product.url}${path}`, { headers: { cookie, accept }, redirect: 'manual' });

	it('is not said to be absent: to be tried again, as a page and as its data', async () => {
		expect((await ask('/incidents', 'text/html')).status).toBe(200);
		await product.withholding('session', async () => {
			const page = await ask('/incidents', 'text/html');
			expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html']);
			expect(await page.text()).toContain('请稍后再试');
			expect((await ask('/incidents/__data.json', '*/*')).status).toBe(503);
		});
		expect((await ask('/incidents', 'text/html')).status).toBe(200);
		// For whoever has not come in it is absent as ever.
		const visitor = await fetch(`${product.url}/incidents`, { headers: { accept: 'text/html' } });
		expect(visitor.status).toBe(404);
	});
});
