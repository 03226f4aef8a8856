import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
import { seen } from './browser.ts';
import { describeDesk, DeskTests, OVERVIEW } from './desk.ts';

const desk = new DeskTests();

describeDesk('changes while the page is open', () => {
	it('reach the colours and the legend of every page without a reload, and fetch no shape', async () => {
		const visitors = [await desk.arrive('desktop'), await desk.arrive('tablet')];
		try {
			const pages = await Promise.all(
				visitors.map((visitor) => visitor.open(`/?${OVERVIEW}&measure=residents`))
			);
			const zero = pages.map((page) => page.locator('aside tr:has(.key.zero) .count'));
			for (const count of zero.slice(0, 1)) await expect.poll(() => count.textContent()).toBe('3');
			await Promise.all(
				pages.map((page) => page.waitForFunction(() => document.querySelector('p.loading span') === null))
			);
			const shapes: string[] = [];
			for (const page of pages)
				page.on('request', (request) => {
					const { pathname } = new URL(request.url());
					if (pathname.startsWith('/tiles/')) shapes.push(pathname);
				});
			await desk.query(
				`update building set residents = 0, residents_by_age = null
				 where grid_id = (select id from grid where code = $1)`,
				[GRID_CODES.B1]
			);
			await expect.poll(() => zero[0]!.textContent()).toBe('4');
			expect(shapes).toEqual([]);
			for (const visitor of visitors) expect(visitor.errors).toEqual([]);
		} finally {
			await Promise.all(visitors.map((visitor) => visitor.leave()));
		}
	});

	it('of a session that has ended: the page says so, hides what was for its reader, and offers the way back', async () => {
		const visitor = await desk.arrive('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}&measure=incidents`);
			await page.locator('aside .key.zero').waitFor();
			await desk.query('update session set ended_at = now() where ended_at is null', []);
			const notice = page.getByRole('status').filter({ hasText: '您的登录已经结束' });
			await notice.waitFor({ timeout: 60_000 });
			await page.locator('main[data-ready=yes]').waitFor({ state: 'attached' });
			expect(await page.getByLabel('地图颜色').inputValue()).toBe('gap');
			const way = await notice.getByRole('link', { name: '重新登录' }).getAttribute('href');
			const back = new URL(new URL(way!, page.url()).searchParams.get('to')!, page.url()).searchParams;
			expect([back.get('measure'), back.get('zoom')]).toEqual(['incidents', '15.5']);
		} finally {
			await visitor.leave();
		}
	});

	it('nobody sees by a link what needs signing in: the page says what it was, and where to sign in', async () => {
		const visitor = await desk.arriveAsVisitor('desktop');
		try {
			const page = await visitor.open(`/?${OVERVIEW}&measure=incidents&month=2026-06&show=heat`);
			const notice = page.locator('.notices');
			expect(seen(await notice.innerText())).toContain(
				'地址里的指标“事件”、月份“2026年6月”和图层“事件热度”要登录后按岗位看，已按默认显示。'
			);
			const way = await notice.getByRole('link', { name: '登录' }).getAttribute('href');
			expect(new URL(way!, page.url()).searchParams.get('to')).toContain('measure=incidents&month=2026-06');
			expect(visitor.errors).toEqual([]);
		} finally {
			await visitor.leave();
		}
	});
});
