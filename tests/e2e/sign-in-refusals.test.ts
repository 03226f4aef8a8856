/** What the doors refuse, and what nobody can do by looking. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/access/cookie.ts';
import { BODY_BYTES } from '../../src/lib/server/security/body.ts';
import { accountWords } from '../../src/lib/words/account.ts';
import { enter, PASSWORD } from '../db/account/people.ts';
import type { Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { addTo, field, press, typeIn, words, written } from './doors.ts';

const HOST = 'grid.example';
const desk = new DeskTests({ WANGGE_DEMO: 'no' }, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`);
const elsewhere = () => desk.product.url.replace('127.0.0.1', HOST);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const post = (path: string, body: string | Record<string, string>, headers: Record<string, string> = {}) =>
	fetch(desk.product.url + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { ...FORM, accept: 'text/html', origin: desk.product.url, ...headers },
		body: typeof body === 'string' ? body : new URLSearchParams(body)
	});

describeDesk('over plain HTTP on a name that is not the reader’s own machine', () => {
	const visits: Visitor[] = [];
	const arrive = async (script: boolean, locale = 'zh-CN') => {
		const visitor = await desk.arriveAsVisitor('desktop', locale, {
			baseURL: elsewhere(),
			javaScriptEnabled: script
		});
		visits.push(visitor);
		return visitor.page;
	};
	afterAll(() => Promise.all(visits.map((visitor) => visitor.leave())));

	it.each(['zh-CN', 'en'] as const)('the page says that a certificate is needed, in %s', async (lang) => {
		const page = await arrive(true, lang);
		for (const path of ['/sign-in', '/invitation']) {
			await page.goto(path);
			await page.getByText(accountWords[lang].certificate).waitFor();
		}
	});

	it.each([true, false])('what is sent is refused with that sentence, with scripts: %s', async (script) => {
		const person = await addTo(desk.product, 'leader');
		const page = await arrive(script);
		const before = await written(desk.product);
		await page.goto('/sign-in');
		await typeIn(page, person.name);
		await page.getByText(words.certificate).waitFor();
		expect(new URL(page.url()).pathname).toBe('/sign-in');
		expect(await page.context().cookies()).toEqual([]);
		expect(await written(desk.product)).toEqual(before);
	});
});

describeDesk('the doors', () => {
	let cookies: Record<'visitor' | 'inside' | 'second-factor-setup' | 'nobody', string>;
	beforeAll(async () => {
		const [worker, officer] = [await addTo(desk.product, 'leader'), await addTo(desk.product, 'auditor')];
		const [inside, begun] = await desk.product.behind(async (db) => [
			(await enter(db, worker, new Date())).token.text,
			(await enter(db, officer, new Date())).token.text
		]);
		cookies = {
			visitor: '',
			inside: `${SESSION_COOKIE}=${inside}`,
			'second-factor-setup': `${SESSION_COOKIE}=${begun}`,
			nobody: `${SESSION_COOKIE}=${'x'.repeat(43)}`
		};
	});

	const PATHS = [
		'/sign-in',
		'/sign-in?to=/account',
		'/sign-in/code',
		'/sign-in/second-factor',
		'/sign-in/password',
		'/sign-in/done',
		'/account',
		'/account/password',
		'/account/second-factor',
		'/invitation'
	];
	const ACTIONS = [
		'/sign-in?/enter&name=a&password=b',
		'/sign-in?/demonstration&role=leader',
		'/account?/signOut',
		'/account?/end&session=1',
		'/account?/endOthers',
		'/account?/newCodes',
		'/invitation?/read&token=x',
		'/invitation?/accept&token=x'
	];

	it('write nothing of an address down that cannot be read', async () => {
		const typed = '/contacts/13812345678-%E0%A4%A';
		for (const accept of ['text/html', '*/*']) {
			const answer = await fetch(desk.product.url + typed, { headers: { accept } });
			expect([answer.status, (await answer.text()).includes('13812345678')]).toEqual([400, false]);
		}
		expect(desk.product.said()).not.toMatch(/13812345678|decode URI/);
	});

	it('change nothing by being looked at, whoever looks', async () => {
		const before = await written(desk.product);
		for (const [who, cookie] of Object.entries(cookies))
			for (const path of [...PATHS, ...ACTIONS])
				for (const method of ['GET', 'HEAD']) {
					const answer = await fetch(desk.product.url + path, {
						method,
						redirect: 'manual',
						headers: { cookie, accept: 'text/html' }
					});
					await answer.text();
					expect([who, path, [200, 303].includes(answer.status)]).toEqual([who, path, true]);
					expect(answer.headers.get('set-cookie')).toBeNull();
				}
		expect(await written(desk.product)).toEqual(before);
	});

	it('show a step to whoever is at it alone, and an account to whoever is inside', async () => {
		const shown = async (who: keyof typeof cookies) => {
			const them = await Promise.all(
				PATHS.map(async (path) => {
					const answer = await fetch(desk.product.url + path, {
						redirect: 'manual',
						headers: { cookie: cookies[who] }
					});
					return answer.status === 200 ? [path] : [];
				})
			);
			return them.flat();
		};
		const open = ['/sign-in', '/sign-in?to=/account', '/invitation'];
		expect(await shown('visitor')).toEqual(open);
		expect(await shown('nobody')).toEqual(open);
		expect(await shown('second-factor-setup')).toEqual(['/sign-in/second-factor', '/invitation']);
		expect(await shown('inside')).toEqual([
			'/account',
			'/account/password',
			'/account/second-factor',
			'/invitation'
		]);
	});

	it('are kept by no browser and no proxy, nor is the map of whoever has signed in', async () => {
		for (const [path, said, who] of [
			['/account', 'no-store', 'inside'],
			['/account/second-factor', 'no-store', 'inside'],
			['/invitation', 'no-store', 'inside'],
			['/', 'private, no-store', 'inside'],
			['/', 'private, no-cache', 'visitor']
		] as const) {
			const answer = await fetch(desk.product.url + path, { headers: { cookie: cookies[who] } });
			expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, said]);
			await answer.text();
		}
	});

	it('refuse a form of more than 64 KB, and take one of just that', async () => {
		const name = 'name=';
		const most = name + 'x'.repeat(BODY_BYTES - name.length);
		for (const path of ['/sign-in?/enter', '/account?/end', '/invitation?/accept', '/api/jurisdiction']) {
			const answer = await post(path, `${most}x`);
			expect([path, answer.status]).toEqual([path, 413]);
			expect(await answer.json()).toMatchObject({
				type: '/problems/body-too-large',
				title: '发来的内容太大'
			});
			expect((await post(path, most)).status).not.toBe(413);
		}
	});

	it('refuse what is sent in pieces, however little it is', async () => {
		const before = await written(desk.product);
		const status = await new Promise<number>((resolve, failed) => {
			const { hostname, port } = new URL(desk.product.url);
			const headers = { ...FORM, 'transfer-encoding': 'chunked', origin: desk.product.url };
			const sent = request({ hostname, port, path: '/sign-in?/enter', method: 'POST', headers }, (answer) => {
				answer.resume();
				resolve(answer.statusCode!);
			});
			sent.once('error', failed);
			sent.write('name=somebody&');
			sent.end('password=something');
		});
		expect(status).toBe(413);
		expect(await written(desk.product)).toEqual(before);
	});

	it('say of a form that cannot be read that it did not go through', async () => {
		const before = await written(desk.product);
		for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
			const answer = await post('/sign-in?/enter', 'no such form', { 'content-type': type });
			expect([type, answer.status]).toEqual([type, 400]);
			expect(await answer.text()).toContain(words.failed);
		}
		expect(await written(desk.product)).toEqual(before);
	});

	it('refuse what another site sends, and do nothing', async () => {
		const before = await written(desk.product);
		for (const path of ['/account?/signOut', '/account?/endOthers', '/sign-in?/enter']) {
			const headers = { origin: 'https://evil.example', cookie: cookies.inside };
			expect((await post(path, { name: 'a', password: 'b' }, headers)).status).toBe(403);
		}
		expect(await written(desk.product)).toEqual(before);
	});

	it('let nobody in by one click where this is no demonstration, and offer it to nobody', async () => {
		const visitor = await desk.arriveAsVisitor('desktop');
		try {
			const before = await written(desk.product);
			await visitor.page.goto('/sign-in');
			expect(await visitor.page.getByText(words.demonstration).count()).toBe(0);
			expect(await field(visitor.page, words.name).count()).toBe(1);
			expect((await post('/sign-in?/demonstration', { role: 'leader' })).status).toBe(404);
			expect(await written(desk.product)).toEqual(before);
		} finally {
			await visitor.leave();
		}
	});

	it('slow whoever guesses, and say for how long', async () => {
		const person = await addTo(desk.product, 'leader');
		const visitor = await desk.arriveAsVisitor('desktop');
		try {
			const { page } = visitor;
			await page.goto('/sign-in');
			for (let nth = 0; nth < 6; nth++) {
				await typeIn(page, person.name, `guess number ${nth}`);
				await page.getByText(words.refused).waitFor();
			}
			await press(page, words.signIn);
			await page.getByText(/试的次数太多，请(30|29|2\d) 秒后再试/).waitFor();
			const answer = await post('/sign-in?/enter', { name: person.name, password: PASSWORD });
			expect(answer.status).toBe(429);
		} finally {
			await visitor.leave();
		}
	});
});
