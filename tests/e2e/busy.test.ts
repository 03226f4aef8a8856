/** A server that refuses for a while, seen from the page. */
import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { describeDesk, DeskTests, OVERVIEW, panel } from './desk.ts';

const desk = new DeskTests();
const KINDS = { 503: 'database-busy', 429: 'too-many-requests' } as const;
const refuse = (route: Route, status: keyof typeof KINDS = 503) =>
	route.fulfill({
		status,
		headers: { 'retry-after': '0.1', 'content-type': 'application/problem+json' },
		body: JSON.stringify({ type: `/problems/${KINDS[status]}`, title: '', status })
	});

/** Refuses each address the first time that it is asked for, and remembers what was refused and what came after. */
async function refuseOnce(page: Page, addresses: RegExp, status: keyof typeof KINDS) {
	const seen = { refused: new Set<string>(), came: new Set<string>() };
	await page.route(addresses, async (route) => {
		const url = route.request().url();
		if (!seen.refused.has(url)) {
			seen.refused.add(url);
			return refuse(route, status);
		}
		const response = await route.fetch();
		await route.fulfill({ response });
		seen.came.add(url);
	});
	return seen;
}

describeDesk('a busy server', () => {
	it.each([503, 429] as const)(
		'has its tiles and their descriptions asked for again after a %d without a word, until they come',
		async (status) => {
			const visitor = await desk.arrive('desktop');
			try {
				const tiles = await refuseOnce(visitor.page, /\/tiles\/(areas|grids)\/\d/, status);
				const descriptions = await refuseOnce(visitor.page, /\/tiles\/(ground|grids)\.json/, status);
				const page = await visitor.open(`/?${OVERVIEW}`);
				await expect.poll(() => [...descriptions.came].length).toBe(2);
				// In place of a tile that failed the map asks for the one that holds it; that is not needed any more when it has come.
				const close = (urls: Set<string>) => [...urls].filter((url) => url.includes('/15/')).sort();
				await expect.poll(() => close(tiles.came).some((url) => url.includes('/grids/'))).toBe(true);
				await expect.poll(() => close(tiles.came)).toEqual(close(tiles.refused));
				expect(await page.getByText('部分地图').count()).toBe(0);
			} finally {
				await visitor.leave();
			}
		}
	);

	it('that was out of reach has its tiles asked for when the network is back, and nothing is said any more', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const tiles = /\/tiles\/(areas|grids)\/\d/;
			await visitor.page.route(tiles, (route) => route.abort());
			const page = await visitor.open(`/?${OVERVIEW}`);
			await page.getByText('部分地图').waitFor();
			await page.waitForLoadState('networkidle');
			await page.unroute(tiles);
			const came = page.waitForResponse((response) => /\/tiles\/grids\/\d/.test(response.url()));
			await page.evaluate(() => dispatchEvent(new Event('online')));
			expect((await came).ok()).toBe(true);
			await page.getByText('部分地图').waitFor({ state: 'detached' });
		} finally {
			await visitor.leave();
		}
	});

	it('has the card of a grid asked for again, and says what to do when it stays busy', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}`);
			const card = new RegExp(`/api/grids/${GRID_CODES.A1}`);
			await page.route(card, (route) => refuse(route));
			await page.keyboard.press('/');
			await page.keyboard.type(GRID_CODES.A1);
			await page.getByRole('option').first().waitFor();
			await page.keyboard.press('Enter');
			await panel(page).getByText('服务器正忙').waitFor();
			await page.unroute(card);
			await refuseOnce(page, card, 503);
			await panel(page).getByRole('button', { name: '重试' }).click();
			await panel(page).locator(`[data-grid="${GRID_CODES.A1}"]`).waitFor();
		} finally {
			await visitor.leave();
		}
	});

	it('without a stream to give is asked for changes from time to time, without a word', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			let refused = 0;
			await visitor.page.route(/\/live\?/, (route) => {
				refused++;
				return route.fulfill({ status: 429, headers: { 'retry-after': '2' }, body: '' });
			});
			const page = await visitor.open(`/?${OVERVIEW}&measure=residents`);
			const zero = page.locator('aside tr:has(.key.zero) .count');
			await expect.poll(() => zero.textContent()).toBe('3');
			await desk.query(
				`update building set residents = 0, residents_by_age = null
				 where grid_id = (select id from grid where code = $1)`,
				[GRID_CODES.B1]
			);
			await expect.poll(() => zero.textContent()).toBe('4');
			expect(refused).toBeGreaterThan(0);
			expect(await page.getByText('忙').count()).toBe(0);
		} finally {
			await visitor.leave();
		}
	});
});
