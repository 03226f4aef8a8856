import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeDesk, DeskTests, OVERVIEW } from './desk.ts';

const desk = new DeskTests();
/** Over a link of 10 Mbit/s a third of a second. */
const MOST_BYTES = 450_000;

describeDesk('what a first visit fetches', () => {
	it('is at most 450 kB of scripts before the map, and deck.gl only when it has something to draw', async () => {
		const visitor = await desk.arrive('tablet');
		const scripts: Promise<number>[] = [];
		const weigh = (response: Response) => {
			if (new URL(response.url()).pathname.endsWith('.js'))
				scripts.push(response.body().then((body) => gzipSync(body).length));
		};
		visitor.page.on('response', weigh);
		const fetched = async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
		try {
			const page = await visitor.open(`/?${OVERVIEW}&hide=incidents`);
			await page.locator('aside table tr:has(.key)').first().waitFor();
			await page.waitForLoadState('networkidle');
			const atFirst = await fetched();
			expect(atFirst).toBeGreaterThan(200_000);
			expect(atFirst).toBeLessThanOrEqual(MOST_BYTES);

			await page.getByRole('checkbox', { name: '事件', exact: true }).check();
			await expect.poll(fetched).toBeGreaterThan(atFirst + 100_000);
			expect(visitor.errors).toEqual([]);
		} finally {
			// A script that is still on its way when the page closes would fail after the test.
			visitor.page.off('response', weigh);
			await Promise.allSettled(scripts);
			await visitor.leave();
		}
	});
});
