/** What the legend says, and what the map draws. */
import type { Page } from 'playwright-core';
import { GRID_CODES, type TinyGrid } from '../fixtures/tiny-ground.ts';
import { colourAt, pixelOf } from './browser.ts';
import { middleOf, OVERVIEW } from './desk.ts';

export const GRIDS = Object.keys(GRID_CODES) as TinyGrid[];
/** Nothing lies over or under the colours. */
export const BARE = `${OVERVIEW}&hide=basemap.roads.buildings.facilities.incidents.names.areas.grids.states`;

/** Colours of the legend's keys, and how many grids it says have each. */
export async function legend(page: Page): Promise<{ colour: number[]; count: number }[]> {
	const rows = page.locator('aside table tr:has(.key)');
	await rows.first().waitFor();
	return rows.evaluateAll((them) =>
		them.map((row) => ({
			colour: getComputedStyle(row.querySelector('.key')!).backgroundColor.match(/\d+/g)!.map(Number),
			count: Number(row.querySelector('.count')!.textContent)
		}))
	);
}

/** How many of the eight grids the map draws in each of the legend's colours. */
export async function drawn(page: Page, keys: { colour: number[] }[]): Promise<number[]> {
	const counts = keys.map(() => 0);
	for (const grid of GRIDS) {
		const [x, y] = await pixelOf(page, middleOf(grid));
		const votes = keys.map(() => 0);
		// Several points: one may lie on a dash.
		for (const off of [-9, -4, 0, 5, 10]) {
			const seen = await colourAt(page, [x + off, y + off]);
			const key = keys.findIndex(({ colour }) => colour.every((part, at) => Math.abs(part - seen[at]!) <= 2));
			if (key >= 0) votes[key]!++;
		}
		const most = Math.max(...votes);
		if (most >= 3) counts[votes.indexOf(most)]!++;
	}
	return counts;
}
