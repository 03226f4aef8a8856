/** The product and the browser of one test file, and what its tests do with them. */
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Role } from '../../src/lib/domain/access/roles.ts';
import { serverMissing } from '../db/harness/index.ts';
import { GRID_CODES, GRID_CORNERS, lngLatOf, type TinyGrid } from '../fixtures/tiny-ground.ts';
import { browserMissing, openBrowser, pixelOf, Visitor, type Size } from './browser.ts';
import { Overheard } from './overheard.ts';
import { Product } from './product.ts';

const missing = serverMissing ?? browserMissing;
/** Left out where server or browser are missing, except in CI: there nothing may be. */
export const describeDesk = describe.skipIf(missing !== undefined && process.env.CI !== 'true');

export const middleOf = (grid: TinyGrid) => lngLatOf(GRID_CORNERS[grid][0] + 50, GRID_CORNERS[grid][1] + 50);
const [LNG, LAT] = lngLatOf(200, 100);
/** All eight grids on every screen. */
export const OVERVIEW = `lng=${LNG.toFixed(6)}&lat=${LAT.toFixed(6)}&zoom=15.5`;
export const panel = (page: Page) => page.locator('#grid-panel');
export const row = (page: Page, duty: string) => panel(page).locator(`tr[data-duty=${duty}]`);

/** The one answer that has a number, for whoever gave a reason. */
const isRevealing = (response: Response) =>
	response.request().method() === 'POST' && /\/contacts\/\d+$/.test(new URL(response.url()).pathname);

export class DeskTests {
	#product: Product | undefined;
	#browser: Browser | undefined;
	readonly #overheard = new Overheard();

	/** A demonstration. @param settings of the product's environment, besides; @param flags of the browser */
	constructor(settings: Record<string, string> = {}, ...flags: string[]) {
		beforeAll(async () => {
			if (missing && process.env.CI !== 'true') return;
			[this.#product, this.#browser] = await Promise.all([
				Product.start({ WANGGE_DEMO: 'yes', ...settings }, (line) => this.#overheard.hearLog(line)),
				openBrowser(...flags)
			]);
		});
		afterAll(async () => {
			await this.#overheard.settled();
			await this.#browser?.close();
			await this.#product?.stop();
			if (!this.#product) return;
			expect(this.#overheard.heard).toBeGreaterThan(0);
			expect(this.#overheard.faults, 'numbers of persons in what was logged and served').toEqual([]);
		});
	}

	get product(): Product {
		return this.#product!;
	}

	/** A visitor who has not signed in; to be sent away by the test. @param more than is usual, or otherwise */
	arriveAsVisitor(size: Size, locale?: string, more?: BrowserContextOptions): Promise<Visitor> {
		const base = more?.baseURL ?? this.product.url;
		return Visitor.arrive(this.#browser!, base, size, locale, more).then((visitor) => {
			visitor.page.on('response', (response) => this.#overheard.hearAnswer(response, isRevealing));
			return visitor;
		});
	}

	/** Somebody whose errors are part of the test; to be sent away by it. @param role a leader sees all of the ground */
	async arrive(size: Size, locale?: string, role: Role = 'leader'): Promise<Visitor> {
		const visitor = await this.arriveAsVisitor(size, locale);
		await visitor.comeIn(role);
		return visitor;
	}

	query<R>(statement: string, values: readonly unknown[]): Promise<R[]> {
		return this.product.query(statement, values);
	}

	/** Runs a visit and then makes sure that nothing went wrong behind it. */
	async visit(size: Size, address: string, walk: (page: Page) => Promise<void>, locale?: string) {
		const visitor = await this.arrive(size, locale);
		try {
			await walk(await visitor.open(address));
			expect(visitor.errors, 'errors of the console').toEqual([]);
			expect(visitor.foreign, 'requests to other hosts').toEqual([]);
		} finally {
			await visitor.leave();
		}
	}
}

export async function clickOn(page: Page, grid: TinyGrid, touch: boolean) {
	const [x, y] = await pixelOf(page, middleOf(grid));
	if (touch) await page.touchscreen.tap(x, y);
	else await page.mouse.click(x, y);
	await panel(page).locator(`[data-grid="${GRID_CODES[grid]}"]`).waitFor();
}
