import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverMissing } from '../db/harness/index.ts';
import { GRID_CODES, GRID_CORNERS, lngLatOf, type TinyGrid } from '../fixtures/tiny-ground.ts';
import {
	accessibilityFaults,
	browserMissing,
	openBrowser,
	pixelOf,
	seen,
	Visitor,
	type Size
} from './browser.ts';
import { Product } from './product.ts';

const missing = serverMissing ?? browserMissing;

let product: Product;
let browser: Browser;
beforeAll(async () => {
	if (missing) return;
	[product, browser] = await Promise.all([Product.start(), openBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});

const middleOf = (grid: TinyGrid) => lngLatOf(GRID_CORNERS[grid][0] + 50, GRID_CORNERS[grid][1] + 50);
const [LNG, LAT] = lngLatOf(200, 100);
/** All eight grids on every screen. */
const OVERVIEW = `lng=${LNG.toFixed(6)}&lat=${LAT.toFixed(6)}&zoom=15.5`;
const panel = (page: Page) => page.locator('#grid-panel');
const row = (page: Page, duty: string) => panel(page).locator(`tr[data-duty=${duty}]`);

/** Runs a visit and then makes sure that nothing went wrong behind it. */
async function visit(
	size: Size,
	address: string,
	walk: (page: Page, visitor: Visitor) => Promise<void>,
	locale?: string
) {
	const visitor = await Visitor.arrive(browser, product.url, size, locale);
	try {
		const page = await visitor.open(address);
		await walk(page, visitor);
		expect(visitor.errors, 'errors of the console').toEqual([]);
		expect(visitor.foreign, 'requests to other hosts').toEqual([]);
	} finally {
		await visitor.leave();
	}
}

async function clickOn(page: Page, grid: TinyGrid, touch: boolean) {
	const [x, y] = await pixelOf(page, middleOf(grid));
	if (touch) await page.touchscreen.tap(x, y);
	else await page.mouse.click(x, y);
	await panel(page).locator(`[data-grid="${GRID_CODES[grid]}"]`).waitFor();
}

describe.skipIf(missing !== undefined && process.env.CI !== 'true')('a click on a grid', () => {
	it.each([
		['desktop', false],
		['tablet', true],
		['phone', true]
	] as const)(
		'on a %s answers who is responsible in a planted gap, and for how much',
		async (size, touch) => {
			await visit(size, `/?${OVERVIEW}`, async (page) => {
				await clickOn(page, 'A2', touch);
				expect(seen(await panel(page).innerText())).toContain(
					'绿化有 5,000 m² 无人负责；绿化有 3,000 m² 两家重叠'
				);
				const greening = seen(await row(page, 'greening').innerText());
				expect(greening).toContain('青禾绿化养护有限公司 / 桐花街道城管中队（交叉）');
				expect(greening).toContain('空白 5,000 m²');
				expect(greening).toContain('交叉 3,000 m²');
				expect(greening).toContain('南塘社区居民委员会');
				expect(seen(await row(page, 'sanitation').innerText())).toContain('洁远环卫有限公司');
				expect(seen(await row(page, 'paving').innerText())).toContain('通途市政养护有限公司');
			});
		}
	);

	it('says "nobody" where nobody is, and never counts the territory as a leader', async () => {
		await visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await clickOn(page, 'B2', false);
			expect(seen(await row(page, 'greening').innerText())).toContain('无人负责');
			expect(seen(await row(page, 'sanitation').innerText())).toContain('柳荫社区居民委员会（兜底）');
		});
	});

	it('opens a duty to its shares, parties and documents', async () => {
		await visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await row(page, 'greening').getByRole('button').click();
			const details = seen(await panel(page).locator('#duty-greening').innerText());
			expect(details).toContain('空白 5,000 m² 50% 住 60 人');
			expect(details).toContain('交叉 3,000 m² 30% 住 40 人');
			expect(details).toContain('桐花街办〔2024〕1号《职责清单（2024 年）》');
			expect(new URL(page.url()).searchParams.get('duty')).toBe('greening');
		});
	});

	it('can be undone with the back button', async () => {
		await visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await clickOn(page, 'A2', false);
			await clickOn(page, 'B2', false);
			await page.goBack();
			await panel(page).locator(`[data-grid="${GRID_CODES.A2}"]`).waitFor();
			await page.goBack();
			await panel(page).waitFor({ state: 'detached' });
		});
	});
});

