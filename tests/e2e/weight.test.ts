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

interface Counted {
	/** Tiles that were cut out, of the frame with the most of them. */
	mostMasks: number;
}

// Runs in the page before anything of the product does. A tile is cut out by two triangles.
function countMasks(): void {
	const counted = globalThis as unknown as Counted;
	counted.mostMasks = 0;
	let masks = 0;
	const frame = () => {
		counted.mostMasks = Math.max(counted.mostMasks, masks);
		masks = 0;
		requestAnimationFrame(frame);
	};
	requestAnimationFrame(frame);
	const device = WebGL2RenderingContext.prototype;
	const draw = (device as unknown as Record<string, (...given: unknown[]) => void>).drawElements!;
	device.drawElements = function (this: WebGL2RenderingContext, ...given) {
		if (given[1] === 6 && this.isEnabled(this.STENCIL_TEST)) masks++;
		draw.apply(this, given);
	};
}

describeDesk('a frame of the map', () => {
	it('cuts its tiles out once, not again for each layer', async () => {
		const visitor = await desk.arrive('tablet');
		try {
			await visitor.page.addInitScript('globalThis.__name ??= (named) => named');
			await visitor.page.addInitScript(countMasks);
			const page = await visitor.open(`/?${OVERVIEW}`);
			await page.waitForLoadState('networkidle');
			await page.waitForFunction(() => document.querySelector('p.loading span') === null);
			await page.evaluate(() => ((globalThis as unknown as Counted).mostMasks = 0));
			await page.mouse.move(640, 400);
			await page.mouse.down();
			await page.mouse.move(680, 400, { steps: 5 });
			await page.mouse.up();
			const masks = () => page.evaluate(() => (globalThis as unknown as Counted).mostMasks);
			await expect.poll(masks).toBeGreaterThan(0);
			// Two passes over some ten tiles; it was hundreds.
			expect(await masks()).toBeLessThanOrEqual(80);
		} finally {
			await visitor.leave();
		}
	});
});
