import { expect, it } from 'vitest';
import { describeDesk, DeskTests } from './desk.ts';
import { BARE, drawn, GRIDS, legend } from './legend.ts';

const desk = new DeskTests();

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