describe.skipIf(missing !== undefined && process.env.CI !== 'true')('the address of a view', () => {
	it('opens the same view for a colleague', async () => {
		let address = '';
		let answer = '';
		await visit('desktop', `/?${OVERVIEW}&measure=residents&hide=buildings`, async (page) => {
			await clickOn(page, 'A2', false);
			await row(page, 'greening').getByRole('button').click();
			await panel(page).getByRole('button', { name: '分享' }).click();
			await page.getByText('链接已复制').waitFor();
			address = await page.evaluate(() => navigator.clipboard.readText());
			answer = seen(await panel(page).innerText());
		});
		await visit('desktop', new URL(address).pathname + new URL(address).search, async (page) => {
			await panel(page).locator('#duty-greening').waitFor();
			expect(seen(await panel(page).innerText())).toBe(answer);
			expect(await page.getByLabel('地图颜色').inputValue()).toBe('residents');
			expect(await page.getByLabel('楼栋').isChecked()).toBe(false);
			expect(page.url()).toBe(address);
		});
	});

	it('falls back where it is broken, and says so', async () => {
		await visit('desktop', `/?${OVERVIEW}&measure=happiness&at=2026-02-30`, async (page) => {
			await page.getByText('地址里的指标“happiness”和日期“2026-02-30”无法识别，已按默认显示。').waitFor();
			expect(await page.getByLabel('地图颜色').inputValue()).toBe('gap');
		});
	});

	it('says of an unknown grid that there is none', async () => {
		const visitor = await Visitor.arrive(browser, product.url, 'desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}&grid=990102001009999`);
			await panel(page).getByText('没有这个网格').waitFor();
		} finally {
			await visitor.leave();
		}
	});

	it('of a first visit shows a place where something is wrong, and says in one line what this is', async () => {
		await visit('tablet', '/', async (page) => {
			await page.getByText('点任何一个网格，看每项职责谁负责、缺什么。').waitFor();
			await panel(page).locator('[data-grid]').waitFor();
			expect(seen(await panel(page).innerText())).toMatch(/无人负责|重叠/);
			await expect.poll(() => new URL(page.url()).searchParams.get('grid')).toMatch(/^990102001/);
		});
	});
});

