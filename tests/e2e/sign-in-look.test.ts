/** The pages of the doors for everybody: with a finger, by keyboard, without scripts, read aloud, in two languages. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ROLE_NAMES, type Role } from '../../src/lib/domain/access/roles.ts';
import { makeInvitation } from '../../src/lib/server/account/invitations.ts';
import type { Language } from '../../src/lib/words/language.ts';
import { accountWords } from '../../src/lib/words/account.ts';
import { OTHER_PASSWORD, PASSWORD } from '../db/account/people.ts';
import { accessibilityFaults, FINGER, seen, small, type Size, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import {
	addTo,
	field,
	nextCode,
	presentCode,
	press,
	setUp,
	signIn,
	signOut,
	typeIn,
	words
} from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });

const linkTo = (account: number, purpose: 'reset' | 'device') =>
	desk.product.behind((db) =>
		db.transaction((tx) =>
			makeInvitation({ db: tx, actor: 'test', now: new Date() }, { purpose, account, by: null })
		)
	);

/** Goes through every page of the doors, and says where it is. */
async function walk(page: Page, lang: Language, look: (where: string) => Promise<void>): Promise<void> {
	const said = accountWords[lang];
	const [person, officer] = [await addTo(desk.product, 'leader'), await addTo(desk.product, 'auditor')];
	await page.goto('/invitation#no-such-link');
	await page.getByText(said.linkOver).waitFor();
	await look('a link that is over');
	const { token } = await linkTo(person.id, 'reset');
	await page.goto('about:blank');
	await page.goto(`/invitation#${token}`);
	await field(page, said.newPasswordField).waitFor();
	await look('a link');

	await page.goto('/sign-in?to=/account');
	await look('signing in');
	await field(page, said.name).fill(person.name);
	await field(page, said.password).fill('something else');
	await press(page, said.signIn);
	await page.getByText(said.refused).waitFor();
	await look('refused');
	await field(page, said.password).fill(PASSWORD);
	await press(page, said.signIn);
	await page.getByRole('heading', { name: said.account }).waitFor();
	await look('the account');
	await page.goto('/account/second-factor');
	await look('a second factor of one’s own');
	await page.goto('/account/password');
	await look('another password');
	await field(page, said.oldPasswordField).fill(PASSWORD);
	await field(page, said.newPasswordField).fill('password123');
	await press(page, said.newPassword);
	await page.getByText(said.passwordFaults.common).waitFor();
	await look('another password, refused');
	await page.goto('/account');
	await page.context().clearCookies();

	await page.goto('/sign-in?to=/account');
	await field(page, said.name).fill(officer.name);
	await field(page, said.password).fill(PASSWORD);
	await press(page, said.signIn);
	const hidden = page.locator('details', { hasText: said.setUpByHand });
	await hidden.locator('summary').click();
	const secret = (await hidden.locator('code').innerText()).replace(/\s/g, '');
	await look('setting up');
	await field(page, said.code).fill(presentCode(secret));
	await press(page, said.confirm);
	await page.getByRole('heading', { name: said.codesTitle }).waitFor();
	await look('codes on paper');
	await page.goto('/account');
	await press(page, said.newCodes);
	await page.getByText(said.codesLead).waitFor();
	await look('the account of an officer, with codes');
	await page.context().clearCookies();
	await page.goto('/sign-in');
	await field(page, said.name).fill(officer.name);
	await field(page, said.password).fill(PASSWORD);
	await press(page, said.signIn);
	await field(page, said.codeField).fill('000000');
	await press(page, said.confirm);
	await page.getByText(said.codeRefused).waitFor();
	await look('the second factor, refused');
}

/** What is to be hit and is smaller than a finger, or hangs over the edge of the screen. */
async function hardToHit(page: Page): Promise<string[]> {
	const narrow = await page.locator('main').evaluate(
		(main, least) =>
			[...main.querySelectorAll('a, button, summary, input:not([type=hidden])')]
				.map((it) => ({ it, box: it.getBoundingClientRect() }))
				.filter(({ it, box }) => box.width > 0 && !it.classList.contains('unseen'))
				.filter(
					({ box }) => box.width < least || box.height < least || box.left < 0 || box.right > innerWidth
				)
				.map(({ it, box }) => `${it.outerHTML.slice(0, 80)}: ${box.width} x ${box.height}`),
		FINGER - 0.5
	);
	return [...narrow, ...(await small(page, 'main'))];
}

