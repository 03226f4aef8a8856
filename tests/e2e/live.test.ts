import { expect, it } from 'vitest';
import { GRID_CODES } from '../fixtures/tiny-ground.ts';
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
});
