/** The auditor looks at the audit and has its chain followed; an administrator deletes what tells of a person. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { record } from '../../src/lib/server/audit/service.ts';
import { auditPageWords } from '../../src/lib/words/audit-page.ts';
import { managingWords } from '../../src/lib/words/managing.ts';
import { addPerson, assign } from '../db/account/people.ts';
import { accessibilityFaults, seen, small } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { press } from './doors.ts';

const desk = new DeskTests();
const words = auditPageWords['zh-CN'];
const managing = managingWords['zh-CN'];
const HOUR = 3_600_000;
const shown = (page: Page) => page.locator('.entries li');
const told = async (page: Page) => seen(await page.locator('[aria-labelledby=when] p').innerText());

/** Somebody with a title of their own, and sixty entries of theirs over two days. */
const somebody = (title: string) =>
	desk.product.behind(async (db) => {
		const { id } = await addPerson(db);
		await db.query('update account set title = $2 where id = $1', [id, title]);
		await db.transaction(async (tx) => {
			for (let nth = 1; nth <= 60; nth++)
				await record(
					{ db: tx, actor: `account:${id}`, now: new Date(Date.now() - nth * HOUR) },
					{ action: nth % 2 ? 'session.end' : 'grids.make', subject: nth % 2 ? `session:${nth}` : '演示市' }
				);
		});
		return id;
	});

describeDesk('the audit', () => {
	it('is looked at by filters and bars that stand in the address, and its chain is followed', async () => {
		const id = await somebody('石桥社区工作人员');
		const visitor = await desk.arrive('desktop', 'zh-CN', 'auditor');
		const { page } = visitor;
		try {
			await page.goto(`${desk.product.url}/account`);
			await page.getByRole('link', { name: words.audit, exact: true }).click();
			await page.getByRole('heading', { name: words.audit, level: 1 }).waitFor();
			expect(await accessibilityFaults(page)).toEqual([]);

			await page.getByLabel(words.who, { exact: true }).selectOption('石桥社区工作人员');
			await press(page, words.show);
			await expect.poll(() => told(page)).toContain('共 60 条');
			expect(new URL(page.url()).searchParams.get('actor')).toBe(`account:${id}`);
			expect(decodeURIComponent(page.url())).not.toContain('石桥');
			expect(seen(await shown(page).first().innerText())).toContain(
				`石桥社区工作人员 ${words.actions['session.end']} ${words.sessionOf(1)}`
			);
			await page.getByRole('link', { name: words.older }).click();
			await expect.poll(() => shown(page).count()).toBe(10);
			await page.getByRole('link', { name: words.newest }).click();
			await expect.poll(() => shown(page).count()).toBe(50);

			await page.getByLabel(words.what, { exact: true }).selectOption(words.actions['grids.make']);
			await press(page, words.show);
			await expect.poll(() => told(page)).toContain('共 30 条');
			const bar = page.locator('.strip a:has(.count:not(.zero))').first();
			const count = Number(await bar.locator('.count').innerText());
			await bar.click();
			await expect.poll(() => told(page)).toContain(`共 ${count} 条`);
			await expect.poll(() => page.locator('.strip a').count()).toBe(24);
			expect(await shown(page).count()).toBe(count);
			await shown(page).first().locator('summary').click();
			await shown(page).first().getByText('"action": "grids.make"').waitFor();

			// Handed on, it is the same; where nothing fits, that is said.
			const { search } = new URL(page.url());
			await page.goto(`${desk.product.url}/audit${search}`);
			expect(await told(page)).toContain(`共 ${count} 条`);
			await page.goto(`${desk.product.url}/audit?action=keys.rotate&actor=zhang.wei`);
			await page.getByText(words.noneFound).waitFor();
			await page.getByText(words.leftOut).waitFor();

			await press(page, words.verify);
			await page.getByText(/^完整：\d+ 条/).waitFor();
			await page.getByLabel(words.what, { exact: true }).selectOption(words.actions['audit.verify']);
			await press(page, words.show);
			await expect.poll(() => shown(page).count()).toBe(1);
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});

	it('can be used by a finger, and without scripts; for anybody else it is not there', async () => {
		await somebody('桐花街道网格员');
		const phone = await desk.arrive('phone', 'zh-CN', 'auditor');
		try {
			await phone.page.goto(`${desk.product.url}/audit`);
			expect(await small(phone.page, '.office')).toEqual([]);
			expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
			// The newest bars are seen first.
			const strip = phone.page.locator('.strip');
			await expect
				.poll(() => strip.evaluate((it) => it.scrollLeft + it.clientWidth + 1 >= it.scrollWidth))
				.toBe(true);
			const cookies = await phone.page.context().cookies();
			const plain = await phone.page
				.context()
				.browser()!
				.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
			await plain.addCookies(cookies);
			const page = await plain.newPage();
			await page.goto(`${desk.product.url}/audit?action=audit.read`);
			expect(await page.getByLabel(words.what, { exact: true }).inputValue()).toBe('audit.read');
			await press(page, words.verify);
			// The page looks again by itself while the chain is followed.
			await page.getByText(/^完整：\d+ 条/).waitFor();
			expect(await page.getByLabel(words.what, { exact: true }).inputValue()).toBe('audit.read');
			await plain.close();
		} finally {
			await phone.leave();
		}
		const leader = await desk.arrive('phone', 'zh-CN', 'leader');
		try {
			expect((await leader.page.goto(`${desk.product.url}/audit`))!.status()).toBe(404);
			const sent = await leader.page.request.post(`${desk.product.url}/audit?/verify`, {
				headers: { origin: desk.product.url },
				form: {}
			});
			expect(sent.status()).toBe(404);
		} finally {
			await leader.leave();
		}
	});

	it('stays whole when an administrator deletes what tells of a person', async () => {
		const id = await somebody('王小禾');
		await desk.product.behind((db) => assign(db, id, { role: 'leader' }));
		const visitor = await desk.arrive('phone', 'zh-CN', 'system_administrator');
		const { page } = visitor;
		try {
			await page.goto(`${desk.product.url}/people/${id}`);
			expect(await page.getByText(managing.eraseLead).count()).toBe(0);
			await page.getByText(managing.endAccount, { exact: true }).click();
			await press(page, managing.endAccountSure);
			await page.getByText(managing.eraseLead).waitFor();
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await small(page, '.office')).toEqual([]);
			await press(page, managing.eraseDo);
			expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('王小禾');
			await page.getByLabel(managing.eraseSure).check();
			await press(page, managing.eraseDo);
			await page.getByRole('heading', { name: `已删除的帐号 ${id}` }).waitFor();
			await page.getByText(managing.states.erased, { exact: true }).waitFor();
			await page.goto(`${desk.product.url}/people`);
			await page.getByText(`deleted-${id}`).waitFor();
			expect(await page.content()).not.toContain('王小禾');
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
		}
		const auditor = await desk.arrive('desktop', 'zh-CN', 'auditor');
		try {
			await auditor.page.goto(`${desk.product.url}/people/${id}`);
			await auditor.page.getByRole('link', { name: words.byAccount }).click();
			await expect.poll(() => told(auditor.page)).toContain('共 60 条');
			expect(seen(await shown(auditor.page).first().innerText())).toContain(`已删除的帐号 ${id}`);
			await press(auditor.page, words.verify);
			await auditor.page.getByText(/^完整：\d+ 条/).waitFor();
		} finally {
			await auditor.leave();
		}
	});
});