async function asVisitor(size: Size, lang: Language, visit: (visitor: Visitor) => Promise<void>) {
	const visitor = await desk.arriveAsVisitor(size, lang);
	try {
		await visit(visitor);
		expect([visitor.errors, visitor.foreign]).toEqual([[], []]);
	} finally {
		await visitor.leave();
	}
}

describeDesk('the pages of the doors', () => {
	it.each([
		['desktop', 'zh-CN'],
		['phone', 'en'],
		['tablet', 'zh-CN']
	] as const)(
		'on a %s in %s have no fault that axe-core finds, and can be hit by a finger',
		async (size, lang) => {
			await asVisitor(size, lang, async ({ page }) => {
				const seenPages: string[] = [];
				await walk(page, lang, async (where) => {
					seenPages.push(where);
					// What is on its way is paler.
					await expect.poll(() => page.locator('main :disabled').count()).toBe(0);
					expect([where, await accessibilityFaults(page)]).toEqual([where, []]);
					if (size !== 'desktop') expect([where, await hardToHit(page)]).toEqual([where, []]);
					expect(
						await page.evaluate('document.documentElement.scrollWidth - innerWidth')
					).toBeLessThanOrEqual(0);
				});
				expect(seenPages).toHaveLength(12);
			});
		}
	);

	it('let somebody in by the keyboard alone', async () => {
		const person = await addTo(desk.product, 'auditor');
		await asVisitor('desktop', 'zh-CN', async ({ page }) => {
			const reach = async (label: string) => {
				const wanted = field(page, label);
				for (let step = 0; step < 12; step++) {
					if (await wanted.evaluate((it) => it === document.activeElement)) return;
					await page.keyboard.press('Tab');
				}
				expect.unreachable(`${label} is not reached`);
			};
			await page.goto('/sign-in?to=/account');
			await page.waitForLoadState('networkidle');
			await reach(words.name);
			await page.keyboard.type(person.name);
			await reach(words.password);
			await page.keyboard.type(PASSWORD);
			await page.keyboard.press('Tab');
			await page.keyboard.press('Space');
			expect(await field(page, words.password).getAttribute('type')).toBe('text');
			await page.keyboard.press('Shift+Tab');
			await page.keyboard.press('Enter');
			await page.getByRole('heading', { name: words.setUp }).waitFor();
			const { secret } = await setUp(page);
			await page.goto('/account');
			await signOut(page);
			await page.goto('/sign-in?to=/account');
			await typeIn(page, person.name);
			await field(page, words.codeField).waitFor();
			// There is nothing else to do on that page.
			await expect
				.poll(() => field(page, words.codeField).evaluate((it) => it === document.activeElement))
				.toBe(true);
			await page.keyboard.type(nextCode(secret));
			await page.keyboard.press('Enter');
			await page.getByRole('heading', { name: words.account }).waitFor();
		});
	});

	it('work without scripts, by forms alone; a link says that it needs them', async () => {
		const [person, officer] = [await addTo(desk.product, 'leader'), await addTo(desk.product, 'auditor')];
		const visitor = await desk.arriveAsVisitor('desktop', 'zh-CN', { javaScriptEnabled: false });
		try {
			const { page } = visitor;
			await page.goto('/sign-in?to=/account');
			await typeIn(page, person.name, 'something else');
			await page.getByText(words.refused).waitFor();
			await typeIn(page, person.name);
			await page.getByRole('heading', { name: words.account }).waitFor();
			await page.goto('/account/password');
			await field(page, words.oldPasswordField).fill(PASSWORD);
			await field(page, words.newPasswordField).fill(OTHER_PASSWORD);
			await press(page, words.newPassword);
			await page.getByText(words.passwordChanged).waitFor();
			await signOut(page);

			await page.goto('/sign-in?to=/account');
			await typeIn(page, officer.name);
			const { secret, codes } = await setUp(page);
			expect(codes).toHaveLength(10);
			await page.goto('/account');
			await signOut(page);
			await page.goto('/sign-in?to=/account');
			await typeIn(page, officer.name);
			await field(page, words.codeField).fill(nextCode(secret));
			await press(page, words.confirm);
			await page.getByRole('heading', { name: words.account }).waitFor();
			await page.goto('/invitation');
			// Drawn by a browser that has none; this one only does not run them.
			expect(await page.content()).toContain(words.needsScript);
		} finally {
			await visitor.leave();
		}
	});

	it('bring a display in by its link, without a password', async () => {
		const [device] = await desk.query<{ id: number }>(
			`insert into account (kind, sign_in_name, title, created_at) values ('device', 'wall-1', '指挥大厅大屏', now())
			returning id`,
			[]
		);
		const { token } = await linkTo(device!.id, 'device');
		await asVisitor('wall', 'zh-CN', async ({ page }) => {
			await page.goto(`/invitation#${token}`);
			await page.getByText(words.deviceLead('指挥大厅大屏')).waitFor();
			expect(await accessibilityFaults(page)).toEqual([]);
			await press(page, words.deviceJoin);
			await page.waitForURL(({ pathname }) => pathname === '/', { waitUntil: 'domcontentloaded' });
			await page.goto('/account');
			expect(seen(await page.locator('main').innerText())).toContain('指挥大厅大屏 · wall-1');
			for (const path of ['/account/password', '/account/second-factor']) {
				await page.goto(path);
				expect(new URL(page.url()).pathname).toBe('/account');
			}
		});
	});
});

