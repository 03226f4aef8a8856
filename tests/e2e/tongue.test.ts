import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { seen } from './browser.ts';
import { describeDesk, DeskTests, OVERVIEW, panel, row } from './desk.ts';

const desk = new DeskTests();

describeDesk('the language of the reader', () => {
	it('is spoken by the map too, in its button and in what it says of its sources', async () => {
		await desk.visit('desktop', `/?${OVERVIEW}&grid=${GRID_CODES.A4}`, async (page) => {
			const button = page.locator('summary.maplibregl-ctrl-attrib-button');
			const inner = page.locator('.maplibregl-ctrl-attrib-inner');
			await expect.poll(() => button.getAttribute('aria-label')).toBe('数据来源');
			await expect.poll(async () => seen(await inner.innerText())).toContain('虚构数据，仅供演示');
			expect(await page.locator('main').innerHTML()).not.toContain('Toggle');
			await page.getByRole('button', { name: '显示', exact: true }).click();
			await page.getByLabel('English').check();
			await expect.poll(() => button.getAttribute('aria-label')).toBe('Sources');
			await expect
				.poll(async () => seen(await inner.innerText()))
				.toBe('Invented data, for demonstration only');
			await page.getByLabel('中文').check();
			await expect.poll(async () => seen(await inner.innerText())).toBe('虚构数据，仅供演示');
			expect(await page.locator('summary.maplibregl-ctrl-attrib-button').count()).toBe(1);
		});
	});

	it('names greening jobs in English, and the source of the grid', async () => {
		await desk.visit(
			'desktop',
			`/?${OVERVIEW}&grid=${GRID_CODES.B4}`,
			async (page) => {
				const greening = panel(page).locator('[data-part=greening]');
				expect(seen(await greening.innerText())).toContain('Cleaning');
				expect(seen(await panel(page).locator('footer').innerText())).not.toMatch(/[\u4e00-\u9fff]/);
			},
			'en-GB'
		);
	});

	it.each(['tablet', 'phone'] as const)(
		'breaks no English word on a %s, nor runs one under a bar',
		async (size) => {
			await desk.visit(
				size,
				`/?${OVERVIEW}&grid=${GRID_CODES.A2}`,
				async (page) => {
					await row(page, 'sanitation').waitFor();
					const faults = await panel(page).evaluate((it) =>
						[...it.querySelectorAll('th button, header .facts span')].flatMap((told) => {
							const cell = told.closest('th') ?? told.parentElement!;
							const range = document.createRange();
							const walk = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
							const found: string[] = [];
							for (let text = walk.nextNode(); text; text = walk.nextNode())
								for (const word of text.textContent!.matchAll(/[A-Za-z-]+/g)) {
									range.setStart(text, word.index);
									range.setEnd(text, word.index + word[0].length);
									const box = range.getBoundingClientRect();
									const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
									if (box.right > cell.getBoundingClientRect().right || lines > 1) found.push(word[0]);
								}
							return found;
						})
					);
					expect(faults).toEqual([]);
				},
				'en-GB'
			);
		}
	);

	it('shows every measure whole in its select', async () => {
		await desk.visit(
			'desktop',
			`/?${OVERVIEW}`,
			async (page) => {
				const cut = await page.getByLabel('Map colour').evaluate((it: HTMLSelectElement) => {
					const { font, paddingLeft, paddingRight } = getComputedStyle(it);
					const pen = document.createElement('canvas').getContext('2d')!;
					pen.font = font;
					const room = it.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
					return [...it.options]
						.filter(({ text }) => pen.measureText(text).width > room)
						.map(({ text }) => text);
				});
				expect(cut).toEqual([]);
			},
			'en-GB'
		);
	});
});
