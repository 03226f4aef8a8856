import { expect, it } from 'vitest';
import { GRID_CODES, GRID_CORNERS, lngLatOf } from '../fixtures/tiny-ground.ts';
import { colourAt, pixelOf, seen } from './browser.ts';
import { clickOn, describeDesk, DeskTests, OVERVIEW, panel, row } from './desk.ts';

const desk = new DeskTests();
/** What a panel says, whenever it is read: how long ago something was changes by the minute. */
const timeless = (text: string) => seen(text).replace(/现在|此刻|刚刚|\d+ ?(秒钟?|分钟|小时)[前后]/g, '…');

describeDesk('a click on a grid', () => {
	it.each([
		['desktop', false],
		['tablet', true],
		['phone', true]
	] as const)(
		'on a %s answers who is responsible in a planted gap, and for how much',
		async (size, touch) => {
			await desk.visit(size, `/?${OVERVIEW}`, async (page) => {
				await clickOn(page, 'A2', touch);
				expect(seen(await panel(page).innerText())).toContain(
					'绿化有 5,000 m² 无人负责；绿化有 3,000 m² 两家重叠'
				);
				const greening = seen(await row(page, 'greening').innerText());
				expect(greening).toContain('青禾绿化养护有限公司（主责 5,000 m²，其中交叉 3,000 m²）');
				expect(greening).toContain('桐花街道城管中队（交叉 3,000 m²）');
				expect(greening).toContain('无人负责（空白 5,000 m²）');
				expect(greening).toContain('南塘社区居民委员会');
				expect(seen(await row(page, 'sanitation').innerText())).toContain('洁远环卫有限公司');
				expect(seen(await row(page, 'paving').innerText())).toContain('通途市政养护有限公司');
			});
		}
	);

	it.each(['tablet', 'phone'] as const)(
		'on a %s never leaves the chosen grid under its panel',
		async (size) => {
			// Beside the open panel the middle of the grid is in sight, its edge is not.
			const [centre, zoom] = size === 'tablet' ? [lngLatOf(326, 150), 18] : [lngLatOf(350, 170), 17.6];
			const address = `/?lng=${centre[0]}&lat=${centre[1]}&zoom=${zoom}&grid=${GRID_CODES.B1}`;
			await desk.visit(size, address, async (page) => {
				const grid = 'B2';
				await panel(page).locator(`[data-grid="${GRID_CODES.B1}"]`).waitFor();
				await clickOn(page, grid, true);
				const [west, south] = GRID_CORNERS[grid];
				await expect
					.poll(async () => {
						const covered = (await panel(page).locator('> *').first().boundingBox())!;
						const [left, bottom] = await pixelOf(page, lngLatOf(west, south));
						const [right, top] = await pixelOf(page, lngLatOf(west + 100, south + 100));
						const free = size === 'tablet' ? right < covered.x : bottom < covered.y;
						return left > 0 && top > 0 && free;
					})
					.toBe(true);
			});
		}
	);

	it('is told of by the mouse before, beside the pointer and clear of the panel', async () => {
		// With the panel of A1 open, B2 lies at its edge.
		const [lng, lat] = lngLatOf(180, 150);
		const address = `/?lng=${lng}&lat=${lat}&zoom=17&grid=${GRID_CODES.A1}`;
		await desk.visit('desktop', address, async (page) => {
			await panel(page).locator(`[data-grid="${GRID_CODES.A1}"]`).waitFor();
			const [x, y] = await pixelOf(page, lngLatOf(310, 150));
			const [edgeX, edgeY] = [GRID_CORNERS.B2[0], GRID_CORNERS.B2[1] + 80];
			const edge = () => pixelOf(page, lngLatOf(edgeX, edgeY)).then((pixel) => colourAt(page, pixel));
			const card = page.locator('main .hover');
			const hover = () =>
				expect
					.poll(async () => {
						// The ground under the mouse may not be drawn yet.
						await page.mouse.move(x - 1, y);
						await page.mouse.move(x, y);
						return card.count();
					})
					.toBe(1);
			const leave = async () => {
				await page.mouse.move(...(await pixelOf(page, lngLatOf(50, 150))));
				await card.waitFor({ state: 'detached' });
			};
			await hover();
			await leave();
			let bare: number[] = [];
			await expect
				.poll(async () => {
					const before = bare;
					bare = await edge();
					return before.join() === bare.join();
				})
				.toBe(true);
			await hover();
			await card.getByText(GRID_CODES.B2).waitFor();
			await card.getByText('无人负责').waitFor();
			const panelFrom = (await panel(page).boundingBox())!.x;
			// It is put beside the pointer once its text, and so its width, is known.
			await expect
				.poll(async () => {
					const { x: from, width } = (await card.boundingBox())!;
					return from + width;
				})
				.toBeLessThanOrEqual(panelFrom);
			await expect.poll(edge, { message: 'the line around the grid' }).not.toEqual(bare);
			await leave();
			await expect.poll(edge).toEqual(bare);
		});
	});

	it('is for the grid once grids are as large as a finger, whatever marks of incidents lie on it', async () => {
		await desk.visit('phone', `/?${OVERVIEW}`, async (page) => {
			// The marks are drawn by deck.gl, the one script besides MapLibre that is large, and the last to come.
			await page.waitForFunction(
				() =>
					performance
						.getEntriesByType('resource')
						.filter((entry) => (entry as PerformanceResourceTiming).decodedBodySize > 300_000)
						.filter(({ name }) => name.endsWith('.js')).length >= 2
			);
			await page.waitForFunction(() => document.querySelector('p.loading span') === null);
			for (const grid of ['A1', 'B2', 'A3'] as const) await clickOn(page, grid, true);
			expect(new URL(page.url()).searchParams.get('zoom')).toBe('15.5');
		});
	});

	it('is not told of over the map after a tap: a finger does not hover', async () => {
		await desk.visit('tablet', `/?${OVERVIEW}`, async (page) => {
			await clickOn(page, 'A2', true);
			expect(await page.locator('main .hover').count()).toBe(0);
		});
	});

	it('says "nobody" where nobody is, and never counts the territory as a leader', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await clickOn(page, 'B2', false);
			expect(seen(await row(page, 'greening').innerText())).toContain('无人负责');
			expect(seen(await row(page, 'sanitation').innerText())).toContain('柳荫社区居民委员会（兜底）');
		});
	});

	it('names first who answers for most of the ground, the fallback before a lead on a small part', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A1}`, async (page) => {
			const paving = row(page, 'paving');
			const said = '桐花街道办事处（兜底 9,000 m²） 通途市政养护有限公司（主责 1,000 m²）';
			expect(seen(await paving.innerText())).toContain(said);
			await paving.getByRole('link', { name: '致电桐花街道办事处' }).waitFor();
			expect(await paving.getByRole('link').count()).toBe(1);
			await page.emulateMedia({ media: 'print' });
			expect(seen(await paving.innerText())).toContain(said);
		});
	});

	it('opens a duty to its shares, parties and documents', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}`, async (page) => {
			await row(page, 'greening').getByRole('button').click();
			const details = seen(await panel(page).locator('#duty-greening').innerText());
			expect(details).toContain('空白 5,000 m² 50% 住 60 人');
			expect(details).toContain('交叉 3,000 m² 30% 住 40 人');
			expect(details).toContain('桐花街办〔2024〕1号《职责清单（2024 年）》');
			expect(new URL(page.url()).searchParams.get('duty')).toBe('greening');
		});
	});

	it('can be undone with the back button', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}`, async (page) => {
			await clickOn(page, 'A2', false);
			await clickOn(page, 'B2', false);
			await page.goBack();
			await panel(page).locator(`[data-grid="${GRID_CODES.A2}"]`).waitFor();
			await page.goBack();
			await panel(page).waitFor({ state: 'detached' });
		});
	});
});

describeDesk('the address of a view', () => {
	it('opens the same view for a colleague', async () => {
		let address = '';
		let answer = '';
		await desk.visit('desktop', `/?${OVERVIEW}&measure=residents&hide=buildings`, async (page) => {
			await clickOn(page, 'A2', false);
			await row(page, 'greening').getByRole('button').click();
			await panel(page).getByRole('button', { name: '分享' }).click();
			await page.getByText('链接已复制').waitFor();
			address = await page.evaluate(() => navigator.clipboard.readText());
			answer = timeless(await panel(page).innerText());
		});
		await desk.visit('desktop', new URL(address).pathname + new URL(address).search, async (page) => {
			await panel(page).locator('#duty-greening').waitFor();
			expect(timeless(await panel(page).innerText())).toBe(answer);
			expect(await page.getByLabel('地图颜色').inputValue()).toBe('residents');
			expect(await page.getByLabel('楼栋').isChecked()).toBe(false);
			expect(page.url()).toBe(address);
		});
	});

	it('falls back where it is broken, and says so', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&measure=happiness&at=2026-02-30`, async (page) => {
			await page.getByText('地址里的指标“happiness”和日期“2026-02-30”无法识别，已按默认显示。').waitFor();
			expect(await page.getByLabel('地图颜色').inputValue()).toBe('gap');
		});
	});

	it('says of an unknown grid that there is none', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}&grid=990102001009999`);
			await panel(page).getByText('没有这个网格').waitFor();
		} finally {
			await visitor.leave();
		}
	});

	it('of a first visit shows a place where something is wrong, and says in one line what this is', async () => {
		await desk.visit('tablet', '/', async (page) => {
			await page.getByText('点任何一个网格，看每项职责谁负责、缺什么。').waitFor();
			await panel(page).locator('[data-grid]').waitFor();
			expect(seen(await panel(page).innerText())).toMatch(/无人负责|重叠/);
			await expect.poll(() => new URL(page.url()).searchParams.get('grid')).toMatch(/^990102001/);
		});
	});
});

describeDesk('the past', () => {
	it('of a day to come is marked as worked out from the periods on record', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A2}&at=2098-01-01`, async (page) => {
			await panel(page).getByText('2098年1月1日 还没有到').waitFor();
		});
	});

	it('is answered for the day that is asked for, and marked as past', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.B1}`, async (page) => {
			expect(seen(await row(page, 'public_order').innerText())).toContain('桐花派出所');
			await panel(page).getByRole('button', { name: '历史' }).click();
			await page.getByLabel('日期').fill('2025-01-01');
			await page.getByRole('button', { name: '查看', exact: true }).click();
			await panel(page)
				.getByText(/这是 2025年1月1日 的情况，不是今天的。.*绿化作业是现在的记录/)
				.waitFor();
			expect(seen(await row(page, 'public_order').innerText())).toContain('无人负责');
			await panel(page).getByRole('button', { name: '回到今天' }).first().click();
			await panel(page).getByText('这是 2025年1月1日 的情况').waitFor({ state: 'detached' });
			expect(seen(await row(page, 'public_order').innerText())).toContain('桐花派出所');
		});
	});
});
