/** A display on a wall: the map's incidents and the list of cases of the whole city, kept as they are now. */
import type { LiveEvent } from '../../src/lib/domain/live/events.ts';
import { PACKED_COLUMN } from '../../src/lib/domain/measure/packed-column.ts';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../src/lib/domain/demo/random.ts';
import { tileBox } from '../../src/lib/domain/tile/box.ts';
import { isTouched, joined, UNCHANGED } from '../../src/lib/domain/tile/changes.ts';
import { PacedOf } from '../../src/lib/offline/pace.ts';
import { tileOfPath } from '../../src/lib/server/tiles/address.ts';
import type { Browser } from './browser.ts';
import { CaseStream, OpenPage } from './page.ts';
import type { Tally } from './tally.ts';

const COLUMN = '/api/measures/incidents';
const LEVEL = 'level=grid';

const SET = 'incidents';

export interface WallOrder {
	/** Paths of the tiles that it shows. */
	tiles: readonly string[];
	dice: Random;
	tally: Tally;
}

/** Within so long all are switched on, ms. */
const SWITCHED_ON_MS = 10_000;

/** Hangs until it is told that the day is over. */
export async function hang(
	browser: Browser,
	{ tiles, dice, tally }: WallOrder,
	over: AbortSignal
): Promise<void> {
	await pause(dice.between(0, SWITCHED_ON_MS), undefined, { signal: over }).catch(() => undefined);
	if (over.aborted) return;
	const list = new OpenPage(browser, tally, 'wall-list', '/incidents');
	const column = () => browser.ask('wall-column', `${COLUMN}?${LEVEL}`, { accept: PACKED_COLUMN });
	const draw = (changed: (tile: string) => boolean) =>
		Promise.all(tiles.filter(changed).map((tile) => browser.ask('wall-tile', tile)));
	await Promise.all([list.read(), column(), draw(() => true)]);
	const stream = new CaseStream(browser, (event) => {
		if (event.kind === 'case') tally.heard(event.number, event.version, performance.now());
	});
	list.follow(stream, () => true);
	const redraw = new PacedOf(
		UNCHANGED,
		joined,
		(changes) => void draw((tile) => isTouched(changes, SET, tileBox(tileOfPath(tile)!)))
	);
	let first = true;
	const end = browser.follow(`${COLUMN}/live?${LEVEL}`, (data) => {
		const event = JSON.parse(data) as LiveEvent;
		// What a column is when one begins to follow it is at hand already; a delta says all that has changed.
		if (event.kind === 'column' && !first) void column();
		if (event.kind === 'ground') redraw.soon(event);
		first = false;
	});
	await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
	end();
	redraw.stop();
	stream.end();
	list.close();
}
