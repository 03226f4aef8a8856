import { expect, it } from 'vitest';
import { GRID_CODES, lngLatOf } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, pixelOf, seen } from './browser.ts';
import { describeDesk, DeskTests, middleOf, OVERVIEW, panel, row } from './desk.ts';

const desk = new DeskTests();

describeDesk('the page', () => {
	it('can be used with the keyboard alone: search, panel, duty, close', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
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
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await page.getByRole('button', { name: '显示', exact: true }).click();
			await page.getByLabel('English').check();
			await page.getByText('Greening: nobody answers for 5,000 m²').waitFor();
			expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
			await page.reload();
			await page.getByText('Greening: nobody answers for 5,000 m²').waitFor();
		});
	});

	it('speaks the language that the browser asks for, and Chinese to everybody else', async () => {
		await desk.visit(
			'desktop',
			`/?${OVERVIEW}`,
			async (page) => void (await page.getByText('Map colour').waitFor()),
			'en-GB'
		);
		await desk.visit(
			'desktop',
			`/?${OVERVIEW}`,
			async (page) => void (await page.getByText('地图颜色').waitFor()),
			'fr-FR'
		);
	});

	it("remembers the reader's own choice of language, not the one in a colleague's link", async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&lang=en`, async (page) => {
			const language = () => page.locator('html').getAttribute('lang');
			expect(await language()).toBe('en');
			await page.goto('/');
			expect(await language()).toBe('zh-CN');
			await page.locator('main[data-ready=yes]').waitFor({ state: 'attached' });
			await page.getByRole('button', { name: '显示', exact: true }).click();
			await page.getByLabel('English').check();
			await page.locator('html[lang=en]').waitFor({ state: 'attached' });
			await page.goto('/');
			expect(await language()).toBe('en');
		});
	});

	it('clears a refusal of the position when it is asked for again', async () => {
		await desk.visit('tablet', `/?${OVERVIEW}`, async (page) => {
			const locate = page.getByRole('button', { name: '我的位置' });
			await locate.click();
			const refusal = page.getByText('定位');
			await refusal.first().waitFor();
			await page.context().grantPermissions(['geolocation']);
			await page.context().setGeolocation({ latitude: 36, longitude: 117 });
			await locate.click();
			await refusal.first().waitFor({ state: 'detached' });
		});
	});

	it('adds up all duties only with a word that it does', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.getByText('同一块地缺两项职责，就算两次').waitFor();
			await page.getByLabel('职责', { exact: true }).selectOption('greening');
			await page.getByText('同一块地缺两项职责，就算两次').waitFor({ state: 'detached' });
		});
	});

	it('answers an address that cannot be read with a problem document', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			for (const address of ['/api/grids/%ff', '/api/grids/%E0%A4%A', '/tiles/%ff/1/1/1']) {
				const response = await page.request.get(address);
				expect([response.status(), response.headers()['content-type']]).toEqual([
					400,
					expect.stringContaining('application/problem+json')
				]);
			}
		});
	});

	it('says that ground is on its way while it is', async () => {
		await desk.visit('tablet', `/?${OVERVIEW}`, async (page) => {
			const saying = page.getByText('正在载入地图');
			await saying.waitFor({ state: 'detached' });
			let release = () => {};
			const held = new Promise<void>((done) => (release = done));
			await page.route('**/tiles/**', async (route) => {
				await held;
				await route.continue();
			});
			await page.locator('.maplibregl-canvas').focus();
			await page.keyboard.press('+');
			await saying.waitFor();
			release();
			await saying.waitFor({ state: 'detached' });
		});
	});

	it('colours by another measure and explains the colours', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await page.getByLabel('地图颜色').selectOption('unreached');
			await page.getByLabel('设施类型').selectOption('elderly_day_care');
			const legend = page.getByRole('complementary', { name: '图例' });
			await legend.getByText('属于服务年龄、但住在服务半径之外的居民').waitFor();
			await expect.poll(async () => seen(await legend.innerText())).toMatch(/没有（0） 5 无数据 2/);
			expect(new URL(page.url()).searchParams.get('measure')).toBe('unreached.elderly_day_care');
			await page
				.getByRole('region', { name: '地图符号' })
				.getByText('蓝底：正在看的老年人日间照料')
				.waitFor();
		});
	});

	it('says what the symbols mean, of the layers that are switched on', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			const key = page.getByRole('region', { name: '地图符号' });
			await key.getByText('红边：已经超期').waitFor();
			await key.getByText('各类设施的图标').click();
			await key.getByText('老年人日间照料').first().waitFor();
			expect(await key.getByText('蓝底').count()).toBe(0);
			await page.getByLabel('事件', { exact: true }).uncheck();
			await key.getByText('红边：已经超期').waitFor({ state: 'detached' });
			await page.getByLabel('事件热度').check();
			await key.getByRole('img', { name: '近十三个月的事件' }).waitFor();
		});
	});

	it('keeps the chosen grid in sight above the sheet, whose height the keys can change', async () => {
		await desk.visit('phone', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await panel(page).locator('[data-grid]').waitFor();
			const sheet = page.locator('.sheet');
			const top = async () => (await sheet.boundingBox())!.y;
			await expect.poll(async () => (await pixelOf(page, middleOf('A2')))[1]).toBeLessThan(await top());
			const half = await top();
			const handle = page.getByRole('slider', { name: /面板高度/ });
			await handle.press('ArrowUp');
			await expect.poll(top).toBeLessThan(half);
			expect(await handle.getAttribute('aria-valuetext')).toBe('全屏');
			await handle.press('Home');
			await expect.poll(top).toBeGreaterThan(half);
		});
	});

	it('says when the network is gone, and reads on when it is back', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}&measure=gap.greening`);
			await page.getByRole('button', { name: '问题清单' }).click();
			await page.getByRole('button', { name: `到网格 ${GRID_CODES.B2}` }).waitFor();
			await page.context().setOffline(true);
			await page.getByText('网络已断开。').waitFor();
			await page.getByRole('button', { name: `到网格 ${GRID_CODES.B2}` }).click();
			await panel(page).getByText('没有网络，暂时读不到。').waitFor();
			await page.context().setOffline(false);
			await panel(page).locator(`[data-grid="${GRID_CODES.B2}"]`).waitFor();
			await page.getByText('网络已断开。').waitFor({ state: 'detached' });
		} finally {
			await visitor.leave();
		}
	});

	it('measures a distance on the ground', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
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

	it('says that what measures did not come, and has it with the next tap when the network is back', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}`);
			await page.context().setOffline(true);
			await page.getByRole('button', { name: '量距离' }).click();
			await page.mouse.click(...(await pixelOf(page, lngLatOf(50, 150))));
			await page.getByText('量测工具没有取到').waitFor();
			await page.context().setOffline(false);
			// A browser says that it is online a little before a request arrives.
			const arrives = () =>
				page.evaluate(() =>
					fetch('/healthz')
						.then(({ ok }) => ok)
						.catch(() => false)
				);
			await expect.poll(arrives).toBe(true);
			await page.mouse.click(...(await pixelOf(page, lngLatOf(350, 150))));
			await page.getByText(/^长 /).waitFor();
			await page.getByText('量测工具没有取到').waitFor({ state: 'detached' });
		} finally {
			await visitor.leave();
		}
	});

	it('lists the worst grids and goes there', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&measure=gap.greening`, async (page) => {
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
			await desk.visit(size, `/?${OVERVIEW}&grid=${GRID_CODES.A2}&duty=greening`, async (page) => {
				await panel(page).locator('#duty-greening').waitFor();
				expect(await accessibilityFaults(page)).toEqual([]);
			});
		}
	);

	it.each(['night', 'sun'] as const)('has no fault that axe-core finds in the %s theme', async (theme) => {
		await desk.visit(
			'desktop',
			`/?${OVERVIEW}&grid=${GRID_CODES.A2}&duty=greening&theme=${theme}`,
			async (page) => {
				await panel(page).locator('#duty-greening').waitFor();
				expect(await accessibilityFaults(page)).toEqual([]);
			}
		);
	});

	it('prints the answer with the map at a stated scale', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
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
