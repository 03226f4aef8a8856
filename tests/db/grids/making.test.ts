import { beforeAll, expect, it } from 'vitest';
import type { Database, Transaction } from '../../../src/lib/server/db/index.ts';
import { checkGrids, isClean } from '../../../src/lib/server/grid-maker/checking.ts';
import { makeGrids, makeGridsWithin, type GridReport } from '../../../src/lib/server/grid-maker/service.ts';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import { describeEngines } from '../harness/index.ts';
import { communityCode, DAY, layRoad, layTown, ring, riverTown } from './town.ts';

const contextOf = (db: Database, day = DAY) => ({ db, actor: 'test', now: new Date(`${day}T04:00:00Z`) });
const OPTIONS = { coarse: 60_000, dutyGrids: true };
const NEXT_DAY = '2026-07-02';
const DAY_AFTER = '2026-07-03';

class Undo extends Error {}

/** Everything that making grids may write, as one text. */
async function written(db: Database): Promise<string> {
	const tables = await Promise.all([
		db.query('select id, code, geom, duty_grid_id, valid_from, valid_to from grid order by id'),
		db.query(`select id, code, valid_from, valid_to from area order by id`),
		db.query('select id, area_id, geom, valid_from, valid_to from area_boundary order by id'),
		db.query('select id, grid_id from building order by id'),
		db.query('select id from audit_entry order by id'),
		db.query('select id from source order by id')
	]);
	return JSON.stringify(tables);
}

/** The same database; the names of the statements in its transactions are put among what else is heard. */
const overheard = (db: Database, heard: (number | string)[]): Database =>
	Object.assign(Object.create(db) as Database, {
		transaction: ((work, options) =>
			db.transaction(
				(tx) =>
					work(
						Object.assign(Object.create(tx) as Transaction, {
							query: ((statement, values) => {
								heard.push(typeof statement === 'string' ? statement : statement.name);
								return tx.query(statement, values);
							}) satisfies Transaction['query']
						})
					),
				options
			)) satisfies Database['transaction']
	});

const codesInForce = async (db: Database, day: string) =>
	new Map(
		(
			await db.query<{ code: string; geom: string }>(
				'select code, geom from grid where valid_from <= $1 and (valid_to is null or valid_to > $1)',
				[day]
			)
		).map(({ code, geom }) => [code, geom])
	);

