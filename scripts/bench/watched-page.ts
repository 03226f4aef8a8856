/** A page that is watched from inside: when a measure's bytes came, when classes went to the graphics device, frames. */
import { comeIn } from '../setup/demonstration-visit.ts';
import type { Browser, CDPSession, Page } from 'playwright-core';

const SIZE = { width: 1280, height: 800 };
const CLEARINGS = 3;

export interface Moment {
	/** Frames that the page has drawn before. */
	frame: number;
	/** Milliseconds since the page began to load. */
	at: number;
}

export interface Watched {
	frame: number;
	/** Measures whose bytes have come. */
	columns: Moment[];
	/** Events of the live stream. */
	events: Moment[];
	/** Keys that were pressed. */
	keys: Moment[];
	/** Classes of a tile's grids on their way to the graphics device: they are drawn in the same frame. */
	classes: Moment[];
	/** Objects of the graphics device that are there. */
	objects: number;
}

// Runs in the page before anything of the product does.
function watch(): void {
	const seen: Watched = { frame: 0, columns: [], events: [], keys: [], classes: [], objects: 0 };
	(globalThis as unknown as { watched: Watched }).watched = seen;
	const now = (): Moment => ({ frame: seen.frame, at: performance.now() });
	const tick = () => {
		seen.frame++;
		requestAnimationFrame(tick);
	};
	requestAnimationFrame(tick);
	addEventListener('keydown', () => seen.keys.push(now()), { capture: true });

	const body = Response.prototype.arrayBuffer;
	Response.prototype.arrayBuffer = async function () {
		const bytes = await body.call(this);
		if (this.url.includes('/api/measures/')) seen.columns.push(now());
		return bytes;
	};
	const Stream = EventSource;
	globalThis.EventSource = class extends Stream {
		constructor(...address: ConstructorParameters<typeof EventSource>) {
			super(...address);
			this.addEventListener('message', () => seen.events.push(now()));
		}
	};
	type Any = (...given: unknown[]) => unknown;
	const device = WebGL2RenderingContext.prototype as unknown as Record<string, Any>;
	const put = device.texSubImage2D!;
	device.texSubImage2D = function (this: WebGL2RenderingContext, ...given) {
		if (given[6] === this.RED_INTEGER) seen.classes.push(now());
		return put.apply(this, given);
	};
	for (const kind of ['Texture', 'Buffer', 'VertexArray', 'Framebuffer', 'Renderbuffer', 'Program']) {
		const [make, drop] = [device[`create${kind}`]!, device[`delete${kind}`]!];
		device[`create${kind}`] = function (this: unknown, ...given) {
			seen.objects++;
			return make.apply(this, given);
		};
		device[`delete${kind}`] = function (this: unknown, ...given) {
			if (given[0]) seen.objects--;
			return drop.apply(this, given);
		};
	}
}

export class WatchedPage {
	readonly page: Page;
	readonly #debug: CDPSession;
	/** Bytes that came over the wire, of everything and of scripts. */
	readonly received = { all: 0, scripts: 0 };

	private constructor(page: Page, debug: CDPSession) {
		this.page = page;
		this.#debug = debug;
		const kinds = new Map<string, string>();
		debug.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
		debug.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			this.received.all += encodedDataLength;
			if (kinds.get(requestId) === 'Script') this.received.scripts += encodedDataLength;
		});
	}

	/** @param megabits of its link in a second; as fast as it can when left out */
	static async open(browser: Browser, megabits?: number): Promise<WatchedPage> {
		const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce' });
		const page = await context.newPage();
		page.setDefaultTimeout(120_000);
		const debug = await context.newCDPSession(page);
		await debug.send('Network.enable');
		if (megabits)
			await debug.send('Network.emulateNetworkConditions', {
				offline: false,
				latency: 20,
				downloadThroughput: (megabits * 1e6) / 8,
				uploadThroughput: (megabits * 1e6) / 8
			});
		// tsx keeps the names of functions by a helper that the page does not have.
		await page.addInitScript('globalThis.__name ??= (named) => named');
		await page.addInitScript(watch);
		return new WatchedPage(page, debug);
	}

	/** As a leader, who sees all of the ground. */
	async visit(address: string): Promise<void> {
		const { origin } = new URL(address);
		const cookie = await comeIn(origin, 'leader');
		// The name's prefix is for secure addresses alone; one's own machine counts as one once the cookie is there.
		const url = origin.replace('http:', 'https:');
		await this.page.context().addCookies([{ ...cookie, url, secure: true }]);
		await this.page.goto(address);
		await this.page.locator('main[data-ready=yes]').waitFor({ state: 'attached' });
	}

	/** What was seen so far. */
	seen(): Promise<Watched> {
		return this.page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);
	}

	/** Until some classes have gone to the device after a moment; the last of those that went together. */
	async classesAfter(at: number): Promise<Moment> {
		await this.page.waitForFunction(
			(since) => {
				const { classes } = (globalThis as unknown as { watched: Watched }).watched;
				return classes.some((moment) => moment.at > since);
			},
			at,
			{ polling: 20 }
		);
		const { classes } = await this.seen();
		const first = classes.find((moment) => moment.at > at)!;
		return classes.filter(({ frame }) => frame === first.frame).at(-1)!;
	}

	/** The first key that was pressed after a moment, and the classes that went to the device because of it. */
	async pressedAndShown(at: number): Promise<{ pressed: Moment; shown: Moment }> {
		const shown = await this.classesAfter(at);
		const pressed = (await this.seen()).keys.find((moment) => moment.at > at)!;
		return { pressed, shown };
	}

	/** Until the map says that nothing is on its way. */
	async settle(): Promise<void> {
		await this.page.waitForLoadState('networkidle');
		await this.page.waitForFunction(() => document.querySelector('p.loading span') === null);
	}

	/**
	 * Frames a second while the map is moved in a circle with the mouse, so that after the first round no tile is new.
	 * @param rounds measured, after one that is not
	 */
	pan(rounds: number): Promise<number> {
		return this.page.evaluate(async (turns) => {
			const canvas = document.querySelector('canvas.maplibregl-canvas')!;
			const { left, top, width, height } = canvas.getBoundingClientRect();
			const [x, y, radius, steps] = [left + width / 2, top + height / 2, 150, 60];
			const mouse = (type: string, step: number) => {
				const angle = (2 * Math.PI * step) / steps;
				const event = new MouseEvent(type, {
					bubbles: true,
					cancelable: true,
					button: 0,
					buttons: type === 'mouseup' ? 0 : 1,
					clientX: x + radius * Math.cos(angle),
					clientY: y + radius * Math.sin(angle)
				});
				canvas.dispatchEvent(event);
			};
			const frame = () => new Promise(requestAnimationFrame);
			mouse('mousedown', 0);
			let began = 0;
			for (let step = 1; step <= steps * (turns + 1); step++) {
				if (step === steps + 1) began = performance.now();
				mouse('mousemove', step);
				await frame();
			}
			const took = performance.now() - began;
			mouse('mouseup', 0);
			return (1000 * steps * turns) / took;
		}, rounds);
	}

	/** Bytes of the page's objects after clearing up: now and then the first time leaves what the next one takes. */
	async heap(): Promise<number> {
		const sizes: number[] = [];
		for (let time = 0; time < CLEARINGS; time++) {
			await this.#debug.send('HeapProfiler.collectGarbage');
			sizes.push((await this.#debug.send('Runtime.getHeapUsage')).usedSize);
		}
		return Math.min(...sizes);
	}

	close(): Promise<void> {
		return this.page.context().close();
	}
}
