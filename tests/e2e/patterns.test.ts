/** Patterns of cases: drawn, narrowed, played, compared and tested, each with its address and the cases behind it. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { hotSpotWords } from '../../src/lib/words/hot-spots.ts';
import { patternWords } from '../../src/lib/words/pattern.ts';
import {
	BURST,
	BURST_DAY,
	codeOf,
	FIRST_DAY,
	GATHERED,
	LAST_DAY,
	layPatterns
} from '../fixtures/pattern-incidents.ts';
import { COMMUNITY_A } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, seen, small, type Size, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';

const desk = new DeskTests();
const words = patternWords['zh-CN'];
const hot = hotSpotWords['zh-CN'];
const PERIOD = `from=${FIRST_DAY}&to=${LAST_DAY}`;
/** Every other grid, six more in each of twenty-five, and the burst; with three of the tiny ground's own. */
const ALL = 288 + 150 + 14 + 3;

const map = (page: Page) => page.locator('.map[data-shown]');
const stretch = async (page: Page) => seen((await page.locator('.time .row p').textContent()) ?? '');
const query = (page: Page) => new URL(page.url()).searchParams;
const sum = async (page: Page) => seen((await page.locator('.sum').textContent()) ?? '');

async function visit(
	size: Size,
	address: string,
	walk: (page: Page, visitor: Visitor) => Promise<void>,
	more?: Parameters<typeof desk.arriveAsVisitor>[2]
) {
	const visitor = await desk.arriveAsVisitor(size, undefined, more);
	try {
		await visitor.comeIn('leader');
		await visitor.page.goto(`/incidents/patterns${address}`);
		await walk(visitor.page, visitor);
		expect(visitor.errors).toEqual([]);
		expect(visitor.foreign).toEqual([]);
	} finally {
		await visitor.leave();
	}
}

const drawn = async (page: Page, cases: number) => {
	await page.locator('.ground[data-ready=yes]').waitFor();
	await page.locator(`.map[data-cells="${cases}"]`).waitFor();
};

async function fine(page: Page) {
	expect(await accessibilityFaults(page)).toEqual([]);
	// The map's own button for its sources grows for fingers only.
	expect((await small(page, '.patterns')).filter((one) => !one.startsWith('数据来源'))).toEqual([]);
	expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}

