import { benchClicks } from '../../src/lib/server/grid/bench.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';

const GRIDS = 600;
const AT_ONCE = 4;
/** The first ones meet a cold cache, which a bare query has none of. */
const WARM = 100;
const MOST_TIMES = 3;

/** A click on a grid that nobody has asked for before, against a bare query. */
export async function benchClick({ context }: Bench): Promise<Figure[]> {
	const order = { grids: GRIDS, atOnce: AT_ONCE, clock: () => performance.now() };
	const { clicks, keys } = await benchClicks(context, order);
	const [click, key] = [percentile(clicks.slice(WARM), 0.95), percentile(keys.slice(WARM), 0.95)];
	return [
		{ row: 'click', value: click / key, unit: 'times', goal: { most: MOST_TIMES }, from: { click, key } },
		{ row: 'clickTime', value: click, unit: 'ms' }
	];
}
