/** A phone number from its owner to whoever has a reason to call: on a phone, and then nowhere any more. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { contactWords } from '../../src/lib/words/contact.ts';
import { addPerson, assign, type Person } from '../db/account/people.ts';
import { COMMUNITY_A, DUTY_GRID } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, seen, small, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { field, press, signIn, words } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no', LOG_LEVEL: 'trace', WANGGE_REVEALS_PER_DAY: '2' });
const said = contactWords['zh-CN'];
const NUMBER = /138\D{0,3}1234\D{0,3}5678/;

const at = (role: Role, area: string): Promise<Person> =>
	desk.product.behind(async (db) => {
		const person = await addPerson(db);
		await assign(db, person.id, { role, area });
		return person;
	});

/** Every address that a page asks for or stands at. */
function addressesOf(page: Page): string[] {
	const all: string[] = [];
	page.on('request', (request) => all.push(request.url()));
	page.on('framenavigated', (frame) => all.push(frame.url()));
	return all;
}

async function fine(visitor: Visitor) {
	expect(await accessibilityFaults(visitor.page)).toEqual([]);
	expect(await small(visitor.page, 'body')).toEqual([]);
	expect(await visitor.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}

async function ask(page: Page, reason: string, item: string) {
	await field(page, said.reason).fill(reason);
	await field(page, said.workItem).fill(item);
	await press(page, said.show);
}

describeDesk('phone numbers', () => {
	it('are given by their owner, and shown once to whoever says why', async () => {
		const worker = await at('grid_worker', DUTY_GRID);
		const [owner, staff] = [await desk.arriveAsVisitor('phone'), await desk.arriveAsVisitor('phone')];
		try {
			await signIn(owner.page, worker);
			await field(owner.page, words.phoneField).fill('138 1234');
			await press(owner.page, said.save);
			await owner.page.getByText(words.fieldFaults.phone!.form!).waitFor();
			await field(owner.page, words.phoneField).fill('138 1234 5678');
			await press(owner.page, said.save);
			await owner.page.getByText(said.ownKnown('138****5678')).waitFor();
			expect(await field(owner.page, words.phoneField).inputValue()).toBe('');
			await fine(owner);

			const { page } = staff;
			const addresses = addressesOf(page);
			await signIn(page, await at('community_staff', COMMUNITY_A));
			await page.getByRole('link', { name: said.contacts }).click();
			await page.getByText(said.count(1)).waitFor();
			expect(await page.content()).not.toMatch(/138|\*{4}/);
			await fine(staff);
			await page.locator('main a.card').click();
			await page.getByText('138****5678').waitFor();
			expect(await page.locator('#open-work option').first().getAttribute('value')).toBe('T-1');
			await ask(page, '核实暴露垃圾的位置', 'T-6');
			await page.getByText(said.refusals['work-item']).waitFor();
			await fine(staff);
			const answer = page.waitForResponse((one) => one.request().method() === 'POST');
			await field(page, said.workItem).fill('T-1');
			await press(page, said.show);
			await page.getByText('138 1234 5678').waitFor();
			expect((await answer).headers()['cache-control']).toContain('no-store');
			expect(await page.getByRole('link', { name: said.call }).getAttribute('href')).toBe(
				'tel:+8613812345678'
			);
			expect(seen(await page.locator('.shown').innerText())).toContain(said.shownOnce(1));
			await fine(staff);

			await page.reload();
			await page.getByText(said.revealLead(1, 2)).waitFor();
			const kept =
				'JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, document.cookie])';
			for (const text of [await page.content(), await page.evaluate(kept)]) expect(text).not.toMatch(NUMBER);
			expect(addresses.length).toBeGreaterThan(5);
			expect(addresses.filter((address) => NUMBER.test(address))).toEqual([]);
			// What was refused the console says as well.
			expect(staff.errors.filter((error) => !error.includes('403'))).toEqual([]);
			expect(staff.foreign).toEqual([]);
		} finally {
			await owner.leave();
			await staff.leave();
		}
		expect(desk.product.said()).not.toMatch(NUMBER);
	});

	it('are shown without scripts as well, and no more of them than the quota', async () => {
		const visitor = await desk.arriveAsVisitor('phone', 'zh-CN', { javaScriptEnabled: false });
		try {
			const { page } = visitor;
			await signIn(page, await at('community_staff', COMMUNITY_A));
			const answers: (string | undefined)[] = [];
			page.on('response', (one) => {
				if (one.request().method() === 'POST') answers.push(one.headers()['cache-control']);
			});
			const open = async () => {
				await page.goto('/contacts');
				await page.locator('main a.card', { hasText: said.known }).click();
			};
			for (const left of [1, 0]) {
				await open();
				await ask(page, '核实暴露垃圾的位置', 'T-2');
				await page.getByText('138 1234 5678').waitFor();
				await page.getByText(said.shownOnce(left)).waitFor();
			}
			expect(answers).toEqual(['private, no-store', 'private, no-store']);
			await open();
			expect(seen(await page.locator('main').innerText())).toMatch(
				/今天的次数已经用完，\d+年\d+月\d+日零点起/
			);
			expect(await page.getByRole('button', { name: said.show }).count()).toBe(0);
		} finally {
			await visitor.leave();
		}
		expect(desk.product.said()).not.toMatch(NUMBER);
	});
});
