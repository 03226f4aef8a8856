import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeDesk, DeskTests } from './desk.ts';
import { BARE, drawn, GRIDS, legend } from './legend.ts';

const desk = new DeskTests();

interface Counted {
	/** Drawn of grids and of the lines between them. */
	triangles: number;
}

// Runs in the page before anything of the product does. Only shapes are drawn by numbers of 32 bits, and by nothing of
// the style that is shown here.
function countTriangles(): void {
	const counted = globalThis as unknown as Counted;
	counted.triangles = 0;
	const device = WebGL2RenderingContext.prototype;
	const draw = (device as unknown as Record<string, (...given: unknown[]) => void>).drawElements!;
	device.drawElements = function (this: WebGL2RenderingContext, ...given) {
		if (given[2] === this.UNSIGNED_INT) counted.triangles += (given[1] as number) / 3;
		draw.apply(this, given);
	};
}

const nextFrame = (page: Page) =>
	page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));

describeDesk('the colours of a measure', () => {
	it.each(['paper', 'night', 'sun'])(
		'are drawn as the legend counts them, in the %s theme',
		async (theme) => {
			await desk.visit(
				'desktop',
				`/?${BARE}&measure=unreached.elderly_day_care&theme=${theme}`,
				async (page) => {
					const keys = await legend(page);
					expect(keys.reduce((sum, { count }) => sum + count, 0)).toBe(GRIDS.length);
					expect(keys.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
					await expect.poll(() => drawn(page, keys)).toEqual(keys.map(({ count }) => count));
				}
			);
		}
	);

	it('stay where they are on the ground while the map is moved, and are not drawn anew for it', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			await visitor.page.addInitScript('globalThis.__name ??= (named) => named');
			await visitor.page.addInitScript(countTriangles);
			const page = await visitor.open(`/?${BARE.replace('.grids', '')}&measure=residents`);
			const keys = await legend(page);
			const counts = keys.map(({ count }) => count);
			await expect.poll(() => drawn(page, keys)).toEqual(counts);
			const before = page.url();
			await page.mouse.move(700, 400);
			await page.mouse.down();
			await page.mouse.move(690, 400);
			await page.mouse.move(680, 390);
			// The first frame of a move makes the pictures; of the others only those that are new to the screen.
			await nextFrame(page);
			await page.evaluate(() => ((globalThis as unknown as Counted).triangles = 0));
			await page.mouse.move(661, 383, { steps: 4 });
			await nextFrame(page);
			expect(await page.evaluate(() => (globalThis as unknown as Counted).triangles)).toBe(0);
			await page.mouse.up();
			await expect.poll(() => page.url()).not.toBe(before);
			expect(await drawn(page, keys)).toEqual(counts);

			// Closer, they are drawn at the new size.
			await page.keyboard.press('+');
			await expect.poll(() => new URL(page.url()).searchParams.get('zoom')).toBe('16.5');
			expect(await page.evaluate(() => (globalThis as unknown as Counted).triangles)).toBeGreaterThan(0);
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});

	it('change without a shape being fetched, and each shape is fetched once for all who draw it', async () => {
		const asked: string[] = [];
		const visitor = await desk.arrive('desktop');
		visitor.page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
		try {
			const page = await visitor.open(`/?${BARE}&measure=unreached.elderly_day_care`);
			const first = await legend(page);
			await expect.poll(() => drawn(page, first)).toEqual(first.map(({ count }) => count));
			const shapes = asked.filter((path) => /^\/tiles\/grids\/\d/.test(path));
			expect(shapes.length).toBeGreaterThan(0);
			expect(new Set(shapes).size).toBe(shapes.length);

			asked.length = 0;
			await page.getByLabel('地图颜色').selectOption('residents');
			await page.waitForURL(/measure=residents/);
			await expect
				.poll(async () => {
					const keys = await legend(page);
					const counts = await drawn(page, keys);
					return counts.join() === keys.map(({ count }) => count).join();
				})
				.toBe(true);
			expect(asked.filter((path) => path === '/api/measures/residents')).toHaveLength(1);
			expect(asked.filter((path) => path.startsWith('/tiles/'))).toEqual([]);
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});
});