describe.skipIf(missing !== undefined && process.env.CI !== 'true')('the past', () => {
	it('is answered for the day that is asked for, and marked as past', async () => {
		await visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.B1}`, async (page) => {
			expect(seen(await row(page, 'public_order').innerText())).toContain('桐花派出所');
			await panel(page).getByRole('button', { name: '历史' }).click();
			await page.getByLabel('日期').fill('2025-01-01');
			await page.getByRole('button', { name: '查看', exact: true }).click();
			await panel(page).getByText('这是 2025年1月1日 的情况，不是今天的。').waitFor();
			expect(seen(await row(page, 'public_order').innerText())).toContain('无人负责');
			await panel(page).getByRole('button', { name: '回到今天' }).first().click();
			await panel(page).getByText('这是 2025年1月1日 的情况').waitFor({ state: 'detached' });
			expect(seen(await row(page, 'public_order').innerText())).toContain('桐花派出所');
		});
	});
});

describe.skipIf(missing !== undefined && process.env.CI !== 'true')('the page', () => {
	it('can be used with the keyboard alone: search, panel, duty, close', async () => {
		await visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.keyboard.press('/');
			await page.keyboard.type(GRID_CODES.A2);
			await page.getByRole('option').first().waitFor();
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			await panel(page).locator(`[data-grid="${GRID_CODES.A2}"]`).waitFor();
			expect(await page.evaluate(() => document.activeElement?.id)).toBe('grid-panel');
			const greening = row(page, 'greening').getByRole('button');
			for (
				let step = 0;
				step < 20 && !(await greening.evaluate((it) => it === document.activeElement));
				step++
			)
				await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
			await panel(page).locator('#duty-greening').waitFor();
			await page.keyboard.press('Escape');
			await panel(page).waitFor({ state: 'detached' });
			expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
		});
	});

	it('changes its language without losing the view', async () => {
		await visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await page.getByRole('button', { name: '显示', exact: true }).click();
			await page.getByLabel('English').check();
			await page.getByText('Greening: nobody answers for 5,000 m²').waitFor();
			expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
			await page.reload();
			await page.getByText('Greening: nobody answers for 5,000 m²').waitFor();
		});
	});

	it('speaks the language that the browser asks for, and Chinese to everybody else', async () => {
		await visit(
			'desktop',
			`/?${OVERVIEW}`,
			async (page) => void (await page.getByText('Map colour').waitFor()),
			'en-GB'
		);
		await visit(
			'desktop',
			`/?${OVERVIEW}`,
			async (page) => void (await page.getByText('地图颜色').waitFor()),
			'fr-FR'
		);
	});

	it('colours by another measure and explains the colours', async () => {
		await visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.getByLabel('地图颜色').selectOption('unreached');
			await page.getByLabel('设施类型').selectOption('elderly_day_care');
			const legend = page.getByRole('complementary', { name: '图例' });
			await legend.getByText('属于服务年龄、但住在服务半径之外的居民').waitFor();
			await expect.poll(async () => seen(await legend.innerText())).toMatch(/没有（0） 5 无数据 2/);
			expect(new URL(page.url()).searchParams.get('measure')).toBe('unreached.elderly_day_care');
		});
	});

	it('measures a distance on the ground', async () => {
		await visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.getByRole('button', { name: '量距离' }).click();
			await page.mouse.click(...(await pixelOf(page, lngLatOf(50, 150))));
			await page.mouse.click(...(await pixelOf(page, lngLatOf(350, 150))));
			const result = page.getByText(/^长 /);
			await result.waitFor();
			const metres = Number(/(\d+)/.exec(await result.innerText())![1]);
			expect(Math.abs(metres - 300)).toBeLessThan(6);
			await page.keyboard.press('Escape');
			await result.waitFor({ state: 'detached' });
			await expect.poll(() => page.locator('#grid-panel').count()).toBe(0);
		});
	});

	it('lists the worst grids and goes there', async () => {
		await visit('desktop', `/?${OVERVIEW}&measure=gap.greening`, async (page) => {
			await page.getByRole('button', { name: '问题清单' }).click();
			const first = page.getByRole('button', { name: /^到网格/ }).first();
			await first.click();
			await panel(page).locator('[data-grid]').waitFor();
			expect(seen(await row(page, 'greening').innerText())).toContain('无人负责');
		});
	});

	it.each(['desktop', 'tablet', 'phone'] as const)(
		'has no fault that axe-core finds on a %s',
		async (size) => {
			await visit(size, `/?${OVERVIEW}&grid=${GRID_CODES.A2}&duty=greening`, async (page) => {
				await panel(page).locator('#duty-greening').waitFor();
				expect(await accessibilityFaults(page)).toEqual([]);
			});
		}
	);

	it.each(['night', 'sun'] as const)('has no fault that axe-core finds in the %s theme', async (theme) => {
		await visit(
			'desktop',
			`/?${OVERVIEW}&grid=${GRID_CODES.A2}&duty=greening&theme=${theme}`,
			async (page) => {
				await panel(page).locator('#duty-greening').waitFor();
				expect(await accessibilityFaults(page)).toEqual([]);
			}
		);
	});

	it('prints the answer with the map at a stated scale', async () => {
		await visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await page.evaluate(() => {
				window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
			});
			await panel(page).getByRole('button', { name: '打印' }).click();
			await page.locator('html[data-printed=yes]').waitFor({ state: 'attached' });
			await page.emulateMedia({ media: 'print' });
			await page.getByText(/比例尺约 1∶/).waitFor();
			expect(
				await page.locator('header.print-only img').evaluate((it: HTMLImageElement) => it.naturalWidth)
			).toBeGreaterThan(100);
			expect(await page.getByRole('button', { name: '放大' }).isVisible()).toBe(false);
		});
	});
});