describeEngines('making grids', (db) => {
	const at = {} as { report: GridReport };
	const heard: (number | string)[] = [];
	beforeAll(async () => {
		await layTown(db, riverTown());
		at.report = await makeGrids(contextOf(overheard(db, heard)), OPTIONS, (done) => heard.push(done));
	});

	it('says how far it is all the way, after every batch that it writes too', () => {
		const shares = heard.filter((word) => typeof word === 'number');
		expect(shares).toEqual(shares.toSorted((p, q) => p - q));
		expect(shares.at(-1)).toBe(1);
		for (const name of ['insert_grids', 'assign_buildings', 'assign_incidents']) {
			const written = heard.flatMap((word, i) => (word === name ? [i] : []));
			expect(written.length, name).toBeGreaterThan(0);
			for (const i of written) expect(heard[i + 1], name).toBeTypeOf('number');
		}
	});

	it('covers a community with a river, one with a hole, one in the hole and one in two parts', async () => {
		expect(at.report.communities).toBe(4);
		const check = await checkGrids(contextOf(db));
		expect(check.unbalanced).toEqual([]);
		expect(check.unmatched).toEqual([]);
		expect(check.invalidCoverage ?? 0).toBe(0);
		expect(isClean(check)).toBe(true);
	});

	it('lets no grid reach over its community boundary', async () => {
		const over = await db.query(
			`select g.code from grid g join area_boundary b on b.area_id = g.community_id
			where not st_coveredby(g.geom, st_buffer(b.geom, 0.001))`
		);
		expect(over).toEqual([]);
	});

	it('numbers grids from 1 without a gap, in the standard order', async () => {
		for (const n of [1, 2, 3, 4]) {
			const rows = await db.query<{ code: string }>(
				`select g.code from grid g join area a on a.id = g.community_id where a.code = $1 order by g.code`,
				[communityCode(n)]
			);
			expect(rows.map(({ code }) => code)).toEqual(
				rows.map((_, i) => communityCode(n) + String(i + 1).padStart(3, '0'))
			);
		}
		const ends = await db.query<{ first: number; last: number }>(
			`select (array_agg(st_y(spot) order by code))[1] as first, (array_agg(st_y(spot) order by code desc))[1] as last
			from grid group by community_id`
		);
		for (const { first, last } of ends) expect(first).toBeGreaterThan(last);
	});

	it('says how many buildings it cut, and cuts few where a line beside them serves', () => {
		expect(at.report.buildings).toBe(riverTown().buildings.length);
		expect(at.report.cutBuildings.byCuts).toBeLessThan(at.report.buildings * 0.03);
		expect(at.report.households?.sum).toBeGreaterThan(0);
	});

	it('gives every building the grid that holds its spot', async () => {
		const [wrong] = await db.query<{ count: number }>(
			`select count(*)::int as count from building b
			where b.grid_id is distinct from
				(select g.id from grid g where g.valid_to is null and st_intersects(g.geom, b.spot) order by g.id limit 1)`
		);
		expect(wrong?.count).toBe(0);
	});

	it('groups neighbouring grids into duty grids that are the sum of their grids', async () => {
		const rows = await db.query<{ code: string; parts: number; same: boolean }>(
			`select a.code, st_numgeometries(b.geom) as parts, abs(st_area(b.geom) - sum(g.area_m2)) < 0.01 as same
			from area a join area_boundary b on b.area_id = a.id join grid g on g.duty_grid_id = a.id
			where a.level = 'duty_grid' group by a.id, b.id order by a.code`
		);
		expect(rows.length).toBe(at.report.dutyGrids?.count);
		expect(rows.every(({ parts, same }) => parts === 1 && same)).toBe(true);
		expect(rows[0]?.code).toBe(`${communityCode(1)}Z01`);
		const [lone] = await db.query<{ count: number }>(
			'select count(*)::int as count from grid where duty_grid_id is null'
		);
		expect(lone?.count).toBe(0);
	});

	it('writes an audit row', async () => {
		const [row] = await db.query<{ actor: string; detail: { created: number } }>(
			`select actor, detail from audit_entry where action = 'grids.make'`
		);
		expect(row).toMatchObject({ actor: 'test', detail: { created: at.report.created } });
	});

	it('writes nothing when made again on unchanged ground', async () => {
		const before = await written(db);
		const again = await makeGrids(contextOf(db, NEXT_DAY), OPTIONS);
		expect(again).toMatchObject({ created: 0, ended: 0, restitched: 0, kept: at.report.grids });
		expect((await written(db)) === before).toBe(true);
	});

	it('writes nothing when one community is made again by itself', async () => {
		const before = await written(db);
		await makeGrids(contextOf(db, NEXT_DAY), { ...OPTIONS, area: communityCode(3) });
		expect((await written(db)) === before).toBe(true);
	});

	it('gives new codes to changed ground alone, and ends the old grids', async () => {
		const before = await codesInForce(db, DAY);
		const road = { class: 'secondary', points: ring([-2100, 600], [-1400, 640], [-1000, 560], [-600, 700]) };
		await layRoad(db, 'road/new', { ...road, points: [...road.points, ...ring([-600, 1400])] });
		const report = await makeGrids(contextOf(db, NEXT_DAY), { ...OPTIONS, area: communityCode(4) });
		expect(report.created).toBeGreaterThan(0);
		expect(report.ended).toBeGreaterThan(0);
		const after = await codesInForce(db, NEXT_DAY);
		const fresh = [...after.keys()].filter((code) => !before.has(code));
		expect(fresh).toHaveLength(report.created);
		for (const code of fresh) expect(code.startsWith(communityCode(4))).toBe(true);
		const highest = [...before.keys()]
			.filter((code) => code.startsWith(communityCode(4)))
			.sort()
			.at(-1)!;
		for (const code of fresh) expect(code > highest).toBe(true);
		expect(isClean(await checkGrids(contextOf(db, NEXT_DAY)))).toBe(true);
		// The past can still be asked for.
		expect([...(await codesInForce(db, DAY)).keys()].sort()).toEqual([...before.keys()].sort());
		const [lost] = await db.query<{ count: number }>(
			`select count(*)::int as count from building b join grid g on g.id = b.grid_id where g.valid_to is not null`
		);
		expect(lost?.count).toBe(0);
	});

	it('leaves every grid alone whose own ground is as it was, wherever a street was built', async () => {
		const built = ring([1000, 620], [1180, 640], [1330, 610]);
		const tried: { fresh: number; far: string[]; clean: boolean }[] = [];
		for (const street of [built, ring([60, 60], [230, 180]), ring([1700, 100], [1650, 300], [2200, 260])])
			await db
				.transaction(async (tx) => {
					await layRoad(tx, `street/${tried.length}`, { class: 'tertiary', points: street });
					const within = { ...contextOf(db, DAY_AFTER), db: tx };
					const report = await makeGridsWithin(within, OPTIONS);
					const far = await tx.query<{ code: string }>(
						`select code from grid where valid_to = $1
						and st_distance(geom, (select geom from road where external_ref = $2)) > 5 * sqrt(2)`,
						[DAY_AFTER, `street/${tried.length}`]
					);
					const clean = isClean(await checkGrids(within));
					tried.push({ fresh: report.created, far: far.map(({ code }) => code), clean });
					throw new Undo();
				})
				.catch((error: unknown) => {
					if (!(error instanceof Undo)) throw error;
				});
		for (const { fresh, far, clean } of tried) {
			expect(fresh).toBeGreaterThan(0);
			expect(far).toEqual([]);
			expect(clean).toBe(true);
		}
	});

	it('replaces a grid on the day it was made without two grids on one place', async () => {
		await layRoad(db, 'road/newer', { class: 'primary', points: ring([-1500, -50], [-1450, 1300]) });
		const report = await makeGrids(contextOf(db, NEXT_DAY), { ...OPTIONS, area: communityCode(4) });
		expect(report.ended).toBeGreaterThan(0);
		expect(isClean(await checkGrids(contextOf(db, NEXT_DAY)))).toBe(true);
	});

	it('refuses an area that has no community, and sizes that make no sense', async () => {
		const kindOf = (options: Parameters<typeof makeGrids>[1]) =>
			makeGrids(contextOf(db), options).then(
				() => 'done',
				(error: unknown) => (isWanggeError(error) ? error.kind : String(error))
			);
		expect(await kindOf({ area: '123456' })).toBe('not-found');
		expect(await kindOf({ target: 0 })).toBe('invalid');
		expect(await kindOf({ target: 50_000, coarse: 20_000 })).toBe('invalid');
	});
});

describeEngines('making grids where a street ends', (db) => {
	it('gives valid grids also where one has a neck a hair wide', async () => {
		const town = riverTown();
		const west = ring([-2100, 600], [-1400, 640], [-1000, 560], [-600, 700], [-600, 1400]);
		town.roads.push({ class: 'secondary', points: west });
		town.roads.push({ class: 'tertiary', points: ring([1000, 620], [1180, 640], [1330, 610]) });
		await layTown(db, town);
		expect((await makeGrids(contextOf(db), OPTIONS)).communities).toBe(4);
		expect(isClean(await checkGrids(contextOf(db)))).toBe(true);
	});
});

describeEngines('making grids where codes are scarce', (db) => {
	it('makes larger grids in the countryside rather than run out of codes', async () => {
		await layTown(db, riverTown());
		const report = await makeGrids(contextOf(db), { coarse: 1_000, target: 1_000, minWidth: 5 });
		expect(report.coarsened.length).toBeGreaterThan(0);
		const counts = await db.query<{ count: number }>(
			'select count(*)::int as count from grid group by community_id'
		);
		for (const { count } of counts) expect(count).toBeLessThanOrEqual(999);
		expect(isClean(await checkGrids(contextOf(db)))).toBe(true);
	});
});
