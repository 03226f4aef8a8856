/** Coming in by the pages: the first link, a second factor, other browsers, other addresses. */
import { expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/access/cookie.ts';
import { OTHER_PASSWORD, PASSWORD } from '../db/account/people.ts';
import { seen, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { addTo, field, nextCode, press, setUp, signIn, signOut, typeIn, words } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const port = () => new URL(desk.product.url).port;

async function asVisitor(
	walk: (visitor: Visitor) => Promise<void>,
	visitor = desk.arriveAsVisitor('desktop')
) {
	const one = await visitor;
	try {
		await walk(one);
		expect(one.foreign, 'requests to other hosts').toEqual([]);
	} finally {
		await one.leave();
	}
}
const at = (visitor: Visitor, path: string) =>
	visitor.page.waitForURL((url) => url.pathname === path, { waitUntil: 'domcontentloaded' });
const cookiesOf = async ({ page }: Visitor) =>
	(await page.context().cookies()).filter(({ name }) => name === SESSION_COOKIE);

describeDesk('coming in', () => {
	it('the link that is printed makes the first administrator, who sets up a second factor and comes in with it again', async () => {
		const printed = () => /http:\S+\/invitation#\S+/.exec(desk.product.said())?.[0];
		await expect.poll(printed).toBeDefined();
		const link = printed()!;
		expect(new URL(link).host).toBe(`localhost:${port()}`);
		const visitor = desk.arriveAsVisitor('desktop', 'zh-CN', { baseURL: `http://localhost:${port()}` });
		await asVisitor(async (one) => {
			const { page } = one;
			await page.goto(link);
			await field(page, words.titleField).fill('信息科系统管理员');
			await field(page, words.name).fill('Zhang.Wei');
			await field(page, words.newPasswordField).fill('password123');
			await press(page, words.confirm);
			await page.getByText(words.passwordFaults.common).waitFor();
			expect(await field(page, words.name).inputValue()).toBe('Zhang.Wei');
			await field(page, words.newPasswordField).fill(OTHER_PASSWORD);
			await press(page, words.confirm);

			await at(one, '/sign-in/second-factor');
			const { secret, codes } = await setUp(page);
			expect(codes).toHaveLength(10);
			await page.reload();
			await at(one, '/');
			await page.goto('/account');
			const said = seen(await page.locator('main').innerText());
			expect(said).toContain('信息科系统管理员 · zhang.wei');
			expect(said).toContain(words.codesLeft(10));
			for (const code of codes) expect(await page.content()).not.toContain(code);
			// No picture for another app: it would not hold beside this one.
			await page.goto('/account/second-factor');
			await page.getByText(words.secondFactorOn).waitFor();
			expect(await page.locator('.picture, input').count()).toBe(0);
			await page.getByRole('main').getByRole('link', { name: words.account, exact: true }).click();
			await at(one, '/account');

			await signOut(page);
			await page.goto('/account');
			await at(one, '/sign-in');
			await typeIn(page, 'zhang.wei', OTHER_PASSWORD);
			await at(one, '/sign-in/code');
			await field(page, words.codeField).fill('000000');
			await press(page, words.confirm);
			await page.getByText(words.codeRefused).waitFor();
			await field(page, words.codeField).fill(nextCode(secret));
			await press(page, words.confirm);
			await at(one, '/account');
			expect(seen(await page.locator('main').innerText())).toContain(words.roleNames.system_administrator);

			await page.goto(link);
			await page.reload();
			await page.getByText(words.linkOver).waitFor();
		}, visitor);
	});

	it('a code from paper stands in for the phone, once', async () => {
		const person = await addTo(desk.product, 'auditor');
		await asVisitor(async (one) => {
			const { page } = one;
			await page.goto('/sign-in');
			await typeIn(page, person.name);
			await at(one, '/sign-in/second-factor');
			const { codes } = await setUp(page);
			const again = async (code: string) => {
				await page.goto('/account');
				await signOut(page);
				await page.goto('/sign-in?to=/account');
				await typeIn(page, person.name);
				await at(one, '/sign-in/code');
				await field(page, words.codeField).fill(code);
				await press(page, words.confirm);
			};
			await again(codes[0]!.toLowerCase());
			await page.getByText(words.codesLeft(9)).waitFor();
			await again(codes[0]!);
			await page.getByText(words.codeRefused).waitFor();
			await field(page, words.codeField).fill(codes[1]!);
			await press(page, words.confirm);
			await page.getByText(words.codesLeft(8)).waitFor();
			await press(page, words.newCodes);
			await page.getByText(words.codesLead).waitFor();
			const fresh = await page.locator('.codes code').allInnerTexts();
			expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
			expect(fresh).toHaveLength(10);
		});
	});

	it.each(['127.0.0.1', 'localhost'])(
		'the cookie is kept on %s, for no script and no other site',
		async (host) => {
			const person = await addTo(desk.product, 'leader');
			const visitor = desk.arriveAsVisitor('desktop', 'zh-CN', { baseURL: `http://${host}:${port()}` });
			await asVisitor(async (one) => {
				await signIn(one.page, person);
				const kept = await cookiesOf(one);
				expect(kept).toMatchObject([
					{ domain: host, path: '/', httpOnly: true, secure: true, sameSite: 'Lax' }
				]);
				expect(await one.page.evaluate('document.cookie')).not.toContain(SESSION_COOKIE);
				expect(one.errors).toEqual([]);
				await signOut(one.page);
				expect(await cookiesOf(one)).toEqual([]);
			}, visitor);
		}
	);

	it('sessions are listed, and one that is ended from another browser is a visitor at its next request', async () => {
		const person = await addTo(desk.product, 'leader');
		const [phone, tablet] = [await desk.arriveAsVisitor('phone'), await desk.arriveAsVisitor('tablet')];
		try {
			await signIn(phone.page, person);
			await signIn(tablet.page, person);
			await asVisitor(async (one) => {
				const { page } = one;
				await signIn(page, person);
				const listed = page.locator('.session');
				expect(await listed.count()).toBe(3);
				expect(seen(await listed.nth(0).innerText())).toContain(words.thisSession);
				await listed.nth(1).getByRole('button', { name: words.endSession }).click();
				await page.getByText(words.ended(1)).waitFor();
				await expect.poll(() => listed.count()).toBe(2);
				await tablet.page.goto('/account');
				await at(tablet, '/sign-in');
				await phone.page.goto('/account');
				await phone.page.getByRole('heading', { name: words.account }).waitFor();

				await press(page, words.endOthers);
				await expect.poll(() => listed.count()).toBe(1);
				// By what is on its screen already.
				await press(phone.page, words.endOthers).catch(() => undefined);
				await phone.page.goto('/account');
				await at(phone, '/sign-in');
				await page.reload();
				expect(await listed.count()).toBe(1);
			});
		} finally {
			await phone.leave();
			await tablet.leave();
		}
	});

	it('another password ends the other sessions, and is the one that holds', async () => {
		const person = await addTo(desk.product, 'leader');
		const other = await desk.arriveAsVisitor('phone');
		try {
			await signIn(other.page, person);
			await asVisitor(async (one) => {
				const { page } = one;
				await signIn(page, person);
				await page.getByRole('link', { name: words.changePassword }).click();
				await field(page, words.oldPasswordField).fill('something else');
				await field(page, words.newPasswordField).fill(OTHER_PASSWORD);
				await press(page, words.newPassword);
				await page.getByText(words.oldRefused).waitFor();
				await field(page, words.oldPasswordField).fill(PASSWORD);
				await press(page, words.newPassword);
				await page.getByText(words.passwordChanged).waitFor();
				await other.page.goto('/account');
				await at(other, '/sign-in');
				await typeIn(other.page, person.name);
				await other.page.getByText(words.refused).waitFor();
				await typeIn(other.page, person.name, OTHER_PASSWORD);
				await at(other, '/account');
			});
		} finally {
			await other.leave();
		}
	});

	it('whoever came to sign in goes on to where they wanted, and never to somebody else’s address', async () => {
		const person = await addTo(desk.product, 'leader');
		const ours = ['/account', '/account/password', '/?lng=117&lat=36'];
		const theirs = [
			'//evil.example',
			'//evil.example/account',
			'/\\evil.example',
			'\\\\evil.example',
			'/\t/evil.example',
			'/\n/evil.example',
			'\n//evil.example',
			'https://evil.example/',
			'https:evil.example',
			'javascript:alert(1)',
			'evil.example',
			'@evil.example',
			''
		];
		await asVisitor(async (one) => {
			const { page } = one;
			await page.goto(`/sign-in?to=${encodeURIComponent('//evil.example')}`);
			await typeIn(page, person.name);
			await at(one, '/');
			// Whoever is inside is sent on at once, by the same rule.
			const { value } = (await cookiesOf(one))[0]!;
			const sentTo = async (from: string, to: string) => {
				const answer = await fetch(`${desk.product.url}${from}?to=${encodeURIComponent(to)}`, {
					headers: { cookie: `${SESSION_COOKIE}=${value}` },
					redirect: 'manual'
				});
				expect(answer.status).toBe(303);
				return new URL(answer.headers.get('location')!, answer.url).href;
			};
			for (const from of ['/sign-in', '/sign-in/done', '/sign-in/code']) {
				const through = from === '/sign-in/code' ? `/sign-in/done?to=` : '';
				const sent = (path: string) =>
					desk.product.url + (through ? through + encodeURIComponent(path) : path);
				for (const to of theirs) expect([to, await sentTo(from, to)]).toEqual([to, sent('/')]);
				for (const to of ours) expect(await sentTo(from, to)).toBe(sent(to));
			}
		});
	});
});
