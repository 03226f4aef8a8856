/** The pages by which accounts are managed, walked through by those who manage and by those who are managed. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { SESSION_COOKIE } from '../../src/lib/server/access/cookie.ts';
import { keepPhone } from '../../src/lib/server/account/phone.ts';
import { contactWords } from '../../src/lib/words/contact.ts';
import { managingWords } from '../../src/lib/words/managing.ts';
import { zh as pageWords } from '../../src/lib/words/page.ts';
import { assign, comeInWithFactor, contextAt, OTHER_PASSWORD } from '../db/account/people.ts';
import { MASKED, PHONE } from '../db/contact/staff.ts';
import { COMMUNITY_A } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, FINGER, seen, small, type Visitor } from './browser.ts';
import { describeDesk, DeskTests, OVERVIEW } from './desk.ts';
import { addTo, field, press, words } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const said = managingWords['zh-CN'];
const numberWords = contactWords['zh-CN'];
const DAY_MS = 86_400_000;

/** An officer who has come in with a second factor, without walking through the doors once more. */
async function officer(role: Role, size: 'desktop' | 'phone' = 'desktop') {
	const person = await addTo(desk.product, role);
	const { token } = await desk.product.behind((db) => comeInWithFactor(db, person, new Date()));
	const visitor = await desk.arriveAsVisitor(size);
	// The name's prefix is for secure addresses alone; one's own machine counts as one once the cookie is there.
	const url = desk.product.url.replace('http:', 'https:');
	const cookie = { name: SESSION_COOKIE, value: token, url, secure: true, httpOnly: true } as const;
	await visitor.page.context().addCookies([{ ...cookie, sameSite: 'Lax' }]);
	return visitor;
}
const status = async (page: Page, path: string) => (await page.request.get(path)).status();
const audit = (action: string) =>
	desk.query<{ actor: string }>('select actor from audit_entry where action = $1', [action]);

