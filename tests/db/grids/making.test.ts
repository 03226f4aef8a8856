import { expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { makeGrids } from '../../../src/lib/server/grid-maker/service.ts';
import { describeEngines } from '../harness/index.ts';
import { DAY, layTown, riverTown } from './town.ts';

const contextOf = (db: Database) => ({ db, actor: 'test', now: new Date(`${DAY}T04:00:00Z`) });

describeEngines('making grids', (db) => {
	it('covers every community without overlap, hole or unmatched edge', async () => {
		await layTown(db, riverTown());
		const started = performance.now();
		const report = await makeGrids(contextOf(db), { coarse: 60_000 });
		console.log(performance.now() - started, JSON.stringify(report));
		const balance = await db.query<{ community_m2: number; grids_m2: number; grids: number }>(
			'select * from grid_area_balance(null, $1::date)',
			[DAY]
		);
		expect(balance).toHaveLength(4);
		for (const { community_m2, grids_m2 } of balance)
			expect(Math.abs(community_m2 - grids_m2)).toBeLessThan(community_m2 * 1e-6);
		expect(
			await db.query('select grid_id, st_astext(edge) from grid_unmatched_edges(null, $1::date)', [DAY])
		).toEqual([]);
	});
});
