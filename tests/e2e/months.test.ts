/** A year of incidents, month by month. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { monthsUpTo } from '../../src/lib/domain/measure/months.ts';
import { dayOf } from '../../src/lib/server/context.ts';
import { GRID_CODES, type TinyGrid } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, colourAt, pixelOf, seen } from './browser.ts';
import { describeDesk, DeskTests, middleOf, panel } from './desk.ts';
import { BARE, drawn, GRIDS, legend } from './legend.ts';

const desk = new DeskTests();
const MONTHS = monthsUpTo(dayOf(new Date()));
const LAST = MONTHS.length - 1;
/** How many are reported in a month: more and more in A1, a few in B4 every other month, none elsewhere. */
const reported = (grid: TinyGrid, nth: number) =>
	grid === 'A1' ? 1 + nth : grid === 'B4' && nth % 2 === 1 ? 2 : 0;
const total = (nth: number) => GRIDS.reduce((sum, grid) => sum + reported(grid, nth), 0);

const bar = (page: Page) => page.getByRole('region', { name: '按月播放' });
const slider = (page: Page) => bar(page).getByRole('slider', { name: '月份' });
const named = (nth: number) => {
	const [year, month] = MONTHS[nth]!.split('-').map(Number);
	return `${year}年${month}月${nth === LAST ? '（至今）' : ''}`;
};
const saidAt = (nth: number) => `${named(nth)} 上报 ${total(nth)} 件`;
const shown = async (page: Page) => seen((await bar(page).locator('.shown').textContent()) ?? '');

/** Requests for tiles and columns from now on. */
function asked(page: Page): string[] {
	const paths: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (/^\/(tiles|api)\//.test(pathname)) paths.push(pathname);
	});
	return paths;
}

/** Everything that the page wants has come. */
async function settled(page: Page) {
	await page.waitForLoadState('networkidle');
	await page.waitForFunction(() => document.querySelector('p.loading span') === null);
}

