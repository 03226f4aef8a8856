/** People at their posts in a running product, and what every page of theirs must hold. */
import type { BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { addPerson, assign } from '../db/account/people.ts';
import { accessibilityFaults, small, type Size, type Visitor } from './browser.ts';
import type { DeskTests } from './desk.ts';
import { signIn } from './doors.ts';

/** Somebody new, with a post, who has come in; to be sent away by the test. */
export async function comeToWork(
	desk: DeskTests,
	post: Parameters<typeof assign>[2],
	size: Size,
	more?: BrowserContextOptions
): Promise<Visitor> {
	const person = await desk.product.behind(async (db) => {
		const one = await addPerson(db);
		await assign(db, one.id, post);
		return one;
	});
	const visitor = await desk.arriveAsVisitor(size, 'zh-CN', more);
	await signIn(visitor.page, person);
	return visitor;
}

/** Accessible, large enough for fingers, and no wider than the screen. */
export async function expectFine({ page }: Visitor): Promise<void> {
	expect(await accessibilityFaults(page)).toEqual([]);
	expect(await small(page, 'body')).toEqual([]);
	expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
}
