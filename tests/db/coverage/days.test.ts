/** The stored coverage describes one day; another day works out only what begins or ends between. */
import { beforeAll, expect, it } from 'vitest';
import { keepCoverageTrue, recomputeCoverage } from '../../../src/lib/server/coverage/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { differences } from './oracle.ts';

describeEngines('the day of the coverage', (db) => {
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => tiny.layTinyGround(tx));
	});

	const on = (day: string) => ({ db, actor: 'test', now: new Date(`${day}T04:00:00Z`) });

	it('that has not changed costs nothing; the next works out only what begins or ends', async () => {
		expect(await keepCoverageTrue(on(tiny.TINY_DAY))).toBe(0);
		await db.query(`update responsibility set valid_to = '2026-07-03' where external_ref = 'order-squad-a1'`);
		await db.query(`update facility set valid_to = '2026-07-03' where external_ref = 'tiny/culture'`);
		expect(await keepCoverageTrue(on('2026-07-02'))).toBe(0);
		// The grid of the squad, and the eight whose only cultural station closes.
		expect(await keepCoverageTrue(on('2026-07-03'))).toBe(9);
		expect(await differences(db)).toEqual([]);
		expect(
			await db.query(`select state from grid_duty where grid_id = $1 and duty_code = 'public_order'`, [
				ground.grids.A1
			])
		).toEqual([{ state: 'clear' }]);
	});

	it('can go back as well, and as far as one likes', async () => {
		await keepCoverageTrue(on('2025-01-01'));
		expect(await differences(db)).toEqual([]);
		await keepCoverageTrue(on(tiny.TINY_DAY));
		expect(await differences(db)).toEqual([]);
	});

	it('of a first start works everything out, and says how far it is', async () => {
		await db.query('truncate grid_duty, grid_reach, coverage_status');
		const heard: number[] = [];
		expect(await keepCoverageTrue(on(tiny.TINY_DAY), (done) => heard.push(done))).toBeUndefined();
		expect(heard).toEqual([...heard].sort((a, b) => a - b));
		expect(heard.at(-1)).toBe(1);
		expect(await differences(db)).toEqual([]);
		const [status] = await db.query('select as_of, grids from coverage_status');
		expect(status).toEqual({ as_of: tiny.TINY_DAY, grids: 8 });
	});

	it('worked out anew on unchanged ground writes no row', async () => {
		const versions = () =>
			db.query(
				`select grid_id, xmin::text from grid_duty union all select grid_id, xmin::text from grid_reach order by 1, 2`
			);
		const before = await versions();
		await recomputeCoverage(on(tiny.TINY_DAY));
		expect(await versions()).toEqual(before);
	});
});