describeDesk('patterns of cases', () => {
	beforeAll(() => desk.product.behind((db) => db.transaction((tx) => layPatterns(tx))));

	it('are on the map, which follows the stretch that the arrow keys choose, as does the address', async () => {
		await visit('desktop', `?${PERIOD}`, async (page) => {
			await drawn(page, ALL);
			expect(await sum(page)).toContain(`${ALL} 件`);
			const [start, end] = [page.getByLabel(words.start), page.getByLabel(words.end)];
			await start.focus();
			for (let step = 0; step < 3; step++) await start.press('ArrowRight');
			await end.focus();
			for (let step = 0; step < 50; step++) await end.press('ArrowLeft');
			// Sixty days, three from the left and fifty from the right.
			expect(query(page).get('window')).toBe('2026-05-06..2026-05-12');
			expect(await start.getAttribute('aria-valuetext')).toBe('2026年5月6日');
			expect(await end.getAttribute('aria-valuetext')).toBe('2026年5月12日');
			const said = await stretch(page);
			expect(said).toContain('2026年5月6日至2026年5月12日');
			const count = Number(/([\d,]+) 件/.exec(said)![1]);
			expect(count).toBeGreaterThan(0);
			await drawn(page, count);
			// Neither end goes beyond the other.
			for (let step = 0; step < 9; step++) await end.press('ArrowLeft');
			expect(query(page).get('window')).toBe('2026-05-06..2026-05-06');
			// Whoever is given the address sees the same.
			await page.reload();
			expect(await stretch(page)).toContain('2026年5月6日');
			await page.getByRole('link', { name: words.asPeriod }).click();
			await page.waitForURL((url) => url.searchParams.get('to') === '2026-05-06');
			await expect.poll(() => sum(page)).not.toContain(`${ALL} 件`);
			expect(query(page).get('window')).toBeNull();
		});
	});

	it('are drawn as heat, grids and hot ground too, each by its address', async () => {
		await visit('desktop', `?${PERIOD}`, async (page) => {
			await drawn(page, ALL);
			for (const view of ['heat', 'bins', 'hot'] as const) {
				await page.getByRole('link', { name: words.views[view], exact: true }).click();
				await page.locator(`.map[data-shown=${view}]`).waitFor();
				expect(query(page).get('view')).toBe(view);
			}
			await page.goto(`/incidents/patterns?${PERIOD}&view=bins`);
			const legend = page.locator('.key');
			await expect.poll(async () => seen((await legend.textContent()) ?? '')).toContain('1 件');
			const level = (await map(page).getAttribute('data-level')) as keyof typeof words.binLevel;
			expect(seen((await legend.textContent()) ?? '')).toContain(words.binLevel[level]);
			await fine(page);
		});
	});

	it('play through the period, and stop at its end', async () => {
		await visit(
			'desktop',
			`?${PERIOD}&window=2026-06-26..2026-06-29`,
			async (page) => {
				await drawn(page, await countIn(page));
				await page.getByRole('button', { name: words.play }).click();
				await page.locator('.time[data-playing=yes]').waitFor();
				await page.waitForURL((url) => url.searchParams.get('window') === '2026-06-28..2026-07-01');
				await page.locator('.time:not([data-playing])').waitFor();
				await page.getByRole('button', { name: words.earlier }).click();
				expect(query(page).get('window')).toBe('2026-06-24..2026-06-27');
			},
			{ reducedMotion: 'no-preference' }
		);
	});

	it('do not move by themselves for whoever wants no motion, and can be stepped through', async () => {
		await visit('desktop', `?${PERIOD}`, async (page) => {
			await drawn(page, ALL);
			expect(await page.getByRole('button', { name: words.play }).isDisabled()).toBe(true);
			await page.getByRole('button', { name: words.later }).click();
			expect(query(page).get('window')).toBe('2026-05-03..2026-05-09');
			await page.getByRole('button', { name: words.later }).click();
			expect(query(page).get('window')).toBe('2026-05-10..2026-05-16');
			await page.getByRole('button', { name: words.wholePeriod }).click();
			expect(query(page).get('window')).toBeNull();
		});
	});

	it('are narrowed by hour of the week, by keyboard as well', async () => {
		await visit('desktop', `?${PERIOD}`, async (page) => {
			const week = page.locator('table', { has: page.locator('caption', { hasText: words.hours }) });
			const cell = (at: number) => week.locator(`[data-at="${at}"]`);
			await expect.poll(() => cell(0).getAttribute('tabindex')).toBeNull();
			await expect.poll(() => cell(1).getAttribute('tabindex')).toBe('-1');
			await cell(0).focus();
			for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			await page.waitForURL((url) => url.searchParams.get('hours') === '34');
			await page.getByText(words.onlyHours(1)).first().waitFor();
			const tuesdays = Number((await cell(34).textContent())!.trim());
			expect(await sum(page)).toContain(`${tuesdays} 件`);
			await drawn(page, tuesdays);
			// A day and an hour of every day.
			await week.getByRole('link', { name: words.wholeDay('周一') }).click();
			await page.waitForURL((url) => url.searchParams.get('hours') === '0-23,34');
			await page.getByRole('link', { name: words.allHours }).click();
			await page.waitForURL((url) => url.searchParams.get('hours') === null);
			expect(await sum(page)).toContain(`${ALL} 件`);
		});
	});

	it('have hot spots and bursts with the cases behind each', async () => {
		await visit('desktop', `?${PERIOD}&view=hot&reach=300`, async (page) => {
			const first = page.locator('[data-spot="1"]');
			await first.waitFor();
			expect(await first.textContent()).toContain(codeOf(GATHERED));
			const observed = Number(/实际 (\d+)/.exec(seen((await first.textContent()) ?? ''))![1]);
			const burst = page.locator('[data-spot=A]');
			await burst.waitFor();
			expect(await burst.textContent()).toContain(codeOf(BURST));
			await page.locator('[aria-busy=false].hot').waitFor();
			await fine(page);
			await first.getByRole('button').click();
			await page.locator('[data-spot="1"].chosen').waitFor();
			await first.getByRole('link', { name: hot.these }).click();
			await page.getByRole('heading', { name: words.behind }).waitFor();
			expect(seen((await page.locator('main').textContent()) ?? '')).toContain(`${observed} 件`);
			expect(await page.locator('tbody tr').count()).toBe(Math.min(50, observed));
			expect(await accessibilityFaults(page)).toEqual([]);
			await page.getByRole('link', { name: words.next }).click();
			await page.waitForURL((url) => url.searchParams.get('page') === '2');
			expect(await page.locator('tbody tr').count()).toBe(Math.min(50, observed - 50));
			await page.getByRole('link', { name: words.backToPatterns }).click();
			await burst.getByRole('link', { name: hot.these }).click();
			await page.waitForURL((url) => url.searchParams.get('window') === `${BURST_DAY}..2026-06-11`);
			const [number] = await page.locator('tbody tr a').allTextContents();
			await page.locator('tbody tr a').first().click();
			await page.waitForURL((url) =>
				seen(number!).includes(decodeURIComponent(url.pathname.split('/').at(-1)!))
			);
		});
	});

	it('are looked for only when asked, and can be cancelled', async () => {
		await visit('desktop', `?${PERIOD}&area=${COMMUNITY_A}`, async (page) => {
			await page.getByRole('button', { name: hot.look }).click();
			await page.getByText(hot.noTested).waitFor();
			expect(await page.locator('[data-spot]').count()).toBe(0);
			// One that is still looking for bursts when it is no longer wanted.
			const ground = { kind: 'ground', cases: 9, tested: 4, hot: 0, cold: 0, classes: [], spots: [] };
			const searching = { kind: 'progress', stage: 'bursts', done: 1, all: 999 };
			await page.route('**/patterns/hot-spots?*', (route) =>
				route.fulfill({
					contentType: 'text/event-stream',
					body: `retry: 999999\n\n${[ground, searching].map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')}`
				})
			);
			await page.goto(`/incidents/patterns?${PERIOD}&view=hot&reach=300`);
			await page.getByText(hot.progress(1, 999)).waitFor();
			await page.getByRole('button', { name: hot.cancel }).click();
			await page.getByText(hot.cancelledBursts).waitFor();
			await fine(page);
			await page.unroute('**/patterns/hot-spots?*');
			await page.getByRole('button', { name: hot.again }).click();
			await page.locator('[data-spot=A]').waitFor();
			expect(await page.getByText(hot.cancelledBursts).count()).toBe(0);
		});
	});

	it('say so where there are none, and narrow to an area by the comparison', async () => {
		await visit('desktop', '?from=2020-01-01&to=2020-01-31', async (page) => {
			await page.getByText(words.none).waitFor();
			await fine(page);
			await page.goto(`/incidents/patterns?${PERIOD}&by=community&compare=year`);
			const more = page.locator('section', { has: page.getByRole('heading', { name: words.more }) }).last();
			expect(await more.locator('tbody tr').count()).toBe(2);
			expect(seen((await more.locator('tbody tr').first().textContent()) ?? '')).toContain(words.sure);
			await more.locator('tbody a').first().click();
			await page.waitForURL((url) => url.searchParams.has('area'));
			expect(await sum(page)).toContain(`${ALL - 2} 件`);
		});
	});

	it('are figures without scripts as well', async () => {
		await visit(
			'desktop',
			`?${PERIOD}`,
			async (page) => {
				expect(await sum(page)).toContain(`${ALL} 件`);
				await page.locator('select[name=kind]').selectOption('public_order');
				await page.getByRole('button', { name: words.ask }).click();
				await page.waitForURL((url) => url.searchParams.get('kind') === 'public_order');
				expect(await sum(page)).toContain('1 件');
				expect(query(page).get('from')).toBe(FIRST_DAY);
			},
			{ javaScriptEnabled: false }
		);
	});

	it.each(['phone', 'wall'] as const)('fit a %s', async (size) => {
		await visit(size, `?${PERIOD}&view=hot&reach=300`, async (page) => {
			await page.locator('[data-spot=A]').waitFor();
			expect(await small(page, '.patterns')).toEqual([]);
			expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
			const least = await page.evaluate(() =>
				Math.min(
					...[
						...document.querySelectorAll<HTMLElement>('.patterns p, .patterns td, .patterns th, .patterns li')
					].map((it) => parseFloat(getComputedStyle(it).fontSize))
				)
			);
			expect(least).toBeGreaterThanOrEqual(size === 'wall' ? 2160 / 60 - 0.5 : 13);
		});
	});

	it('are nothing to whoever may read no cases', async () => {
		const visitor = await desk.arriveAsVisitor('desktop');
		try {
			await visitor.comeIn('auditor');
			for (const path of ['', '/cases'])
				expect((await visitor.page.goto(`/incidents/patterns${path}`))!.status()).toBe(404);
		} finally {
			await visitor.leave();
		}
	});
});

/** How many cases the stretch has that is shown. */
async function countIn(page: Page): Promise<number> {
	return Number(/([\d,]+) 件/.exec(await stretch(page))![1]!.replace(',', ''));
}
