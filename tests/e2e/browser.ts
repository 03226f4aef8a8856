/** A real browser at the sizes that people use, and what it was heard to say. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumProgram } from '../../scripts/setup/chromium.ts';
import { comeIn } from '../../scripts/setup/demonstration-visit.ts';
import type { Role } from '../../src/lib/domain/access/roles.ts';

export { openBrowser } from '../../scripts/setup/browser.ts';

export const SIZES = {
	desktop: { width: 1440, height: 900, touch: false },
	tablet: { width: 1280, height: 800, touch: true },
	phone: { width: 390, height: 844, touch: true },
	wall: { width: 3840, height: 2160, touch: false }
} as const;
export type Size = keyof typeof SIZES;

export const browserMissing =
	chromiumProgram() === undefined ? 'there is no Chromium (set CHROMIUM)' : undefined;

/** One reader with a device of their own. */
export class Visitor {
	/** Errors of the console and of scripts. */
	readonly errors: string[] = [];
	/** Requests to anything but the product. */
	readonly foreign: string[] = [];
	readonly page: Page;
	readonly #context: BrowserContext;
	readonly #base: string;

	private constructor(base: string, context: BrowserContext, page: Page) {
		this.#base = base;
		this.#context = context;
		this.page = page;
		page.on('console', (message) => {
			// What could not be loaded is named by its place alone.
			if (message.type() === 'error') this.errors.push(`${message.text()} ${message.location().url}`.trim());
		});
		page.on('pageerror', (error) => this.errors.push(error.message));
		page.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(base) && !/^(data|blob):/.test(url)) this.foreign.push(url);
		});
	}

	static async arrive(
		browser: Browser,
		base: string,
		size: Size,
		locale = 'zh-CN',
		more: BrowserContextOptions = {}
	): Promise<Visitor> {
		const { width, height, touch } = SIZES[size];
		const context = await browser.newContext({
			viewport: { width, height },
			hasTouch: touch,
			isMobile: touch,
			locale,
			timezoneId: 'Asia/Shanghai',
			reducedMotion: 'reduce',
			permissions: ['clipboard-read', 'clipboard-write'],
			baseURL: base,
			...more
		});
		const page = await context.newPage();
		page.setDefaultTimeout(30_000);
		return new Visitor(base, context, page);
	}

	/** Opens an address, and waits until the map can be asked. */
	async open(address: string): Promise<Page> {
		await this.page.goto(this.#base + address);
		await this.page.locator('main[data-ready=yes]').waitFor({ state: 'attached' });
		return this.page;
	}

	/** By one click, as a demonstration lets people in. */
	async comeIn(role: Role): Promise<void> {
		const cookie = await comeIn(this.#base, role);
		// The name's prefix is for secure addresses alone; one's own machine counts as one once the cookie is there.
		const url = this.#base.replace('http:', 'https:');
		await this.#context.addCookies([{ ...cookie, url, secure: true, httpOnly: true, sameSite: 'Lax' }]);
	}

	leave(): Promise<void> {
		return this.#context.close();
	}
}

/** Text as a reader sees it: spaces of every kind are one space. */
export const seen = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

/** Pixels: what a finger hits (WCAG 2.5.5). */
export const FINGER = 44;

/**
 * What can be tapped inside and is lower than a finger, by its words; but a map's sign of its sources, which is as large as
 * a finger only where there are fingers.
 */
export const small = (page: Page, inside: string) =>
	page.locator(inside).evaluateAll(
		(them, least) =>
			them
				.flatMap((it) => [
					...it.querySelectorAll('a, button, summary, label:has(input), select, [role=slider]')
				])
				.map((it) => ({ it, height: it.getBoundingClientRect().height }))
				.filter(({ it, height }) => height > 0 && height < least && !it.closest('.unseen'))
				.filter(
					({ it }) => matchMedia('(pointer: coarse)').matches || !it.matches('.maplibregl-ctrl-attrib-button')
				)
				.map(
					({ it, height }) =>
						`${it.getAttribute('aria-label') ?? (it as HTMLElement).innerText}: ${Math.round(height)}`
				),
		FINGER - 0.5
	);

interface AxeResult {
	violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** What axe-core finds wrong on the page, one line for each element. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
	const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(source);
	const { violations } = (await page.evaluate(`axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
	})`)) as AxeResult;
	return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/**
 * Where a place lies on the screen, from the address of the view and the room that the panels leave.
 * The map's middle is the middle of that room; a world is 512 pixels wide at zoom 0 (MapLibre).
 */
export async function pixelOf(page: Page, [lng, lat]: readonly [number, number]): Promise<[number, number]> {
	const stage = page.locator('.stage');
	const [top, right, bottom, left] = await stage.evaluate((it) => {
		const style = getComputedStyle(it);
		return ['--top', '--right', '--bottom', '--left'].map((name) => parseFloat(style.getPropertyValue(name)));
	});
	const { width, height } = page.viewportSize()!;
	const room = { left: left!, right: width - right!, top: top!, bottom: height - bottom! };
	const address = new URL(page.url()).search;
	const view = new URLSearchParams(address);
	const world = 512 * 2 ** Number(view.get('zoom'));
	const x = (degrees: number) => ((degrees + 180) / 360) * world;
	const y = (degrees: number) =>
		(0.5 - Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI)) * world;
	return [
		(room.left + room.right) / 2 + x(lng) - x(Number(view.get('lng'))),
		(room.top + room.bottom) / 2 + y(lat) - y(Number(view.get('lat')))
	];
}

/** What is seen at a point of the screen: red, green, blue. */
export async function colourAt(page: Page, [x, y]: readonly [number, number]): Promise<number[]> {
	const picture = await page.screenshot({
		clip: { x: Math.round(x), y: Math.round(y), width: 1, height: 1 }
	});
	return page.evaluate(
		async (data) => {
			const image = new Image();
			image.src = data;
			await image.decode();
			const pen = new OffscreenCanvas(1, 1).getContext('2d')!;
			pen.drawImage(image, 0, 0);
			return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
		},
		`data:image/png;base64,${picture.toString('base64')}`
	);
}