describeDesk('managing accounts', () => {
	it('somebody is invited, is given a role with an end, comes in, sees what they may, and nothing once it is ended', async () => {
		const visitors: Visitor[] = [];
		const arrive = async (visitor: Promise<Visitor>) => {
			visitors.push(await visitor);
			return visitors.at(-1)!.page;
		};
		try {
			const system = await arrive(officer('system_administrator'));
			await system.goto('/people');
			await system.locator('summary', { hasText: said.invite }).click();
			await field(system, words.titleField).fill('南塘社区网格员 1 号');
			await field(system, words.name).fill('Li Na');
			await press(system, said.makeLink);
			await system.getByText(words.fieldFaults.name!.form!).waitFor();
			await field(system, words.name).fill('Li.Na');
			await press(system, said.makeLink);
			const link = await system.getByRole('textbox', { name: said.link }).inputValue();
			expect(link).toMatch(new RegExp(`^${desk.product.url}/invitation#`));

			const security = await arrive(officer('security_administrator'));
			await security.goto('/people');
			await security.getByRole('link', { name: /南塘社区网格员 1 号/ }).click();
			await security.getByRole('combobox', { name: said.role, exact: true }).selectOption('grid_worker');
			// Nobody gives the whole city by leaving something out.
			await security.getByRole('combobox', { name: '区', exact: true }).waitFor();
			expect(await security.getByRole('button', { name: said.grant, exact: true }).isDisabled()).toBe(true);
			for (const [level, name] of [
				['区', '青溪区'],
				['街道', '桐花街道'],
				['社区', '南塘社区']
			] as const)
				await security.getByRole('combobox', { name: level, exact: true }).selectOption({ label: name });
			const lastDay = new Date(Date.now() + 7 * DAY_MS).toISOString().slice(0, 10);
			await field(security, said.lastDay).fill(lastDay);
			await press(security, said.grant);
			await security.getByText(said.done).waitFor();

			const worker = await arrive(desk.arriveAsVisitor('phone'));
			await worker.goto(link);
			await field(worker, words.newPasswordField).fill(OTHER_PASSWORD);
			await press(worker, words.confirm);
			await worker.waitForURL((url) => url.pathname === '/', { waitUntil: 'domcontentloaded' });
			const measured = await worker.request.get('/api/measures/incidents');
			expect(((await measured.json()) as { ids: number[] }).ids).toHaveLength(4);
			expect(await status(worker, '/people')).toBe(404);
			await worker.goto('/account');
			expect(seen(await worker.locator('main').innerText())).toContain(
				`${words.roleNames.grid_worker} · 南塘社区`
			);

			await security.goto('/people/review?only=soon');
			const listed = security.locator('tbody tr');
			expect(await listed.count()).toBe(1);
			expect(seen(await listed.innerText())).toMatch(
				/南塘社区网格员 1 号 li.na 网格员 南塘社区 \S+ \d+年\d+月\d+日/
			);
			await listed.getByRole('link').click();
			await press(security, said.end);
			await security.getByText(said.noAssignment).waitFor();
			expect(await status(worker, '/api/measures/incidents')).toBe(404);
			for (const { errors, foreign } of visitors) expect([errors, foreign]).toEqual([[], []]);
		} finally {
			await Promise.all(visitors.map((visitor) => visitor.leave()));
		}
	});

	it('a security administrator looks as somebody else: what they see, reading only, until they end it', async () => {
		const person = await addTo(desk.product);
		await desk.query(
			`insert into assignment (account_id, role, area_code, valid_from) values ($1, 'grid_worker', $2, now())`,
			[person.id, COMMUNITY_A]
		);
		const visitor = await officer('security_administrator', 'phone');
		const { page } = visitor;
		try {
			await page.goto(`/people/${person.id}`);
			expect(await status(page, '/api/measures/incidents')).toBe(404);
			await press(page, said.preview);
			const banner = page.getByRole('complementary', { name: pageWords.preview });
			await banner.waitFor();
			expect(seen(await banner.innerText())).toMatch(/预览：岗位 \d+ 只看，不能改。还剩 15 分钟 结束预览/);
			await visitor.open(`/?${OVERVIEW}&measure=incidents`);
			await banner.waitFor();
			expect(await small(page, 'aside')).toEqual([]);
			const measured = await page.request.get('/api/measures/incidents');
			expect(((await measured.json()) as { ids: number[] }).ids).toHaveLength(4);
			expect((await page.locator('.top .bar').boundingBox())!.y).toBeGreaterThan(FINGER);

			await page.goto('/account');
			await page.getByText(said.previewHolds).waitFor();
			expect(new URL(page.url()).pathname).toBe('/preview');
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await status(page, `/people/${person.id}`)).toBe(404);
			// What stands on a page from before is refused, whoever asks, by form, by script, without scripts.
			const origin = desk.product.url;
			const post = (headers: Record<string, string>) =>
				page.request.post(`/people/${person.id}?/end`, {
					headers: { origin, ...headers },
					form: {},
					maxRedirects: 0
				});
			const byScript = await post({ 'x-sveltekit-action': 'true', accept: 'application/json' });
			expect([byScript.status(), await byScript.json()]).toEqual([
				403,
				{ type: 'failure', status: 403, data: '[{"problem":1},{"kind":2},"previewing"]' }
			]);
			const without = await post({ accept: 'text/html' });
			expect([without.status(), without.headers().location]).toEqual([303, '/preview']);
			const toApi = await page.request.post('/api/jurisdiction', { headers: { origin } });
			expect([toApi.status(), ((await toApi.json()) as { type: string }).type]).toEqual([
				403,
				'/problems/previewing'
			]);

			await page.getByRole('button', { name: pageWords.previewEnd }).first().click();
			await page.waitForURL((url) => url.pathname === `/people/${person.id}`);
			expect(await banner.count()).toBe(0);
			expect(await status(page, '/api/measures/incidents')).toBe(404);
			for (const action of ['preview.begin', 'preview.end']) expect(await audit(action)).toHaveLength(1);

			// What runs out while the map is open is over there, too.
			await press(page, said.preview);
			await banner.waitFor();
			await desk.query(`update session set seen_as_until = now() where seen_as is not null`, []);
			await page.getByText(said.previewOverLead).waitFor({ timeout: 60_000 });
			expect(await audit('preview.end')).toHaveLength(2);
		} finally {
			await visitor.leave();
		}
	});

	it('a preview shows a number in part and says that none is shown whole, in the place of the form', async () => {
		const [person, colleague] = [await addTo(desk.product), await addTo(desk.product)];
		await desk.product.behind(async (db) => {
			await assign(db, person.id, { role: 'community_staff', area: COMMUNITY_A });
			await assign(db, colleague.id, { role: 'grid_worker', area: COMMUNITY_A });
			await db.transaction((tx) => keepPhone({ ...contextAt(db, new Date()), db: tx }, colleague.id, PHONE));
		});
		const visitor = await officer('security_administrator', 'phone');
		const { page } = visitor;
		try {
			await page.goto(`/people/${person.id}`);
			await press(page, said.preview);
			await page.getByRole('complementary', { name: pageWords.preview }).waitFor();
			await page.goto(`/contacts/${colleague.id}`);
			await page.getByText(MASKED).waitFor();
			await page.getByText(numberWords.previewed).waitFor();
			expect(await page.getByRole('button', { name: numberWords.show }).count()).toBe(0);
			expect(await accessibilityFaults(page)).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});
});
