/** The page of a case as it is looked at: what it says while one types, on paper, of photos, and of whom it goes to. */
import { expect, it } from 'vitest';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { caseWords } from '../../src/lib/words/case.ts';
import { classWords } from '../../src/lib/words/classes.ts';
import { photoWords } from '../../src/lib/words/photo.ts';
import { STREET } from '../fixtures/tiny-ground.ts';
import { comeToWork } from './at-work.ts';
import { accessibilityFaults, FINGER, small, type Size, type Visitor } from './browser.ts';
import { act, formOf, standing } from './case-form.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { field } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = casePageWords['zh-CN'];
const words = caseWords['zh-CN'];
const shots = photoWords['zh-CN'];

const office = (size: Size, scripts = true): Promise<Visitor> =>
	comeToWork(desk, { role: 'street_staff', area: STREET }, size, { javaScriptEnabled: scripts });

describeDesk('the page of a case', () => {
	it('says on the screen of a telephone that something was done, and does not cover what is typed in', async () => {
		const one = await office('phone');
		const other = await office('desktop');
		try {
			const { page } = one;
			await page.goto('/incidents/T-6');
			await formOf(page, 'say').locator('summary').click();
			const typed = formOf(page, 'say').locator('textarea');
			await typed.fill('明天去看');
			// As far up as it goes.
			await typed.evaluate((it) => it.scrollIntoView({ block: 'start' }));
			await other.page.goto('/incidents/T-6');
			await act(other.page, 'say', (form) => form.locator('textarea').fill('已知'));
			const notice = page.locator('.behind .notice');
			await notice.waitFor();
			const height = page.viewportSize()!.height;
			const boxes = async () => {
				const [bar, area] = [(await notice.boundingBox())!, (await typed.boundingBox())!];
				return {
					onScreen: bar.y >= 0 && bar.y + bar.height <= height,
					apart: area.y >= bar.y + bar.height && area.y + area.height <= height
				};
			};
			await expect.poll(boxes).toEqual({ onScreen: true, apart: true });
			const button = notice.getByRole('button', { name: said.catchUp });
			expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(FINGER);
			expect(await typed.evaluate((it) => it === document.activeElement)).toBe(true);
			expect(await accessibilityFaults(page)).toEqual([]);
			await button.click();
			await page.getByText('已知').waitFor();
			await notice.waitFor({ state: 'detached' });
			expect(await typed.inputValue()).toBe('明天去看');
		} finally {
			await one.leave();
			await other.leave();
		}
	});

	it('shows on paper nothing that is for the screen alone', async () => {
		const visitor = await office('desktop');
		try {
			const { page } = visitor;
			await page.goto('/incidents/T-2');
			await act(page, 'say', (form) => form.locator('textarea').fill('已去现场'));
			const own = page.getByText(`（${said.you}）`);
			await own.waitFor();
			await page.emulateMedia({ media: 'print' });
			expect(await own.isVisible()).toBe(false);
			expect(await page.getByText('已去现场').first().isVisible()).toBe(true);
		} finally {
			await visitor.leave();
		}
	});

	it('gives a kind without photos one line, and calls nothing missing that it cannot tell', async () => {
		await desk.query(
			`update incident_class set evidence = '{photo_found,measure}'
			where id = (select class_id from incident where number = 'T-6')`,
			[]
		);
		const visitor = await office('phone');
		try {
			const { page } = visitor;
			await page.goto('/incidents/T-6');
			const names = classWords['zh-CN'].evidenceNames;
			expect(await page.locator('.asked .lacking').allInnerTexts()).toEqual([
				`${names.photo_found}：${shots.isLacking}`
			]);
			await page.locator('.asked').getByText(names.measure, { exact: true }).waitFor();
			const [before, after] = await Promise.all(
				[shots.kinds.found, shots.kinds.done].map((name) => page.getByRole('region', { name }).boundingBox())
			);
			expect(after!.y).toBeGreaterThanOrEqual(before!.y + before!.height);
			expect(after!.height).toBeLessThan(2 * FINGER);
		} finally {
			await visitor.leave();
		}
	});

	it('offers those first to whom a case goes by its duty, and finds the others by a few letters', async () => {
		for (const scripts of [true, false]) {
			const visitor = await office('phone', scripts);
			try {
				const { page } = visitor;
				await page.goto('/incidents/T-2');
				await standing(page).getByText(words.states.dispatched).waitFor();
				const form = formOf(page, 'redispatch');
				await form.locator('summary').click();
				const select = form.locator('select[name=organisation]');
				const chosen = await select.inputValue();
				expect(chosen).not.toBe('');
				const offered = (group: string) =>
					select
						.locator(`optgroup[label="${group}"] option`)
						.evaluateAll((them) => them.map((it) => (it as HTMLOptionElement).value));
				expect(await offered(said.proposedGroup)).toContain(chosen);
				const all = await offered(said.otherGroup);
				expect(all).not.toContain(chosen);
				const search = field(page, said.organisationHint);
				if (!scripts) {
					expect(await search.count()).toBe(0);
					continue;
				}
				const [last] = await desk.query<{ name: string }>(`select name from organisation where code = $1`, [
					all.at(-1)
				]);
				await search.fill(last!.name);
				await expect.poll(() => offered(said.otherGroup)).toEqual([all.at(-1)]);
				expect(await select.inputValue()).toBe(chosen);
				await select.selectOption(all.at(-1)!);
				// What was chosen stays while another is looked for.
				await search.fill('没有这个单位');
				await expect.poll(() => offered(said.otherGroup)).toEqual([all.at(-1)]);
				expect(await select.inputValue()).toBe(all.at(-1));
				expect(await offered(said.proposedGroup)).toContain(chosen);
				expect(await accessibilityFaults(page)).toEqual([]);
				expect(await small(page, 'body')).toEqual([]);
			} finally {
				await visitor.leave();
			}
		}
	});
});
