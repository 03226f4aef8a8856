/** People who come in by the doors of a running product, as they do it: by its pages. */
import type { Page } from 'playwright-core';
import { accountWords } from '../../src/lib/words/account.ts';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { addPerson, codeAt, PASSWORD, SECOND, type Person } from '../db/account/people.ts';
import type { Product } from './product.ts';

export const words = accountWords['zh-CN'];

export const addTo = (product: Product, ...roles: Role[]): Promise<Person> =>
	product.behind((db) => addPerson(db, { roles }));

export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Types name and password on the page of signing in, and sends them. */
export async function typeIn(page: Page, name: string, password = PASSWORD): Promise<void> {
	await field(page, words.name).fill(name);
	await field(page, words.password).fill(password);
	await press(page, words.signIn);
}

export async function signIn(page: Page, { name }: Person, password = PASSWORD): Promise<void> {
	await page.goto('/sign-in?to=/account');
	await typeIn(page, name, password);
	await page.getByRole('heading', { name: words.account }).waitFor();
}

/** Goes out by the page of the account, and waits until it is done: going on at once would take the wish back. */
export async function signOut(page: Page): Promise<void> {
	await press(page, words.signOut);
	await page.waitForURL(({ pathname }) => pathname === '/', { waitUntil: 'domcontentloaded' });
}

/** The secret that the page of setting up shows to whoever cannot scan. */
export async function secretOn(page: Page): Promise<string> {
	const hidden = page.locator('details', { hasText: words.setUpByHand });
	await hidden.locator('summary').click();
	return (await hidden.locator('code').innerText()).replace(/\s/g, '');
}

/** A code that was not shown yet: each holds once, and the one after the present one holds as well. */
export const nextCode = (secret: string): string => codeAt(secret, new Date(Date.now() + 30 * SECOND));
export const presentCode = (secret: string): string => codeAt(secret, new Date());

/** Sets up a second factor on the page that shows one. @returns the secret, and the codes on paper */
export async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
	const secret = await secretOn(page);
	await field(page, words.code).fill(presentCode(secret));
	await press(page, words.confirm);
	await page.getByRole('heading', { name: words.codesTitle }).waitFor();
	return { secret, codes: await page.locator('.codes code').allInnerTexts() };
}

const WRITTEN = ['audit_entry', 'session', 'invitation', 'second_factor', 'recovery_code'];

/** How many there are of everything that the doors write. */
export const written = (product: Product): Promise<Record<string, number>[]> =>
	product.query(
		`select ${WRITTEN.map((table) => `(select count(*) from ${table})::int as ${table}`).join()},
			(select count(*) from session where ended_at is not null)::int as ended`
	);
