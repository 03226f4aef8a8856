import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { FINGER, seen, small } from './browser.ts';
import { describeDesk, DeskTests, OVERVIEW, panel, row } from './desk.ts';

const desk = new DeskTests();

describeDesk('for a finger', () => {
	it.each(['tablet', 'phone'] as const)('everything on a %s is large enough to be hit', async (size) => {
		await desk.visit(
			size,
			`/?${OVERVIEW}&grid=${GRID_CODES.A2}&duty=greening&facility=elderly_day_care`,
			async (page) => {
				await panel(page).locator('#duty-greening').waitFor();
				expect(await small(page, '#grid-panel')).toEqual([]);
				expect(await small(page, 'main')).toEqual([]);
				expect(await small(page, '.corner')).toEqual([]);
				const skip = page.locator('.skip');
				expect((await skip.boundingBox())!.height).toBeGreaterThanOrEqual(FINGER);
				if (size === 'phone') {
					await page.getByRole('button', { name: '图层' }).tap();
					await page.locator('.drawer').waitFor();
					expect(await small(page, '.drawer')).toEqual([]);
				} else {
					// No tool lies over the map's own button: a tap reaches it.
					const attribution = page.locator('.maplibregl-ctrl-attrib');
					const open = () => attribution.evaluate((it) => it.classList.contains('maplibregl-compact-show'));
					const before = await open();
					await attribution.locator('summary').tap();
					expect(await open()).toBe(!before);
				}
			}
		);
	});

	it('the whole row of a duty or a facility answers to a tap, its links to their own', async () => {
		await desk.visit('tablet', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			const greening = row(page, 'greening');
			await greening.waitFor();
			const box = (await greening.boundingBox())!;
			expect(box.height).toBeGreaterThanOrEqual(FINGER);
			await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height - 3);
			await panel(page).locator('#duty-greening').waitFor();
			const facility = panel(page).locator('tr[data-facility=elderly_day_care]');
			await facility.scrollIntoViewIfNeeded();
			const place = facility.locator('.place');
			await place.tap();
			expect(await facility.getByRole('button', { expanded: true }).count()).toBe(0);
		});
	});

	it('a table stays as dense as it was for a mouse', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			const facility = panel(page).locator('tr[data-facility=elderly_day_care]');
			await facility.waitFor();
			expect((await facility.boundingBox())!.height).toBeLessThan(68);
		});
	});
});

describeDesk('the panel', () => {
	it('unfolds what is wrong into a list, and folds it again', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.B4}`, async (page) => {
			const summary = panel(page).getByRole('region', { name: '这个网格的问题' });
			await summary.getByRole('button', { name: /^还有 \d+ 个问题$/ }).click();
			const said = await summary.getByRole('listitem').allInnerTexts();
			expect(said.length).toBeGreaterThan(3);
			expect(seen(said[0]!)).toMatch(/无人负责/);
			expect(said.filter((line) => line.includes('；'))).toEqual([]);
			await summary.getByRole('button', { name: '收起' }).click();
			expect(await summary.getByRole('listitem').count()).toBe(0);
		});
	});

	it('of a past day offers a button that looks like one, back to today', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.B1}&at=2025-01-01`, async (page) => {
			await panel(page).getByText('面板是这一天的；地图颜色和问题清单仍是今天的。').waitFor();
			const back = panel(page).locator('.notice').getByRole('button', { name: '回到今天' });
			const [edge, ground] = await back.evaluate((it) => {
				const { borderTopColor, backgroundColor } = getComputedStyle(it);
				return [borderTopColor, backgroundColor];
			});
			for (const colour of [edge, ground]) expect(colour).not.toMatch(/rgba\(.*, 0\)/);
		});
	});

	it.each(['paper', 'night'] as const)(
		'prints its links black and not underlined from the %s theme',
		async (theme) => {
			await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}&theme=${theme}`, async (page) => {
				const place = panel(page).locator('.place').first();
				await place.waitFor();
				await page.emulateMedia({ media: 'print' });
				const look = await panel(page)
					.locator('a, .place, .place span')
					.evaluateAll((them) =>
						them.map((it) => {
							const { color, textDecorationLine } = getComputedStyle(it);
							return `${color} ${textDecorationLine}`;
						})
					);
				expect([...new Set(look)]).toEqual(['rgb(0, 0, 0) none']);
			});
		}
	);
});
