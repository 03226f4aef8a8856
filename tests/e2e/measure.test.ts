import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { TinyGrid } from '../fixtures/tiny-ground.ts';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { colourAt, pixelOf } from './browser.ts';
import { describeDesk, DeskTests, middleOf, OVERVIEW } from './desk.ts';

const desk = new DeskTests();
const GRIDS = Object.keys(GRID_CODES) as TinyGrid[];
/** Nothing lies over or under the colours. */
const BARE = `${OVERVIEW}&hide=basemap.roads.buildings.facilities.incidents.names.areas.grids.states`;

/** Colours of the legend's keys, and how many grids it says have each. */
async function legend(page: Page): Promise<{ colour: number[]; count: number }[]> {
	const rows = page.locator('aside table tr:has(.key)');
	await rows.first().waitFor();
	return rows.evaluateAll((them) =>
		them.map((row) => ({
			colour: getComputedStyle(row.querySelector('.key')!).backgroundColor.match(/\d+/g)!.map(Number),
			count: Number(row.querySelector('.count')!.textContent)
		}))
	);
}

/** How many of the eight grids the map draws in each of the legend's colours. */
async function drawn(page: Page, keys: { colour: number[] }[]): Promise<number[]> {
	const counts = keys.map(() => 0);
	for (const grid of GRIDS) {
		const [x, y] = await pixelOf(page, middleOf(grid));
		const votes = keys.map(() => 0);
		// Several points: one may lie on a dash.
		for (const off of [-9, -4, 0, 5, 10]) {
			const seen = await colourAt(page, [x + off, y + off]);
			const key = keys.findIndex(({ colour }) => colour.every((part, at) => Math.abs(part - seen[at]!) <= 2));
			if (key >= 0) votes[key]!++;
		}
		const most = Math.max(...votes);
		if (most >= 3) counts[votes.indexOf(most)]!++;
	}
	return counts;
}

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
