import { openBrowser } from '../setup/browser.ts';
import { chromiumProgram } from '../setup/chromium.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { packedBytes } from './packed.ts';
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';
import { WatchedPage } from './watched-page.ts';

const STEPS = 12;
const MOST_FRAMES = 2;
const ZOOM = 14;

/** A year of incidents played month by month: what it takes to have it, and to move by a month. */
export async function benchMonths(bench: Bench): Promise<Figure[]> {
	const { url } = await bench.product();
	const began = performance.now();
	const bytes = await packedBytes(`${url}/api/measures/incidents/months?level=grid`);
	const figures: Figure[] = [
		{ row: 'monthsBytes', value: bytes, unit: 'bytes' },
		{ row: 'monthsTime', value: performance.now() - began, unit: 'ms' }
	];
	if (!chromiumProgram()) return figures;
	const browser = await openBrowser();
	try {
		return [...figures, ...(await steps(await WatchedPage.open(browser), bench, url))];
	} finally {
		await browser.close();
	}
}

async function steps(visit: WatchedPage, { middle: [lng, lat] }: Bench, url: string): Promise<Figure[]> {
	const month = new Date().toISOString().slice(0, 7);
	const place = `lng=${lng.toFixed(5)}&lat=${lat.toFixed(5)}&zoom=${ZOOM}`;
	await visit.visit(`${url}/?${place}&measure=incidents&month=${month}`);
	await visit.classesAfter(0);
	await visit.settle();
	let requests = 0;
	visit.page.on('request', () => requests++);
	const slider = visit.page.getByRole('slider');
	await slider.focus();
	const frames: number[] = [];
	for (let step = 0; step < STEPS; step++) {
		const before = await visit.page.evaluate(() => performance.now());
		await slider.press('ArrowLeft');
		const { pressed, shown } = await visit.pressedAndShown(before);
		frames.push(shown.frame - pressed.frame);
	}
	return [
		{ row: 'monthStep', value: percentile(frames, 0.95), unit: 'frames', goal: { most: MOST_FRAMES } },
		{ row: 'monthRequests', value: requests, unit: 'count', goal: { most: 0 } }
	];
}
