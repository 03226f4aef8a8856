import { expect, it } from 'vitest';
import { benchTiles, largestTiles } from '../../../src/lib/server/tiles/bench.ts';
import { describeEngines } from '../harness/index.ts';
import { layOddGround } from './odd-ground.ts';
import { contextOf } from './places.ts';

/** A clock that moves on by itself, so that nothing here depends on how fast the machine is. */
function ticking() {
	let now = 0;
	return () => (now += 10);
}

describeEngines('what cold tiles cost', (db) => {
	const order = { tiles: 6, connections: 2, clock: ticking() };

	it('is not said while there are no grids', async () => {
		await expect(benchTiles(contextOf(db), order)).rejects.toMatchObject({ kind: 'not-found' });
	});

	it('is said for each zoom of grids, next to the plain query, where the engine has that', async () => {
		await layOddGround(db);
		if (db.engine === 'embedded') {
			await expect(benchTiles(contextOf(db), order)).rejects.toMatchObject({ kind: 'internal' });
			return;
		}
		const zooms = await benchTiles(contextOf(db), order);
		const largest = await largestTiles(contextOf(db), 'grids');
		expect(zooms.map(({ zoom }) => zoom)).toEqual([12, 13, 14, 15, 16]);
		for (const { zoom, tiles, coldPerSecond, rawPerSecond, largestBytes } of zooms) {
			expect(tiles).toBeGreaterThanOrEqual(order.tiles);
			// A turn takes one tick of either clock.
			expect(coldPerSecond).toBeCloseTo(rawPerSecond, 6);
			expect(largestBytes).toBe(largest.get(zoom));
		}
	});
});
