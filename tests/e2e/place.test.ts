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

describeDesk('outside the jurisdiction', () => {
	it('my position is told of, and the view stays where it is', async () => {
		await desk.visit('tablet', `/?${OVERVIEW}`, async (page) => {
			const before = new URL(page.url()).search;
			await page.context().grantPermissions(['geolocation']);
			await page.context().setGeolocation({ latitude: 47.1, longitude: 9.5 });
			await page.getByRole('button', { name: '我的位置' }).click();
			await page.getByText(/您不在辖区内（距辖区约 [\d,]+\s公里）/).waitFor();
			expect(new URL(page.url()).search).toBe(before);
		});
	});

	it.each([15.5, 8])('a tap at zoom %d says that no grid is there, until the next tap', async (zoom) => {
		const visitor = await desk.arrive('phone');
		try {
			const [lng, lat] = [middleOf('A1')[0] - 0.0025 * 2 ** (15.5 - zoom), middleOf('A1')[1]];
			const page = await visitor.open(
				`/?lng=${lng.toFixed(6)}&lat=${lat.toFixed(6)}&zoom=${zoom}&hide=incidents`
			);
			const before = new URL(page.url()).search;
			const said = page.getByText('这里不在任何单元网格内');
			await page.touchscreen.tap(...(await pixelOf(page, [lng, lat])));
			await said.waitFor();
			expect(new URL(page.url()).search).toBe(before);
			if (zoom > 15) {
				await clickOn(page, 'A1', true);
				expect(await said.count()).toBe(0);
			}
			// The browser itself notes the server's answer that nothing is there.
			expect(visitor.errors.filter((error) => !error.includes('404'))).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});
});
