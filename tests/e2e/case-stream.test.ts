/** Pages of cases that somebody goes through have one stream of events, and show also what was done on the way. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { caseWords } from '../../src/lib/words/case.ts';
import { casePageWords } from '../../src/lib/words/case-pages.ts';
import { STREET } from '../fixtures/tiny-ground.ts';
import { comeToWork } from './at-work.ts';
import { act, standing } from './case-form.ts';
import { describeDesk, DeskTests } from './desk.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = casePageWords['zh-CN'];
const { states } = caseWords['zh-CN'];

/** Two of the street office, each with a browser. */
async function withBoth(work: (page: Page, other: Page) => Promise<void>): Promise<void> {
	const office = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop');
	const other = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop');
	try {
		await work(office.page, other.page);
	} finally {
		await office.leave();
		await other.leave();
	}
}

describeDesk('the stream of cases', () => {
	it('is one for all pages that somebody goes through, and tells the page of now', () =>
		withBoth(async (page, other) => {
			let streams = 0;
			page.on('request', (request) => {
				if (new URL(request.url()).pathname === '/api/incidents/live') streams++;
			});
			await page.goto('/incidents');
			await page.getByRole('link', { name: 'T-6' }).click();
			await standing(page).waitFor();
			await page.getByRole('link', { name: said.toList }).click();
			await page.getByRole('link', { name: 'T-1' }).click();
			await standing(page).getByText(states.filed).waitFor();
			await other.goto('/incidents/T-1');
			await act(other, 'say', (form) => form.locator('textarea').fill('下午两点到'));
			await page.getByText('下午两点到').waitFor();
			expect(streams).toBe(1);
		}));

	it('loses nothing that is done after a page was asked for and before it is there', () =>
		withBoth(async (page, other) => {
			await page.goto('/incidents');
			await page.getByRole('link', { name: 'T-2' }).waitFor();
			await other.goto('/incidents/T-2');
			// Hears when the others do.
			const told = page.evaluate<unknown>(
				`new Promise((told) => { new EventSource('/api/incidents/live').onmessage = () => told(true) })`
			);
			let asked = () => {};
			const wasAsked = new Promise<void>((resolve) => (asked = resolve));
			let arrive = () => {};
			const mayArrive = new Promise<void>((resolve) => (arrive = resolve));
			// As it was when it was asked for.
			await page.route('**/incidents/T-2/__data.json*', async (route) => {
				const answer = await route.fetch();
				asked();
				await mayArrive;
				await route.fulfill({ response: answer });
			});
			await page.getByRole('link', { name: 'T-2' }).click();
			await wasAsked;
			await act(other, 'say', (form) => form.locator('textarea').fill('路上已经处理'));
			await other.getByText('路上已经处理').first().waitFor();
			await told;
			arrive();
			await standing(page).waitFor();
			await page.getByText('路上已经处理').waitFor();
		}));

	it('tells a page that was opened just now what was done before its stream was there', () =>
		withBoth(async (page, other) => {
			let open = () => {};
			const mayOpen = new Promise<void>((resolve) => (open = resolve));
			await page.route('**/api/incidents/live*', async (route) => {
				await mayOpen;
				await route.continue();
			});
			await page.goto('/incidents/T-6');
			await standing(page).waitFor();
			await other.goto('/incidents/T-6');
			await act(other, 'say', (form) => form.locator('textarea').fill('门卫已经联系'));
			await other.getByText('门卫已经联系').first().waitFor();
			open();
			await page.getByText('门卫已经联系').waitFor();
		}));

	it('tells a list that was asked for when its link was pointed at what was done before it was pressed', () =>
		withBoth(async (page, other) => {
			await page.goto('/incidents/T-6');
			const asked = page.waitForResponse((response) => response.url().includes('/incidents/__data.json'));
			await page.getByRole('link', { name: said.toList }).hover();
			await asked;
			await other.goto('/incidents/T-1');
			await act(other, 'void', (form) => form.locator('textarea').fill('现场没有'));
			await standing(other).getByText(states.void).waitFor();
			await page.getByRole('link', { name: said.toList }).click();
			await page.getByRole('link', { name: 'T-2' }).waitFor();
			await expect.poll(() => page.getByRole('link', { name: 'T-1' }).count()).toBe(0);
		}));

	it('is told to nobody whose session has ended, and their page shows nothing any more', async () => {
		const office = await comeToWork(desk, { role: 'street_staff', area: STREET }, 'desktop');
		try {
			const { page } = office;
			await page.goto('/incidents');
			await page.getByRole('link', { name: 'T-2' }).waitFor();
			await desk.query('update session set ended_at = now() where ended_at is null', []);
			await expect.poll(() => page.getByRole('link', { name: 'T-2' }).count(), { timeout: 20_000 }).toBe(0);
		} finally {
			await office.leave();
		}
	});
});
