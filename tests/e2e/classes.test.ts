/** The catalogue of classes, as anybody may read it. */
import { expect, it } from 'vitest';
import { classWords } from '../../src/lib/words/classes.ts';
import { accessibilityFaults, seen, small } from './browser.ts';
import { describeDesk, DeskTests } from './desk.ts';

const desk = new DeskTests();
const said = classWords['zh-CN'];

describeDesk('the classes of incident', () => {
	it.each(['phone', 'desktop'] as const)(
		'are found by name, code, kind and edition, each with its limits; the address can be sent on (%s)',
		async (size) => {
			const visitor = await desk.arriveAsVisitor(size);
			try {
				const { page } = visitor;
				const rows = page.locator('tbody tr');
				const fine = async () => {
					expect(await accessibilityFaults(page)).toEqual([]);
					expect(await small(page, 'body')).toEqual([]);
					expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
				};
				await page.goto('/classes');
				await page.getByText(said.count(178)).waitFor();
				await fine();
				await page.getByRole('searchbox').fill('暴露生活');
				await page.getByText(said.count(1)).waitFor();
				const exposed = seen(await rows.innerText());
				expect(exposed).toContain('06010');
				expect(exposed).toContain(`${said.was} GB/T 30428.2-2013 0110`);
				expect(exposed).toContain(said.example('运城'));
				expect(exposed).toMatch(/\d+ (工作时|紧急工作时|个工作日)/);
				await page.getByRole('searchbox').press('Tab');
				await page.getByRole('link', { name: /^GB\/T 30428\.2-2013/ }).click();
				await page.getByText('0110', { exact: true }).waitFor();
				expect(seen(await rows.innerText())).toContain(`${said.is} GB/T 47678.5-2026 06010`);

				const sent = page.url();
				await page.goto('about:blank');
				await page.goto(sent);
				expect(seen(await rows.innerText())).toContain('0110');
				await page.getByRole('link', { name: said.kinds.component, exact: true }).click();
				await page.getByText(said.none).waitFor();
				await fine();
				await page.getByRole('searchbox').fill('');
				await page.getByText(said.count(81)).waitFor();

				expect((await page.request.get('/classes?edition=GB%2FT+1')).status()).toBe(404);
				expect([visitor.errors, visitor.foreign]).toEqual([[], []]);
			} finally {
				await visitor.leave();
			}
		}
	);
});
