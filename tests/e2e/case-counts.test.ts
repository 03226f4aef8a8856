/** Cases counted by class: the same total under either list, for the days in the address, and taken away as a file. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { EDITION, FORMER_EDITION } from '../../src/lib/domain/incident/classes.ts';
import { countWords } from '../../src/lib/words/counts.ts';
import { addPerson, assign } from '../db/account/people.ts';
import { COMMUNITY_A, STREET, TINY_DAY } from '../fixtures/tiny-ground.ts';
import { accessibilityFaults, small, type Visitor } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';
import { setUp, signIn } from './doors.ts';

const desk = new DeskTests({ WANGGE_DEMO: 'no' });
const words = countWords['zh-CN'];
const DAYS = `from=2020-01-01&to=${TINY_DAY}`;

async function come(role: Role, area: string, size: 'phone' | 'desktop'): Promise<Visitor> {
	const person = await desk.product.behind(async (db) => {
		const added = await addPerson(db);
		await assign(db, added.id, { role, area });
		return added;
	});
	const visitor = await desk.arriveAsVisitor(size);
	await signIn(visitor.page, person);
	return visitor;
}

const sum = (visitor: Visitor) => visitor.page.locator('.sum strong').innerText();

describeDesk('cases by class', () => {
	it('add up to the same under either list, and leave as a file after a second factor', async () => {
		const [row] = await desk.query<{ all: number }>(
			`select count(*)::int as all from incident where state <> 'void'`,
			[]
		);
		for (const size of ['desktop', 'phone'] as const) {
			const visitor = await come('street_staff', STREET, size);
			const { page } = visitor;
			await page.goto(`/incidents/counts?${DAYS}`);
			expect(await sum(visitor)).toBe(`${words.total} ${words.cases(row!.all)}`);
			await page.getByRole('link', { name: FORMER_EDITION }).click();
			await page.waitForURL((url) => url.searchParams.get('edition') === FORMER_EDITION);
			expect(await sum(visitor)).toBe(`${words.total} ${words.cases(row!.all)}`);
			await page.getByRole('link', { name: EDITION }).click();
			await page.waitForURL((url) => url.searchParams.get('edition') === EDITION);
			expect(await accessibilityFaults(page)).toEqual([]);
			expect(await small(page, 'body')).toEqual([]);
			expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
			expect(await page.getByRole('button', { name: words.download }).count()).toBe(0);
			if (size === 'desktop') {
				await page.getByRole('link', { name: words.setUp }).click();
				await setUp(page);
				await page.goto(`/incidents/counts?${DAYS}&area=${COMMUNITY_A}`);
				const coming = page.waitForEvent('download');
				await page.getByRole('button', { name: words.download }).click();
				const download = await coming;
				expect(download.suggestedFilename()).toBe(`${words.file}-2020-01-01-${TINY_DAY}.csv`);
				const file = await readFile(await download.path(), 'utf8');
				expect(file.split('\r\n')[0]).toBe(`\ufeff${words.columns.join()}`);
				const entries = await desk.query(
					`select id from audit_entry where action = 'incidents.export' and subject = $1`,
					[COMMUNITY_A]
				);
				expect(entries).toHaveLength(1);
			}
			expect(visitor.errors).toEqual([]);
		}
	});

	it('are not to be taken away by who works on the spot', async () => {
		const visitor = await come('grid_worker', COMMUNITY_A, 'phone');
		const { page } = visitor;
		await page.goto(`/incidents/counts?${DAYS}`);
		await page.locator('.sum').waitFor();
		expect(await page.getByText(words.needsSecondFactor).count()).toBe(0);
		const { origin } = new URL(page.url());
		const answer = await page.request.post(`/incidents/counts/csv?${DAYS}`, { headers: { origin } });
		expect(answer.status()).toBe(404);
	});
});
