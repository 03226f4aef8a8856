/** A display on a wall: the map's incidents and the list of cases of the whole city, kept as they are now. */
import type { LiveEvent } from '../../src/lib/domain/live/events.ts';
import { PACKED_COLUMN } from '../../src/lib/domain/measure/packed-column.ts';
import { Paced } from '../../src/lib/offline/pace.ts';
import type { Browser } from './browser.ts';
import { CaseStream, OpenPage } from './page.ts';
import type { Tally } from './tally.ts';

const COLUMN = '/api/measures/incidents';
const LEVEL = 'level=grid';

export interface WallOrder {
	/** Paths of the tiles that it shows. */
	tiles: readonly string[];
	tally: Tally;
}

/** Hangs until it is told that the day is over. */
export async function hang(browser: Browser, { tiles, tally }: WallOrder, over: AbortSignal): Promise<void> {
	const list = new OpenPage(browser, tally, 'wall-list', '/incidents');
	const column = () => browser.ask('wall-column', `${COLUMN}?${LEVEL}`, { accept: PACKED_COLUMN });
	const draw = () => Promise.all(tiles.map((tile) => browser.ask('wall-tile', tile)));
	await Promise.all([list.read(), column(), draw()]);
	const stream = new CaseStream(browser, (event) => {
		if (event.kind === 'case') tally.heard(event.number, event.version, performance.now());
	});
	list.follow(stream, () => true);
	const redraw = new Paced(() => void draw());
	let first = true;
	const end = browser.follow(`${COLUMN}/live?${LEVEL}`, (data) => {
		const event = JSON.parse(data) as LiveEvent;
		// What a column is when one begins to follow it is at hand already; a delta says all that has changed.
		if (event.kind === 'column' && !first) void column();
		if (event.kind === 'ground' && event.sets.includes('incidents')) redraw.soon();
		first = false;
	});
	await new Promise((resolve) => over.addEventListener('abort', resolve, { once: true }));
	end();
	redraw.stop();
	stream.end();
	list.close();
}
