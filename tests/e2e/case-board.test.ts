/** Cases as a board by state, and on a phone. */
import { expect, it } from 'vitest';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { caseListWords } from '../../src/lib/words/case-list.ts';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { caseWords } from '../../src/lib/words/case.ts';
import { STREET } from '../fixtures/tiny-ground.ts';
import { comeToWork, expectFine } from './at-work.ts';
import { type Size, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { press } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = casePageWords['zh-CN'];
const list = caseListWords['zh-CN'];
const words = caseWords['zh-CN'];

const come = (size: Size, role: Role = 'street_staff'): Promise<Visitor> =>
	comeToWork(desk, { role, area: STREET }, size);

async function fine(visitor: Visitor) {
	await expectFine(visitor);
	const { errors, foreign } = visitor;
	expect([errors, foreign]).toEqual([[], []]);
}

describeDesk('a board of cases', () => {
	it('has a column for each state, from which cases go on, also when somebody else has done it', async () => {
		const visitor = await come('desktop');
		const other = await come('tablet');
		const { page } = visitor;
		try {
			await page.goto('/incidents?as=board');
			const column = (state: keyof typeof words.states) => page.locator(`[data-column=${state}]`);
			await column('reported').locator('[data-case="T-6"]').waitFor();
			await column('filed').locator('[data-case="T-1"]').waitFor();
			await column('reported').getByText(list.column(1, 1)).waitFor();
			await fine(visitor);
			// By its own menu.
			const card = column('reported').locator('[data-case="T-6"]');
			await card.locator('summary').click();
			await card.getByRole('button', { name: words.actions.accept, exact: true }).click();
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('button', { name: words.actions.accept, exact: true }).click();
			await dialog.getByText(list.result(words.actions.accept, 1)).waitFor();
			await dialog.getByRole('button', { name: list.leave, exact: true }).click();
			await column('accepted').locator('[data-case="T-6"]').waitFor();
			await column('reported').getByText(list.columnEmpty).waitFor();
			// Between columns by keys: empty ones are passed over.
			await column('accepted').getByRole('link', { name: 'T-6' }).focus();
			await page.keyboard.press('ArrowRight');
			const focused = () =>
				page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-case]')?.dataset.case);
			expect(await focused()).toBe('T-1');
			await page.keyboard.press('ArrowLeft');
			expect(await focused()).toBe('T-6');
			await page.keyboard.press('Space');
			await page.getByText(list.chosen(1)).waitFor();
			await press(page, list.chooseNone);
			// Somebody else's deed shows by itself.
			await other.page.goto('/incidents?as=board');
			await other.page.locator('[data-case="T-1"] summary').click();
			await other.page
				.locator('[data-case="T-1"]')
				.getByRole('button', { name: words.actions.dispatch, exact: true })
				.click();
			await other.page
				.getByRole('dialog')
				.getByRole('button', { name: words.actions.dispatch, exact: true })
				.click();
			await other.page.getByText(list.result(words.actions.dispatch, 1)).waitFor();
			await column('dispatched').locator('[data-case="T-1"]').waitFor();
		} finally {
			await visitor.leave();
			await other.leave();
		}
	});

	it('holds five hundred cases, so many in a column until more are asked for', async () => {
		await desk.query(
			`insert into incident (number, class_id, geom, address, happened_at, state, due_at, source_id)
			select 'C-' || n, class_id, geom, '桐花路', happened_at, 'checked', due_at + n * interval '1 minute', source_id
			from incident cross join generate_series(1, 500) n where number = 'T-2'`,
			[]
		);
		const visitor = await come('tablet');
		const { page } = visitor;
		try {
			await page.goto('/incidents?as=board');
			const cards = page.locator('[data-column=checked] [data-case]');
			await cards.first().waitFor();
			expect(await cards.count()).toBe(50);
			expect(await cards.first().getAttribute('data-case')).toBe('C-1');
			await page.locator('[data-column=checked]').getByText(list.column(500, 500)).waitFor();
			await fine(visitor);
			await page.getByRole('link', { name: list.showMore(450) }).click();
			await expect.poll(() => cards.count()).toBe(500);
			expect(new URL(page.url()).searchParams.get('more')).toBe('checked');
			await page.locator('[data-column=checked] h2 a').click();
			await page.waitForURL(/view=checked/);
			expect(new URL(page.url()).searchParams.get('as')).toBeNull();
			await page.getByRole('link', { name: said.more }).waitFor();
		} finally {
			await visitor.leave();
			await desk.query(`delete from incident where number like 'C-%'`, []);
		}
	});
});

describeDesk('cases on a phone', () => {
	it('are cards, a map or a board, one at a time, and nothing of a map is fetched before it is wanted', async () => {
		const visitor = await come('phone');
		const { page } = visitor;
		const scripts: string[] = [];
		page.on('response', (response) => {
			if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push(response.url());
		});
		try {
			await page.goto('/incidents');
			const card = page.locator('tr[data-case="T-2"]');
			await card.waitFor();
			await page.waitForLoadState('networkidle');
			expect(await page.locator('.maplibregl-map').count()).toBe(0);
			const before = scripts.length;
			// A card says of each fact what it is.
			expect(
				await card
					.locator('td[data-what]')
					.first()
					.evaluate((it) => getComputedStyle(it, '::before').content)
			).toContain(said.where);
			await card.locator('input').check();
			await page.getByText(list.chosen(1)).waitFor();
			await fine(visitor);
			await page.getByRole('link', { name: list.shownAs.map, exact: true }).click();
			await page.locator('.case-map [data-ready=yes]').waitFor();
			expect(scripts.length).toBeGreaterThan(before);
			expect(await card.isVisible()).toBe(false);
			await page.getByText(list.mapped(3)).waitFor();
			await fine(visitor);
			await page.getByRole('link', { name: list.shownAs.board, exact: true }).click();
			await page.locator('[data-column] [data-case="T-2"]').waitFor();
			expect(await page.locator('.maplibregl-map').count()).toBe(0);
			await fine(visitor);
		} finally {
			await visitor.leave();
		}
	});

	it('and a device that cannot draw says so, and has its list', async () => {
		const visitor = await come('desktop');
		const { page } = visitor;
		try {
			await page.addInitScript(`HTMLCanvasElement.prototype.getContext = () => null`);
			await page.goto('/incidents');
			await page.locator('.case-map').getByText('WebGL').waitFor();
			expect(await page.locator('tbody tr').count()).toBe(3);
		} finally {
			await visitor.leave();
		}
	});
});
