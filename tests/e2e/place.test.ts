import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { pixelOf } from './browser.ts';
import { clickOn, describeDesk, DeskTests, middleOf, OVERVIEW, panel } from './desk.ts';

const desk = new DeskTests();

describeDesk('a place on the map', () => {
	it('is marked beside the chosen grid, both in sight, until the next choice', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.B2}`, async (page) => {
			const nearest = panel(page).locator('tr[data-facility]').getByRole('button', { name: / 米$/ }).first();
			await nearest.click();
			const said = page.getByText(/^地图上已标出：/);
			await said.waitFor();
			const left = (await page.locator('aside').first().boundingBox())!;
			const right = (await panel(page).boundingBox())!;
			await expect
				.poll(async () => {
					const [x] = await pixelOf(page, middleOf('B2'));
					return x > left.x + left.width && x < right.x;
				})
				.toBe(true);
			await clickOn(page, 'A2', false);
			await said.waitFor({ state: 'detached' });
		});
	});

	it('that was searched for is marked by its name', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.getByRole('combobox', { name: '搜索' }).fill('桐花派出所');
			await page.getByRole('group', { name: '设施' }).getByRole('option').first().click();
			await page.getByText(/^地图上已标出：桐花派出所/).waitFor();
		});
	});
});
