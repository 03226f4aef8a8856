import { benchTiles } from '../../src/lib/server/tiles/bench.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

const TILES = 64;
const CONNECTIONS = 4;
const LEAST_TIMES = 1;
const LEAST_TIMES_FAR = 3;
/** The zoom at which a tile holds the most grids. */
const FAR = 12;
const MOST_BYTES = 300_000;

/** Tiles that nobody has asked for before, against ST_AsMVT over the same connections. */
export async function benchColdTiles({ context }: Bench): Promise<Figure[]> {
	const order = { tiles: TILES, connections: CONNECTIONS, clock: () => performance.now() };
	const zooms = await benchTiles(context(), order);
	const times = zooms.map(({ coldPerSecond, rawPerSecond }) => coldPerSecond / rawPerSecond);
	return [
		{
			row: 'coldTiles',
			value: times.reduce((sum, one) => sum + one, 0) / times.length,
			unit: 'times',
			goal: { least: LEAST_TIMES }
		},
		...zooms.map(({ zoom, tiles, coldPerSecond, rawPerSecond }, at): Figure => {
			const far = zoom === FAR ? { goal: { least: LEAST_TIMES_FAR } } : {};
			const from = { tiles, coldPerSecond, rawPerSecond };
			return { row: 'coldTilesAt', at: `z${zoom}`, value: times[at]!, unit: 'times', ...far, from };
		}),
		{
			row: 'largestTile',
			value: Math.max(...zooms.map(({ largestBytes }) => largestBytes)),
			unit: 'bytes',
			goal: { most: MOST_BYTES }
		}
	];
}