describeDesk('months of incidents', () => {
	beforeAll(async () => {
		await desk.query('delete from incident', []);
		for (const [grid, code] of Object.entries(GRID_CODES) as [TinyGrid, string][])
			for (const nth of MONTHS.keys())
				await desk.query(
					`insert into incident (number, class_id, geom, happened_at, state, closed_at, source_id)
					select concat_ws('-', $1::text, $2::text, n), (select min(id) from incident_class), st_centroid(geom), happened, 'closed', happened,
						(select min(id) from source)
					from grid, generate_series(1, $3) n, (select ($2::text || '-01')::date::timestamptz + interval '30 seconds') time (happened)
					where code = $1`,
					[code, MONTHS[nth], reported(grid, nth)]
				);
	});

	it('are stepped through by keyboard: nothing is asked for, and legend and map are those of each month', async () => {
		await desk.visit('desktop', `/?${BARE}&measure=incidents`, async (page) => {
			await page.getByRole('button', { name: '按月上报' }).click();
			await expect.poll(() => shown(page)).toBe(saidAt(LAST));
			await expect(page.url()).toContain(`month=${MONTHS[LAST]}`);
			await settled(page);
			const requests = asked(page);
			await slider(page).focus();
			const colours: string[] = [];
			for (let nth = LAST; nth >= 0; nth--) {
				await expect.poll(() => shown(page)).toBe(saidAt(nth));
				expect(await slider(page).getAttribute('aria-valuetext')).toContain(named(nth));
				const keys = await legend(page);
				expect(keys.at(-1)!.count).toBe(GRIDS.filter((grid) => reported(grid, nth) === 0).length);
				expect(keys.reduce((sum, { count }) => sum + count, 0)).toBe(GRIDS.length);
				// Every pixel is a picture: not of all months.
				if (nth % 4 === 0) await expect.poll(() => drawn(page, keys)).toEqual(keys.map(({ count }) => count));
				colours.push(String(await colourAt(page, await pixelOf(page, middleOf('A1')))));
				await page.keyboard.press('ArrowLeft');
			}
			// From the first month nothing leads farther back; its colour is that of little.
			expect(await shown(page)).toBe(saidAt(0));
			expect(new Set(colours).size).toBeGreaterThan(3);
			await page.keyboard.press('End');
			await expect.poll(() => shown(page)).toBe(saidAt(LAST));
			expect(requests).toEqual([]);
		});
	});

	it('are played from the first to the last, and stop there', async () => {
		await desk.visit('desktop', `/?${BARE}&measure=incidents&month=${MONTHS[LAST]}`, async (page) => {
			await page.emulateMedia({ reducedMotion: 'no-preference' });
			await expect.poll(() => shown(page)).toBe(saidAt(LAST));
			await settled(page);
			const requests = asked(page);
			const passed: string[] = [];
			await page.exposeFunction('passed', (text: string) => void passed.push(seen(text)));
			await bar(page)
				.locator('.shown')
				.evaluate((it) => {
					const tell = (window as unknown as { passed: (text: string) => void }).passed;
					new MutationObserver(() => tell(it.textContent ?? '')).observe(it, {
						subtree: true,
						characterData: true,
						childList: true
					});
				});
			await slider(page).focus();
			await page.keyboard.press('Space');
			await bar(page).getByRole('button', { name: '暂停' }).waitFor();
			await expect.poll(() => passed.includes(saidAt(0))).toBe(true);
			await expect.poll(() => shown(page), { timeout: 40_000 }).toBe(saidAt(LAST));
			await bar(page).getByRole('button', { name: '播放' }).waitFor();
			expect([...new Set(passed)]).toEqual(MONTHS.map((_, nth) => saidAt(nth)));
			expect(requests).toEqual([]);

			await slider(page).press('Home');
			await bar(page).getByRole('button', { name: '播放' }).click();
			await expect.poll(() => shown(page)).toBe(saidAt(2));
			await page.keyboard.press('Space');
			await bar(page).getByRole('button', { name: '播放' }).waitFor();
			await page.keyboard.press('ArrowRight');
			await expect.poll(() => shown(page)).toBe(saidAt(3));
		});
	});

	it('are drawn as marks too, of the month that is shown', async () => {
		const view = `lng=${middleOf('B4')[0]}&lat=${middleOf('B4')[1]}&zoom=17`;
		const hidden = BARE.slice(BARE.indexOf('&hide=')).replace('.incidents', '');
		await desk.visit('desktop', `/?${view}${hidden}&measure=incidents&month=${MONTHS[1]}`, async (page) => {
			const place = await pixelOf(page, middleOf('B4'));
			// The ring of two is as pale as paper within; without it the ground has the colour of its class.
			const ground = () => colourAt(page, [place[0] + 40, place[1] + 40]);
			const marked = async () =>
				String(await colourAt(page, [place[0] + 5, place[1] - 5])) !== String(await ground());
			await expect.poll(marked).toBe(true);
			await settled(page);
			const requests = asked(page);
			await slider(page).focus();
			await page.keyboard.press('ArrowRight');
			await expect.poll(marked).toBe(false);
			await page.keyboard.press('ArrowRight');
			await expect.poll(marked).toBe(true);
			expect(requests).toEqual([]);
		});
	});

	it('hear of what is reported meanwhile', async () => {
		await desk.visit('desktop', `/?${BARE}&measure=incidents&month=${MONTHS[3]}`, async (page) => {
			await expect.poll(() => shown(page)).toBe(saidAt(3));
			const happened = `${MONTHS[3]}-15T04:00:00Z`;
			await desk.query(
				`insert into incident (number, class_id, geom, happened_at, state, closed_at, source_id)
				select 'late-report', class_id, geom, $1::timestamptz, 'closed', $1::timestamptz, source_id from incident
				where grid_id = (select id from grid where code = $2) limit 1`,
				[happened, GRID_CODES.A1]
			);
			await expect.poll(() => shown(page)).toBe(`${named(3)} 上报 ${total(3) + 1} 件`);
			await desk.query(`delete from incident where number = 'late-report'`, []);
		});
	});

	describe('in the address', () => {
		it('open the same month again, and go with the bar', async () => {
			await desk.visit('desktop', `/?${BARE}&measure=incidents&month=${MONTHS[5]}`, async (page) => {
				await expect.poll(() => shown(page)).toBe(saidAt(5));
				await bar(page).getByRole('button', { name: '下一个月' }).click();
				await page.waitForURL(new RegExp(`month=${MONTHS[6]}`));
				await page.reload();
				await expect.poll(() => shown(page)).toBe(saidAt(6));
				await bar(page).getByRole('button', { name: '回到处理中的事件' }).click();
				await page.waitForURL((url) => !url.searchParams.has('month'));
				await expect.poll(() => bar(page).count()).toBe(0);
				expect((await legend(page)).at(-1)!.count).toBe(GRIDS.length);
			});
		});

		it('that are not known are said to be none, and the last one is shown', async () => {
			await desk.visit('desktop', `/?${BARE}&measure=incidents&month=2001-01`, async (page) => {
				await expect.poll(() => shown(page)).toBe(saidAt(LAST));
				await expect
					.poll(async () => seen(await page.locator('.notices').innerText()))
					.toContain('月份“2001-01”');
			});
		});

		it('go with the measure: what has no months offers none', async () => {
			await desk.visit('desktop', `/?${BARE}&measure=incidents&month=${MONTHS[5]}`, async (page) => {
				await expect.poll(() => shown(page)).toBe(saidAt(5));
				await page.getByLabel('地图颜色').selectOption('residents');
				await page.waitForURL((url) => !url.searchParams.has('month'));
				expect(await bar(page).count()).toBe(0);
				expect(await page.getByRole('button', { name: '按月上报' }).count()).toBe(0);
			});
		});
	});

	it('are within reach of fingers, are not played where less motion is asked for, and have no faults', async () => {
		await desk.visit('phone', `/?${BARE}&measure=incidents&month=${MONTHS[5]}`, async (page) => {
			await expect.poll(() => shown(page)).toBe(saidAt(5));
			expect(await bar(page).getByRole('button', { name: '播放' }).count()).toBe(0);
			for (const control of [...(await bar(page).getByRole('button').all()), slider(page)]) {
				const { width, height } = (await control.boundingBox())!;
				expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
			}
			await bar(page).getByRole('button', { name: '上一个月' }).tap();
			await expect.poll(() => shown(page)).toBe(saidAt(4));
			expect(await accessibilityFaults(page)).toEqual([]);
			await page.getByRole('button', { name: '图层' }).tap();
			await page.getByRole('button', { name: '处理中', exact: true }).tap();
			await expect.poll(() => bar(page).count()).toBe(0);
		});
	});

	it('leave the map its room on a phone while a card is open', async () => {
		await desk.visit(
			'phone',
			`/?${BARE}&measure=incidents&month=${MONTHS[5]}&grid=${GRID_CODES.A1}`,
			async (page) => {
				await expect.poll(() => shown(page)).toBe(saidAt(5));
				await panel(page).locator(`[data-grid="${GRID_CODES.A1}"]`).waitFor();
				await expect.poll(() => slider(page).count()).toBe(0);
				const search = (await page.getByRole('combobox').boundingBox())!;
				const { y } = (await bar(page).boundingBox())!;
				expect(y - search.y - search.height).toBeGreaterThan(240);
				await bar(page).getByRole('button', { name: '下一个月' }).tap();
				await expect.poll(() => shown(page)).toBe(saidAt(6));
				await page.getByRole('button', { name: '关闭', exact: true }).first().tap();
				await slider(page).waitFor();
			}
		);
	});

	it('say so when they do not come, and are there when asked again', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			await visitor.page.route('**/api/measures/incidents/months*', (route) =>
				route.fulfill({ status: 500 })
			);
			const page = await visitor.open(`/?${BARE}&measure=incidents&month=${MONTHS[5]}`);
			await bar(page).getByText('读取失败，请重试。').waitFor();
			await page.unroute('**/api/measures/incidents/months*');
			await bar(page).getByRole('button', { name: '重试' }).click();
			await expect.poll(() => shown(page)).toBe(saidAt(5));
		} finally {
			await visitor.leave();
		}
	});
});
