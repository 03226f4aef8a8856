/** Cases as a list and a map that are one view, gone through by keys, and several of them done at once. */
import type { Page } from 'playwright-core';
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

const come = (size: Size, role: Role = 'street_staff', scripts = true): Promise<Visitor> =>
	comeToWork(desk, { role, area: STREET }, size, { javaScriptEnabled: scripts });

/** Filed ones in the grid's middle, each at another place. */
const lay = (prefix: string, count: number) =>
	desk.query(
		`insert into incident (number, class_id, geom, address, happened_at, state, due_at, source_id)
		select $1 || n, class_id, st_translate(geom, 60 + n * 3, 20), '桐花路 ' || n || ' 号', happened_at, 'filed', due_at + n * interval '1 hour', source_id
		from incident cross join generate_series(1, $2::int) n where number = 'T-1'`,
		[prefix, count]
	);

const row = (page: Page, number: string) => page.locator(`tr[data-case="${number}"]`);
const mapped = (page: Page) => page.locator('.case-map');
async function withMap(page: Page) {
	await mapped(page).locator('[data-ready=yes]').waitFor();
	await page.locator('.case-map[data-places]').waitFor();
}
async function fine(visitor: Visitor) {
	await expectFine(visitor);
	const { errors, foreign } = visitor;
	expect([errors, foreign]).toEqual([[], []]);
}

