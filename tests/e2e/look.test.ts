import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { describeDesk, DeskTests, OVERVIEW, panel } from './desk.ts';

const desk = new DeskTests();
const A2 = `grid=${GRID_CODES.A2}`;

describeDesk('what lies over the map', () => {
	it('the open sheet of a phone ends below the search bar', async () => {
		await desk.visit('phone', `/?${OVERVIEW}&${A2}`, async (page) => {
			const handle = panel(page).getByRole('slider');
			await handle.press('End');
			await panel(page).locator('[data-height=full]').waitFor();
			const bar = (await page.locator('.top .bar').boundingBox())!;
			const sheetTop = async () => (await panel(page).locator('.sheet').boundingBox())!.y;
			await expect.poll(sheetTop).toBeLessThan(200);
			expect((await handle.boundingBox())!.y).toBeGreaterThanOrEqual(bar.y + bar.height);
		});
	});

	it('the scale bar of a wall ends before the panel', async () => {
		await desk.visit('wall', `/?${OVERVIEW}&${A2}`, async (page) => {
			await panel(page).locator(`[data-grid="${GRID_CODES.A2}"]`).waitFor();
			const scale = page.locator('.maplibregl-ctrl-scale');
			await expect
				.poll(async () => {
					const { x, width } = (await scale.boundingBox())!;
					return x + width - (await panel(page).boundingBox())!.x;
				})
				.toBeLessThanOrEqual(0);
		});
	});

	it('the sign of the sources is light on the dark ground of the night', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&theme=night`, async (page) => {
			const sign = page.locator('.maplibregl-ctrl-attrib-button');
			expect(await sign.evaluate((it) => getComputedStyle(it).filter)).toBe('invert(1)');
		});
	});

	it.each(['paper', 'night'])('the legend from close has the full colours in the %s theme', async (theme) => {
		const address = `/?${OVERVIEW.replace(/zoom=.*/, 'zoom=17')}&theme=${theme}&measure=residents`;
		await desk.visit('desktop', address, async (page) => {
			const keys = page.locator('aside table .key');
			await keys.first().waitFor();
			const edges = await keys.evaluateAll((them) => them.map((it) => getComputedStyle(it).borderTopColor));
			expect(new Set(edges).size).toBe(edges.length);
			const lines = await keys.evaluateAll((them) => them.map((it) => getComputedStyle(it).outlineStyle));
			expect(lines).toEqual(['solid', 'solid', 'solid', 'dashed', 'solid']);
			const signs = await keys.evaluateAll((them) =>
				them.map((it) => getComputedStyle(it).backgroundImage !== 'none')
			);
			expect(signs).toEqual([false, false, false, false, true]);
		});
	});
});