const enterAs = (page: Page, role: Role) => page.locator(`button[name=role][value=${role}]`).click();
const demonstration = new DeskTests({ WANGGE_DEMO: 'yes' });

describeDesk('in a demonstration', () => {
	it('one click lets anybody in as each of the roles', async () => {
		const visitor = await demonstration.arriveAsVisitor('desktop');
		try {
			const { page } = visitor;
			for (const role of ROLE_NAMES) {
				await page.goto('/sign-in?to=/account');
				await enterAs(page, role);
				await page.getByRole('heading', { name: words.account }).waitFor();
				const said = seen(await page.locator('main').innerText());
				expect(said).toContain(`${words.roleNames[role]} ·`);
				expect(said).toContain(words.demonstrationAccount);
				expect(await page.locator('.session').count()).toBe(1);
			}
			expect([visitor.errors, visitor.foreign]).toEqual([[], []]);
		} finally {
			await visitor.leave();
		}
	});

	it('the next click lets in as another, and no first link is printed', async () => {
		const visitor = await demonstration.arriveAsVisitor('phone');
		try {
			const { page } = visitor;
			await page.goto('/sign-in?to=/account');
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await hardToHit(page)).toEqual([]);
			for (const role of ['leader', 'auditor'] as const) {
				await enterAs(page, role);
				await page.getByRole('heading', { name: words.account }).waitFor();
				expect(await accessibilityFaults(page)).toEqual([]);
				expect(await hardToHit(page)).toEqual([]);
				expect(seen(await page.locator('main').innerText())).toContain(`${words.roleNames[role]} ·`);
				await page.goto('/sign-in?to=/account');
			}
			expect(demonstration.product.said()).not.toContain('/invitation#');
		} finally {
			await visitor.leave();
		}
	});

	it('nobody signs in with a name of it, and its people have neither password nor second factor', async () => {
		const visitor = await demonstration.arriveAsVisitor('desktop');
		try {
			const { page } = visitor;
			await page.goto('/sign-in?to=/account');
			await enterAs(page, 'leader');
			await page.getByRole('heading', { name: words.account }).waitFor();
			for (const path of ['/account/password', '/account/second-factor']) {
				await page.goto(path);
				expect(new URL(page.url()).pathname).toBe('/account');
				const sent = await page.evaluate(async (to) => {
					const body = new URLSearchParams({ old: 'x', chosen: 'y', code: '123456' });
					const answer = await fetch(to, { method: 'POST', body, headers: { accept: 'application/json' } });
					return (await answer.json()) as { status: number };
				}, path);
				expect(sent.status).toBe(403);
			}
			const person = await addTo(demonstration.product, 'leader');
			await page.goto('/sign-in');
			await typeIn(page, 'demo-leader', '');
			await typeIn(page, 'demo-leader', 'demo-leader');
			await page.getByText(words.refused).waitFor();
			await signIn(page, person);
		} finally {
			await visitor.leave();
		}
	});
});