describeDesk('a list of cases', () => {
	it('is one view with its map: what can be seen there narrows it, and a point chooses its row', async () => {
		const visitor = await come('desktop');
		const { page } = visitor;
		try {
			await page.goto('/incidents');
			await withMap(page);
			await page.getByText(list.mapped(3)).waitFor();
			await fine(visitor);
			// The map holds all of them: nothing is left out.
			await page.getByLabel(list.follow).check();
			await expect.poll(() => new URL(page.url()).searchParams.get('bbox')).toMatch(/^[\d.,]+$/);
			await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
			const canvas = mapped(page).locator('canvas').first();
			// Keys move the map to the east, where T-6 is alone, and closer.
			await canvas.focus();
			const numbers = async () =>
				(
					await page
						.locator('tbody tr')
						.evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset.case))
				).join();
			await page.getByRole('link', { name: 'T-6' }).focus();
			await canvas.focus();
			for (let step = 0; step < 12 && (await numbers()) !== 'T-6'; step++) {
				const before = page.url();
				await canvas.press('ArrowRight');
				await expect.poll(() => page.url()).not.toBe(before);
				await page.waitForLoadState('networkidle');
			}
			expect(await numbers()).toBe('T-6');
			await page.getByText(list.mappedBeside(1, 3)).waitFor();
			// What is in the address is what somebody else sees.
			const address = page.url();
			await page.goto(address);
			await expect.poll(numbers).toBe('T-6');
			await withMap(page);
			await page.getByLabel(list.follow).uncheck();
			await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
			expect(new URL(page.url()).searchParams.get('bbox')).toBeNull();
			// One alone lies in the middle of its map.
			await page.goto('/incidents?q=T-6');
			await withMap(page);
			await page.getByText(list.mapped(1)).waitFor();
			await expect
				.poll(async () => {
					await mapped(page).locator('canvas').first().focus();
					await page.keyboard.press('Enter');
					return mapped(page).getByRole('link', { name: list.open }).count();
				})
				.toBe(1);
			expect(await row(page, 'T-6').getAttribute('class')).toContain('current');
			await mapped(page).getByRole('button', { name: list.leave }).click();
			expect(await row(page, 'T-6').getAttribute('class')).not.toContain('current');
			await fine(visitor);
		} finally {
			await visitor.leave();
		}
	});

	it('is gone through by keys alone', async () => {
		const visitor = await come('desktop');
		const { page } = visitor;
		try {
			await page.goto('/incidents');
			await row(page, 'T-1').waitFor();
			const focused = () =>
				page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-case]')?.dataset.case);
			const order = await page
				.locator('tbody tr')
				.evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset.case!));
			await expect
				.poll(async () => {
					// Until the page hears keys.
					if ((await focused()) === undefined) await page.keyboard.press('j');
					return focused();
				})
				.toBe(order[0]);
			await page.keyboard.press('ArrowDown');
			expect(await focused()).toBe(order[1]);
			await page.keyboard.press('k');
			expect(await focused()).toBe(order[0]);
			await page.keyboard.press('Space');
			await page.getByText(list.chosen(1)).waitFor();
			await page.keyboard.press('j');
			await page.keyboard.press('j');
			expect(await focused()).toBe(order[2]);
			await page.keyboard.press('Shift+Space');
			await page.getByText(list.chosen(3)).waitFor();
			await page.keyboard.press('Escape');
			expect(await page.getByText(list.chosen(3)).count()).toBe(0);
			await page.keyboard.press('?');
			await page.getByRole('dialog', { name: list.keys }).waitFor();
			await page.keyboard.press('Escape');
			await page.keyboard.press('/');
			await page.keyboard.type('T-2');
			await page.keyboard.press('Enter');
			await page.waitForURL(/q=T-2/);
			// What is typed means nothing else.
			expect(await page.locator('tbody tr').count()).toBe(1);
			await row(page, 'T-2').getByRole('link').focus();
			await page.keyboard.press('Enter');
			await page.waitForURL(/incidents\/T-2$/);
		} finally {
			await visitor.leave();
		}
	});

	it('has the same done to several at once, and says of each that was refused why', async () => {
		await lay('D-', 12);
		const visitor = await come('desktop');
		const other = await come('tablet');
		const { page } = visitor;
		try {
			await page.goto('/incidents?view=filed&q=D-');
			await row(page, 'D-1').waitFor();
			await page.locator('.pick .all input').check();
			await page.getByText(list.chosen(12)).waitFor();
			await press(page, words.actions.dispatch);
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('heading', { name: list.doing.dispatch(12) }).waitFor();
			await fine(visitor);
			// Somebody else is faster with one of them: what was seen does not change under the first one's hand.
			await other.page.goto('/incidents/D-3');
			const void_ = other.page.locator('details', {
				has: other.page.locator('summary', { hasText: new RegExp(`^${words.actions.void}$`) })
			});
			await void_.locator('summary').click();
			await void_.locator('textarea').fill('重复');
			await void_.getByRole('button', { name: words.actions.void }).click();
			await other.page.locator('.standing strong').getByText(words.states.void).waitFor();
			await dialog.locator('select').selectOption('greening-co');
			await dialog.getByRole('button', { name: words.actions.dispatch }).click();
			await dialog.getByText(list.result(words.actions.dispatch, 11)).waitFor();
			await dialog.getByText(list.resultNot(words.actions.dispatch, 1)).waitFor();
			await dialog.locator('li', { hasText: 'D-3' }).getByText(list.changedMeanwhile).waitFor();
			await dialog.getByRole('button', { name: list.leave, exact: true }).click();
			await page.getByText(said.noneFound).waitFor();
			const rows = await desk.query<{ state: string; count: number }>(
				`select state, count(*)::int as count from incident where number like 'D-%' group by 1 order by 1`,
				[]
			);
			expect(rows).toEqual([
				{ state: 'dispatched', count: 11 },
				{ state: 'void', count: 1 }
			]);
			// What cannot be brought back is asked for twice.
			await page.goto('/incidents?q=D-&view=dispatched');
			await row(page, 'D-1').locator('input').check();
			await press(page, words.actions.void);
			await dialog.locator('textarea').fill('误报');
			await dialog.getByRole('button', { name: words.actions.void, exact: true }).click();
			expect(await dialog.getByText(list.beforeVoid(1)).count()).toBe(1);
			expect(await dialog.getByText(list.result(words.actions.void, 1)).count()).toBe(0);
			await dialog.getByLabel(list.beforeVoid(1)).check();
			await dialog.getByRole('button', { name: words.actions.void, exact: true }).click();
			await dialog.getByText(list.result(words.actions.void, 1)).waitFor();
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
			await other.leave();
		}
	});

	it('has several done at once without scripts, too, and nothing twice', async () => {
		await lay('N-', 3);
		const visitor = await come('desktop', 'street_staff', false);
		const { page } = visitor;
		try {
			await page.goto('/incidents?q=N-');
			for (const number of ['N-1', 'N-2']) await row(page, number).locator('input').check();
			const form = page.locator('form#bulk');
			await form.locator('select[name=action]').selectOption('void');
			await form.locator('textarea').fill('演练');
			await form.getByRole('button', { name: list.doIt }).click();
			await page.getByText(list.result(words.actions.void, 2)).waitFor();
			expect(new URL(page.url()).searchParams.get('q')).toBe('N-');
			expect(await page.locator('tbody tr').count()).toBe(1);
			// Nothing is chosen, and so nothing done.
			await page.locator('form#bulk').getByRole('button', { name: list.doIt }).click();
			await page.getByRole('alert').getByText(list.chooseFirst).waitFor();
			expect(await row(page, 'N-3').count()).toBe(1);
		} finally {
			await visitor.leave();
		}
	});

	it('shows nothing to be done to whoever may only look', async () => {
		const visitor = await come('desktop', 'leader');
		const { page } = visitor;
		try {
			await page.goto('/incidents');
			await row(page, 'T-1').locator('input').check();
			await page.getByText(list.nothingForAll).waitFor();
			expect(await page.locator('form#bulk').count()).toBe(0);
		} finally {
			await visitor.leave();
		}
	});
});
