/** What the browser is told to refuse, and what the server refuses of other sites' pages. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTENT_POLICY } from '../../src/lib/server/security/content-policy.ts';
import { SECURITY_HEADERS } from '../../src/lib/server/security/headers.ts';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import type { Visitor } from './browser.ts';
import { clickOn, describeDesk, DeskTests, OVERVIEW } from './desk.ts';

const desk = new DeskTests();
const NAMES = Object.keys(SECURITY_HEADERS);

/** Somebody else's site: a script, and a page. */
let elsewhere: Server;
let foreign: string;
beforeAll(async () => {
	elsewhere = createServer((request, response) => {
		const script = request.url === '/script.js';
		response.writeHead(200, {
			'content-type': script ? 'text/javascript' : 'text/html',
			'access-control-allow-origin': '*'
		});
		response.end(script ? 'globalThis.smuggled = true' : '<!doctype html><title>elsewhere</title>');
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => elsewhere.once('listening', resolve));
	foreign = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});
afterAll(() => elsewhere?.close());

// Runs in the page before anything of the product does.
function watchRefusals(): void {
	const refused: string[] = [];
	(globalThis as unknown as { refused: string[] }).refused = refused;
	addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
		refused.push(`${effectiveDirective} ${blockedURI}`)
	);
}
async function openWatched(visitor: Visitor, address: string): Promise<Page> {
	await visitor.page.addInitScript(watchRefusals);
	return visitor.open(address);
}
const refusals = (page: Page) =>
	page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused);

async function asVisitor(walk: (visitor: Visitor) => Promise<void>): Promise<void> {
	const visitor = await desk.arrive('desktop');
	try {
		await walk(visitor);
	} finally {
		await visitor.leave();
	}
}

describeDesk('the doors on the side of the browser', () => {
	it('are said with answers of every kind: pages, data, tiles, files, refusals', () =>
		asVisitor(async (visitor) => {
			const files = new Set<string>();
			visitor.page.on('response', (response) => {
				const { pathname } = new URL(response.url());
				if (/^\/(_app|tiles)\//.test(pathname)) files.add(pathname);
			});
			const page = await visitor.open(`/?${OVERVIEW}`);
			await expect.poll(() => [...files].filter((path) => path.includes('/workers/')).length).toBe(1);
			const ask = (path: string) => page.request.get(path, { failOnStatusCode: false });
			for (const path of [
				'/',
				'/api',
				'/api/jurisdiction',
				'/api/nowhere',
				'/nowhere',
				'/healthz',
				'/openapi.json',
				'/problems/not-found',
				'/tiles/grids/99/0/-1',
				...files
			]) {
				const answer = await ask(path);
				const missing = NAMES.filter((name) => answer.headers()[name] === undefined);
				expect(missing, path).toEqual([]);
				const isPage = answer.headers()['content-type']?.startsWith('text/html') ?? false;
				if (!isPage) expect(answer.headers()[CONTENT_POLICY], path).toBe(SECURITY_HEADERS[CONTENT_POLICY]);
			}
			expect(files.size).toBeGreaterThan(10);
		}));

	it('give each page a nonce of its own, and let nothing inline run', () =>
		asVisitor(async (visitor) => {
			const scripts = async () => {
				const policy = (await visitor.page.request.get('/')).headers()[CONTENT_POLICY]!;
				return /script-src ([^;]*)/.exec(policy)![1]!;
			};
			const [one, other] = [await scripts(), await scripts()];
			expect(one).toMatch(/^'self' 'nonce-[\w+/=]{16,}'$/);
			expect(other).not.toBe(one);
		}));

	it('are not run into by the map, its workers, what deck.gl draws, the card, printing or another theme', () =>
		asVisitor(async (visitor) => {
			const page = await openWatched(visitor, `/?${OVERVIEW}&measure=incidents&theme=night`);
			await clickOn(page, 'A2', false);
			await page.getByRole('button', { name: '量距离' }).click();
			await page.emulateMedia({ media: 'print' });
			await page.emulateMedia({ media: 'screen' });
			await page.waitForLoadState('networkidle');
			expect(await refusals(page)).toEqual([]);
			expect(visitor.errors).toEqual([]);
			expect(visitor.foreign).toEqual([]);
		}));

	it('refuse a script that was smuggled into the page, inline or from elsewhere, and what it would have sent', () =>
		asVisitor(async (visitor) => {
			const page = await openWatched(visitor, `/?${OVERVIEW}`);
			await page.evaluate((host) => {
				const put = (name: string, set: Record<string, string>) => {
					const element = Object.assign(document.createElement(name), set);
					document.body.append(element);
				};
				put('script', { textContent: 'globalThis.smuggled = true' });
				put('script', { src: `${host}/script.js` });
				put('div', { innerHTML: '<img src="data:," onerror="globalThis.smuggled = true">' });
				put('iframe', { src: `${host}/` });
				put('base', { href: `${host}/` });
				put('img', { src: `${host}/picture.png` });
				put('style', { textContent: 'main { display: none }' });
				void fetch(`${host}/sent`, { method: 'POST', body: 'grid' }).catch(() => undefined);
			}, foreign);
			const kinds = ['base-uri', 'connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem'];
			await expect
				.poll(async () => new Set((await refusals(page)).map((refusal) => refusal.split(' ')[0])))
				.toEqual(new Set([...kinds, 'style-src-elem']));
			const run = await page.evaluate(() => (globalThis as unknown as { smuggled?: true }).smuggled);
			expect(run).toBeUndefined();
			expect(await page.locator('main').isVisible()).toBe(true);
		}));

	it("refuse what another site's page sends, whatever its content type, and hear what our own sends", () =>
		asVisitor(async (visitor) => {
			const { page } = visitor;
			await page.goto('/api');
			const ours = `${new URL(page.url()).origin}/api`;
			const card = `${ours}/grids/${GRID_CODES.A2}`;
			const sendFrom = async (start: string, type: string) => {
				await page.goto(start);
				const answered = page.waitForResponse(card);
				await page.evaluate(
					({ to, type }) => {
						const form = Object.assign(document.createElement('form'), {
							method: 'POST',
							action: to,
							enctype: type
						});
						document.body.append(form);
						form.submit();
					},
					{ to: card, type }
				);
				await page.waitForURL(card);
				return (await answered).status();
			};
			for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
				expect(await sendFrom(`${foreign}/`, type), type).toBe(403);
			// There is nothing to be changed at this address: our own page hears so.
			expect(await sendFrom(ours, 'text/plain')).toBe(405);

			const said = await page.request.post(card, {
				headers: { origin: foreign, 'accept-language': 'zh-CN' },
				data: { grid: 1 },
				failOnStatusCode: false
			});
			expect(said.status()).toBe(403);
			expect(await said.json()).toMatchObject({ type: '/problems/cross-site', title: '请求来自别的网站' });
		}));
});
