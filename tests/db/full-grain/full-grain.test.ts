import { beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { sizeOf } from '../../../src/lib/domain/full-grain/size.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { makeFullGrain, type FullGrainReport } from '../../../src/lib/server/demo/full-grain.ts';
import { checkGrids, isClean } from '../../../src/lib/server/grid-maker/checking.ts';
import { describeEngines } from '../harness/index.ts';

const TODAY = '2026-07-01';
const ORDER = { seed: 7, share: 0.003, today: TODAY };
const SIZE = sizeOf(ORDER.share);
const NOW = new Date(`${TODAY}T04:00:00Z`);

describeEngines('full grain', (db) => {
	const context = (within: Database = db): Context => ({
		db: within,
		actor: 'test',
		access: UNLIMITED,
		now: NOW
	});
	const one = async <R>(sql: string, values: unknown[] = []): Promise<R> =>
		(await db.query<R>(sql, values))[0]!;
	const told: { stage: string; done: number; total: number }[] = [];
	let made: FullGrainReport;

	beforeAll(async () => {
		await loadCatalogue(context());
		made = await makeFullGrain(context(), ORDER, (stage, done, total) => told.push({ stage, done, total }));
	}, 240_000);

	it('writes as much as was asked for', async () => {
		const { buildings, facilities, incidents } = SIZE;
		expect(made.counts).toMatchObject({ buildings, facilities, incidents });
		expect(made.grids).toBe(SIZE.grids);
		expect(await one('select count(*)::int as grids from grid')).toEqual({ grids: SIZE.grids });
	});

	it('says how far it is, in rows where there are rows', () => {
		expect([...new Set(told.map(({ stage }) => stage))]).toEqual([
			...[
				'areas',
				'roads',
				'responsibilities',
				'grids',
				'buildings',
				'facilities',
				'incidents',
				'coverage',
				'settling'
			]
		]);
		for (const stage of ['grids', 'buildings', 'facilities', 'incidents'] as const) {
			const steps = told.filter((step) => step.stage === stage);
			expect([steps[0]!.done, steps.at(-1)!.done]).toEqual([0, SIZE[stage]]);
			expect(steps.every(({ total }) => total === SIZE[stage])).toBe(true);
		}
	});

	it('has grids that cover the ground without overlap, hole or unmatched edge', async () => {
		expect(isClean(await checkGrids(context()))).toBe(true);
	});

	it('has areas that are unions of grids, point for point', async () => {
		const { wrong } = await one<{ wrong: number }>(
			`select count(*)::int as wrong from area a join area_boundary b on b.area_id = a.id
			 where st_numgeometries(b.geom) <> 1 or abs(st_area(b.geom) / (
			   select sum(g.area_m2) from grid g
			   where exists (select from areas_below(a.id) below where below.area_id = g.duty_grid_id)) - 1) > 1e-9`
		);
		expect(wrong).toBe(0);
		const { stray } = await one<{ stray: number }>(
			`select count(*)::int as stray from grid g join area c on c.id = g.community_id join area d on d.id = g.duty_grid_id
			 where d.parent_id <> c.id or c.level <> 'community' or d.level <> 'duty_grid' or g.code !~ ('^' || c.code)`
		);
		expect(stray).toBe(0);
	});

	it('stands buildings and incidents in the grids that they name, as the database would', async () => {
		for (const [table, place] of [
			['building', 'geom'],
			['incident', 'geom']
		])
			expect(
				await one(
					`select count(*)::int as n from ${table} t left join grid g on g.id = t.grid_id
					 where g.id is null or not st_covers(g.geom, t.${place})`
				)
			).toEqual({ n: 0 });
		expect(
			await one('select count(*)::int as n from building where grid_id is distinct from grid_at(spot, $1)', [
				TODAY
			])
		).toEqual({ n: 0 });
	});

	it('has its coverage worked out: all four states, every grid and duty', async () => {
		const rows = await db.query<{ state: string; n: number }>(
			'select state, count(*)::int as n from grid_duty group by state order by state'
		);
		expect(rows.map(({ state }) => state)).toEqual(['clear', 'fallback', 'gap', 'mixed', 'overlap']);
		const { duties } = await one<{ duties: number }>('select count(*)::int as duties from duty');
		expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(duties * SIZE.grids);
		expect(await one('select as_of::text as day, grids from coverage_status')).toEqual({
			day: TODAY,
			grids: SIZE.grids
		});
		expect(await one('select count(*)::int as n from coverage_dirty')).toEqual({ n: 0 });
		const { reached } = await one<{ reached: number }>(
			'select sum(residents_within)::int as reached from grid_reach'
		);
		expect(reached).toBeGreaterThan(1000);
	});

	it('has streets whose ground is somebody’s, across grids of others', async () => {
		const { n, mixed } = await one<{ n: number; mixed: number }>(
			`select (select count(*)::int from road) as n, count(*)::int as mixed
			 from grid_duty where duty_code = 'paving' and state = 'mixed'`
		);
		expect(n).toBeGreaterThan(10);
		expect(mixed).toBeGreaterThan(10);
	});

	it('is what the measures read', async () => {
		const [row] = await db.query<{ n: number; residents: number; incidents: number }>(
			`select count(*)::int as n, sum(value)::int as residents, (select sum(value)::int
				from measure_of_grids('incidents', 'all', null, $1)) as incidents
			 from measure_of_grids('residents', 'all', null, $1)`,
			[TODAY]
		);
		expect(row!.n).toBe(SIZE.grids);
		expect(row!.residents).toBeGreaterThan(SIZE.buildings);
		expect(row!.incidents).toBeGreaterThan(10);
	});

	it('is marked as a demonstration, and every source with it', async () => {
		expect(await one('select demonstration, name from jurisdiction')).toEqual({
			demonstration: true,
			name: made.name
		});
		expect(await db.query('select distinct kind from source')).toEqual([{ kind: 'demonstration' }]);
		const { n } = await one<{ n: number }>(
			`select count(*)::int as n from audit_entry where action = 'demonstration.make-full-grain'`
		);
		expect(n).toBe(1);
	});

	it('leaves the numbers of what comes next free', async () => {
		const { id } = await db.transaction(async (tx) => {
			const [row] = await tx.query<{ id: number }>(
				`insert into grid (code, community_id, geom, valid_from, source_id)
				 select code || 'X', community_id, geom, valid_from, source_id from grid where id = 1 returning id`
			);
			await tx.query('delete from grid where id = $1', [row!.id]);
			return row!;
		});
		expect(id).toBe(SIZE.grids + 1);
	});

	describe('a second time', () => {
		const state = (): Promise<unknown> =>
			one(
				`select (select name from jurisdiction) as name, (select sum(hashtext(code || geom::text)) from grid) as grids,
				 (select sum(hashtext(geom::text || use || coalesce(residents, 0))) from building) as buildings,
				 (select sum(hashtext(number || state || geom::text)) from incident) as incidents,
				 (select sum(hashtext(name || type_code || geom::text)) from facility) as facilities,
				 (select sum(hashtext(grid_id || duty_code || state)) from grid_duty) as duties`
			);

		it('refuses where there is something, and changes nothing', async () => {
			const before = await state();
			await expect(makeFullGrain(context(), { ...ORDER, seed: 8 })).rejects.toMatchObject({
				kind: 'duplicate',
				details: { what: 'jurisdiction', name: made.name }
			});
			expect(await state()).toEqual(before);
		});

		it('leaves everything as it was when it fails half-way, even when it was to replace', async () => {
			const before = await state();
			const failing = makeFullGrain(context(), { ...ORDER, seed: 8, replace: true }, (stage, done) => {
				if (stage === 'incidents' && done > 0) throw new Error('the lights went out');
			});
			await expect(failing).rejects.toThrow('the lights went out');
			expect(await state()).toEqual(before);
		});

		it('makes the very same again from the same seed', async () => {
			const before = await state();
			await makeFullGrain(context(), { ...ORDER, replace: true });
			expect(await state()).toEqual(before);
		});

		it('refuses a day that is none, and a share without ground', async () => {
			for (const wrong of [{ today: '2026-13-45' }, { share: 0 }])
				await expect(makeFullGrain(context(), { ...ORDER, ...wrong, replace: true })).rejects.toMatchObject({
					kind: 'invalid'
				});
		});
	});
});
