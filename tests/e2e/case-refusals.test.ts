/** What the page of a case refuses: said in the form that it is of, which stands open with what was typed. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { caseWords } from '../../src/lib/words/case.ts';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { STREET } from '../fixtures/tiny-ground.ts';
import { comeToWork } from './at-work.ts';
import { accessibilityFaults, type Size, type Visitor } from './browser.ts';
import { act, formOf, send } from './case-form.ts';
import { describeDesk, DeskTests } from './desk.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = casePageWords['zh-CN'];
const words = caseWords['zh-CN'];

const office = (size: Size, scripts = true): Promise<Visitor> =>
	comeToWork(desk, { role: 'street_staff', area: STREET }, size, { javaScriptEnabled: scripts });

/** Names of the forms that stand open, what is said to be wrong, and the name of the field that has the focus. */
const shown = async (page: Page) => ({
	open: await page.locator('section[aria-labelledby=actions] details[open] > summary').allInnerTexts(),
	said: await page.locator('.fault, main .notice.alarm').allInnerTexts(),
	focus: await page.evaluate(() => document.activeElement?.getAttribute('name'))
});

describeDesk('what is refused of a case', () => {
	it('is said in its form alone, which keeps the focus and what was typed, as the others do', async () => {
		const one = await office('phone');
		const other = await office('desktop');
		try {
			const { page } = one;
			await page.goto('/incidents/T-6');
			await formOf(page, 'say').locator('summary').click();
			await formOf(page, 'say').locator('textarea').fill('明天去看');
			await act(page, 'escalate', (form) => form.locator('textarea').fill('打 13812345678'));
			await formOf(page, 'escalate').getByText(words.faults.reason!.personal!).waitFor();
			await expect
				.poll(() => shown(page))
				.toEqual({
					open: [words.actions.escalate, words.actions.say],
					said: [words.faults.reason!.personal],
					focus: 'reason'
				});
			expect(await formOf(page, 'escalate').locator('textarea:focus').inputValue()).toBe('打 13812345678');
			expect(await formOf(page, 'say').locator('textarea').inputValue()).toBe('明天去看');
			expect(await accessibilityFaults(page)).toEqual([]);

			await act(page, 'merge', (form) => form.locator('input[name=other]').fill('T-0'));
			await formOf(page, 'merge').getByText(words.faults.other!.unknown!).waitFor();
			await expect
				.poll(() => shown(page))
				.toEqual({
					open: [words.actions.merge, words.actions.say],
					said: [words.faults.other!.unknown],
					focus: 'other'
				});

			// What no field says stands in the form as well.
			await other.page.goto('/incidents/T-6');
			await act(other.page, 'say', (form) => form.locator('textarea').fill('已知'));
			await page.getByText(said.behind).waitFor();
			await act(page, 'escalate', (form) => form.locator('textarea').fill('请今天办完'));
			await formOf(page, 'escalate').getByText(words.changed).waitFor();
			await expect
				.poll(() => shown(page))
				.toMatchObject({ open: [words.actions.escalate, words.actions.say], said: [words.changed] });
			expect(await formOf(page, 'escalate').locator('.refusal:focus').count()).toBe(1);
			expect(await formOf(page, 'escalate').locator('textarea').inputValue()).toBe('请今天办完');
		} finally {
			await one.leave();
			await other.leave();
		}
	});

	it('is said at the top where it cannot be done any more', async () => {
		const one = await office('desktop', false);
		const other = await office('desktop', false);
		try {
			for (const { page } of [one, other]) await page.goto('/incidents/T-6');
			await act(other.page, 'accept');
			await act(one.page, 'accept');
			await one.page.locator('main > [role=alert]').getByText(words.changed).waitFor();
			expect((await shown(one.page)).said).toEqual([words.changed]);
		} finally {
			await one.leave();
			await other.leave();
		}
	});

	it('is said in its form without scripts too, and what was typed and chosen is given back', async () => {
		await desk.query(
			`insert into organisation (code, name, kind, valid_from, source_id)
			select 'gone', '撤销的单位', kind, valid_from, source_id from organisation where code = 'squad'`,
			[]
		);
		const visitor = await office('desktop', false);
		try {
			const { page } = visitor;
			await page.goto('/incidents/T-2');
			await act(page, 'redispatch', async (form) => {
				await form.locator('select[name=organisation]').selectOption('squad');
				await form.locator('textarea').fill(' ');
			});
			const form = formOf(page, 'redispatch');
			await form.getByText(words.faults.reason!.missing!).waitFor();
			await expect
				.poll(() => shown(page))
				.toEqual({
					open: [words.actions.redispatch],
					said: [words.faults.reason!.missing],
					focus: 'reason'
				});
			expect(await form.locator('select[name=organisation]').inputValue()).toBe('squad');

			// A unit that is no more when the form comes in.
			await form.locator('select[name=organisation]').selectOption('gone');
			await form.locator('textarea').fill('原单位已撤');
			await desk.query(`delete from organisation where code = 'gone'`, []);
			await send(page, 'redispatch');
			await form.getByText(words.faults.organisation!.unknown!).waitFor();
			await expect
				.poll(() => shown(page))
				.toEqual({
					open: [words.actions.redispatch],
					said: [words.faults.organisation!.unknown],
					focus: 'organisation'
				});
			expect(await form.locator('textarea').inputValue()).toBe('原单位已撤');
		} finally {
			await visitor.leave();
		}
	});
});
