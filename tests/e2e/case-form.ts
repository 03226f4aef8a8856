/** The forms of a case's page: each action has one, under its name. */
import type { Locator, Page } from 'playwright-core';
import { caseWords } from '../../src/lib/words/case.ts';

const { actions } = caseWords['zh-CN'];
export type ActionName = keyof typeof actions;

export const formOf = (page: Page, action: ActionName): Locator =>
	page.locator('details', {
		has: page.locator('summary', { hasText: new RegExp(`^${actions[action]}$`) })
	});

export const send = (page: Page, action: ActionName) =>
	formOf(page, action).getByRole('button', { name: actions[action], exact: true }).click();

/** What can be done opens by its name, and is done by the button inside. */
export async function act(page: Page, action: ActionName, fill?: (form: Locator) => Promise<unknown>) {
	const form = formOf(page, action);
	if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
	await fill?.(form);
	await send(page, action);
}

/** Where the case stands, as its page says it. */
export const standing = (page: Page): Locator => page.locator('.standing strong');
