import type { Browser } from 'playwright-core';
import { ChangingGrid } from '../../src/lib/server/measure/bench.ts';
import { openBrowser } from '../setup/browser.ts';
import { chromiumProgram } from '../setup/chromium.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { packedBytes } from './packed.ts';
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';
import { WatchedPage } from './watched-page.ts';

const ZOOMS = [11, 14];
const ROUNDS = 3;
const LEAST_OF_EMPTY = 0.7;
const MOST_FRAMES = 2;
const MOST_COLUMN_BYTES = 300_000;
const MOST_SCRIPT_BYTES = 450_000;
const LINK_MEGABITS = 10;
const SWITCHES = 6;
const EVERYTHING = 'basemap.roads.buildings.facilities.incidents.names.areas.grids.states.measure';
const BUT_GRIDS = EVERYTHING.replace('.grids', '').replace('.measure', '');
/** Two measures in turn. */
const MEASURES = ['residents', 'incidents'];

/** What the page does on the ground: in one software-drawn browser, with nothing else on the machine but the product. */
export async function benchPage(bench: Bench, rotations: number): Promise<Figure[]> {
	if (!chromiumProgram()) {
		bench.say('apt-get install chromium');
		return [];
	}
	const { url } = await bench.product();
	const browser = await openBrowser();
	const [lng, lat] = bench.middle;
	const view = (zoom: number, rest: string) =>
		`${url}/?lng=${lng.toFixed(5)}&lat=${lat.toFixed(5)}&zoom=${zoom}&${rest}`;
	try {
		return [
			...(await firstVisit(browser, view(14, 'measure=residents'))),
			...(await panning(browser, view)),
			...(await changes(browser, view(14, `measure=${MEASURES[0]}`), bench)),
			...(await column(url)),
			...(await rotation(browser, view(14, `measure=${MEASURES[0]}`), bench, rotations))
		];
	} finally {
		await browser.close();
	}
}

async function firstVisit(browser: Browser, address: string): Promise<Figure[]> {
	const visit = await WatchedPage.open(browser, LINK_MEGABITS);
	try {
		await visit.visit(address);
		const { at } = await visit.classesAfter(0);
		const { all, scripts } = visit.received;
		return [
			{ row: 'firstGrid', value: at, unit: 'ms', from: { megabits: LINK_MEGABITS } },
			{ row: 'firstBytes', value: all, unit: 'bytes' },
			{ row: 'firstScripts', value: scripts, unit: 'bytes', goal: { most: MOST_SCRIPT_BYTES } }
		];
	} finally {
		await visit.close();
	}
}

async function panning(browser: Browser, view: (zoom: number, rest: string) => string): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const zoom of ZOOMS) {
		const speed = async (hidden: string) => {
			const visit = await WatchedPage.open(browser);
			try {
				await visit.visit(view(zoom, `measure=residents&hide=${hidden}`));
				await visit.settle();
				return await visit.pan(ROUNDS);
			} finally {
				await visit.close();
			}
		};
		const [empty, grids] = [await speed(EVERYTHING), await speed(BUT_GRIDS)];
		figures.push({
			row: 'panning',
			at: `z${zoom}`,
			value: grids / empty,
			unit: 'times',
			goal: { least: LEAST_OF_EMPTY },
			from: { grids, empty }
		});
	}
	return figures;
}

async function changes(browser: Browser, address: string, bench: Bench): Promise<Figure[]> {
	const visit = await WatchedPage.open(browser);
	const grid = await ChangingGrid.find(bench.db);
	try {
		await visit.visit(address);
		await visit.classesAfter(0);
		await visit.settle();
		const frames: number[] = [];
		for (let turn = 0; turn < SWITCHES; turn++) {
			const { at: since } = await now(visit);
			await choose(visit, turn + 1);
			const shown = await visit.classesAfter(since);
			const came = (await visit.seen()).columns.findLast(({ at }) => at <= shown.at)!;
			// A measure that was looked at before comes from the browser's store.
			frames.push(shown.frame - came.frame);
			await visit.settle();
		}
		const figures: Figure[] = [
			{ row: 'switch', value: percentile(frames, 0.95), unit: 'frames', goal: { most: MOST_FRAMES } }
		];
		if (!grid) return figures;
		await choose(visit, 0);
		await visit.settle();
		const deltaFrames: number[] = [];
		const milliseconds: number[] = [];
		for (let turn = 0; turn < SWITCHES; turn++) {
			const before = await now(visit);
			await grid.change();
			const committed = performance.now();
			const shown = await visit.classesAfter(before.at);
			const told = (await visit.seen()).events.findLast(({ at }) => at <= shown.at)!;
			deltaFrames.push(shown.frame - told.frame);
			milliseconds.push(shown.at - before.at - (committed - before.outside));
		}
		figures.push(
			{
				row: 'deltaFrames',
				value: percentile(deltaFrames, 0.95),
				unit: 'frames',
				goal: { most: MOST_FRAMES }
			},
			{ row: 'deltaShown', value: percentile(milliseconds, 0.95), unit: 'ms', goal: { most: 1000 } }
		);
		return figures;
	} finally {
		await grid?.restore();
		await visit.close();
	}
}

/** By the page's clock and by ours. */
async function now({ page }: WatchedPage): Promise<{ at: number; outside: number }> {
	const at = await page.evaluate(() => performance.now());
	return { at, outside: performance.now() };
}

async function choose({ page }: WatchedPage, turn: number): Promise<void> {
	await page.getByLabel('地图颜色').selectOption(MEASURES[turn % MEASURES.length]!);
}

async function column(url: string): Promise<Figure[]> {
	const bytes = await packedBytes(`${url}/api/measures/residents?level=grid`);
	return [{ row: 'columnBytes', value: bytes, unit: 'bytes', goal: { most: MOST_COLUMN_BYTES } }];
}

/** A wall that shows one measure after another while the ground changes: what is left behind in the page. */
async function rotation(
	browser: Browser,
	address: string,
	bench: Bench,
	rotations: number
): Promise<Figure[]> {
	const visit = await WatchedPage.open(browser);
	const grid = await ChangingGrid.find(bench.db);
	try {
		await visit.visit(address);
		await visit.classesAfter(0);
		const warm = Math.ceil(rotations / 4);
		const held = { heap: 0, objects: 0 };
		for (let turn = 1; turn <= rotations; turn++) {
			const { at } = await now(visit);
			await choose(visit, turn);
			await visit.classesAfter(at);
			await grid?.change();
			await visit.settle();
			if (turn === warm)
				Object.assign(held, { heap: await visit.heap(), objects: (await visit.seen()).objects });
		}
		const [heap, { objects }] = [await visit.heap(), await visit.seen()];
		return [
			{ row: 'pageMemory', value: heap, unit: 'bytes' },
			{
				row: 'pageGrowth',
				value: heap / held.heap,
				unit: 'times',
				// What a garbage collector leaves lying about.
				goal: { most: 1.05 },
				from: { rotations, warm, before: held.heap, after: heap }
			},
			{ row: 'deviceGrowth', value: objects - held.objects, unit: 'count', goal: { most: 0 } }
		];
	} finally {
		await grid?.restore();
		await visit.close();
	}
}
