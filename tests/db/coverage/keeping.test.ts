/** A change works out again exactly what it touches, before its transaction ends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/lib/server/db/index.ts';
import { projectRoot } from '../../../src/lib/server/db/root.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { differences } from './oracle.ts';

class Undo extends Error {}

describeEngines('keeping coverage true', (db) => {
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => tiny.layTinyGround(tx));
	});

	/** Runs work, then the look, and takes both back. */
	const tried = async <T>(work: (tx: Queryable) => Promise<T>): Promise<T> => {
		let result: T;
		await db
			.transaction(async (tx) => {
				result = await work(tx);
				throw new Undo();
			})
			.catch((error: unknown) => {
				if (!(error instanceof Undo)) throw error;
			});
		return result!;
	};
	/** Which grids and duties or facility types a statement has worked out again, after the duty or type. */
	const touched = (statement: string, values: unknown[] = []) =>
		tried(async (tx) => {
			await tx.query(statement, values);
			const marked = await tx.query<{ grid_id: number; of: string | null }>(
				`select distinct grid_id, coalesce(duty_code, type_code) as of from coverage_dirty cross join unnest(grid_ids) as grid_id order by 1, 2`
			);
			const [worked] = await tx.query<{ n: number }>('select coverage_work_off() as n');
			const name = (id: number) => Object.entries(ground.grids).find(([, grid]) => grid === id)![0];
			const list = marked.map(({ grid_id, of }) => `${name(grid_id)} ${of ?? 'all'}`);
			return { list, worked: worked!.n, wrong: await differences(tx) };
		});
	const codes = async (table: string) =>
		(await db.query<{ n: number }>(`select count(*) as n from ${table}`))[0]!.n;

	describe('a responsibility', () => {
		it('on a polygon touches the grids that share ground with it, not those that share an edge', async () => {
			const { list, worked, wrong } = await touched(
				`with r as (
					insert into responsibility (organisation_id, duty_code, part, document_id, valid_from, source_id)
					values ($1, 'greening', 'lead', 1, '2024-01-01', 1) returning id
				)
				select 1 from r`,
				[ground.organisations.squad]
			);
			expect([list, worked, wrong]).toEqual([[], 0, []]);
			const drawn = await touched(
				`insert into responsibility_ground (responsibility_id, kind, geom)
				values ($1, 'polygon', st_multi(st_geomfromtext($2, 990001)))`,
				[ground.responsibilities['greening-squad'], tiny.rectangle(100, 100, 200, 200)]
			);
			expect(drawn).toEqual({ list: ['A2 greening'], worked: 1, wrong: [] });
		});

		it('for a community touches its grids, for its own duty alone', async () => {
			const ended = await touched(`update responsibility set valid_to = $2 where id = $1`, [
				ground.responsibilities['sanitation-fallback'],
				tiny.TINY_DAY
			]);
			expect(ended).toEqual({
				list: ['B1 sanitation', 'B2 sanitation', 'B3 sanitation', 'B4 sanitation'],
				worked: 4,
				wrong: []
			});
		});

		it('that changes its duty touches the ground of both', async () => {
			const { list, wrong } = await touched(
				`update responsibility set duty_code = 'sanitation' where id = $1`,
				[ground.responsibilities['order-squad-a1']]
			);
			expect([list, wrong]).toEqual([['A1 public_order', 'A1 sanitation'], []]);
		});

		it('for objects touches the grids of its area under them: a road that leaves the area touches nobody there', async () => {
			const { list, wrong } = await touched(`delete from responsibility where id = $1`, [
				ground.responsibilities['paving-block']
			]);
			expect([list, wrong]).toEqual([['A3 paving'], []]);
		});

		it('that means one object by two of its grounds has it once', async () => {
			const { list, wrong } = await touched(
				`insert into responsibility_ground (responsibility_id, kind, area_id, object_kind)
				select responsibility_id, 'object', area_id, object_kind from responsibility_ground where responsibility_id = $1`,
				[ground.responsibilities['paving-block']]
			);
			expect([list, wrong]).toEqual([['A3 paving'], []]);
		});

		it('that has ended long ago, or only got another budget, touches nothing', async () => {
			for (const statement of [
				`update responsibility set budget_yuan = 5, document_id = 2 where id = ${ground.responsibilities['greening-squad']}`,
				`update responsibility set part = 'support' where id = ${ground.responsibilities['order-squad-before']}`
			])
				expect(await touched(statement)).toEqual({ list: [], worked: 0, wrong: [] });
		});
	});

	describe('the ground', () => {
		it('a block that gets a manager touches the grids under it for the duties that managers have there', async () => {
			const { list, wrong } = await touched(
				`update block set manager_id = null where external_ref = 'tiny/block-1'`
			);
			expect([list, wrong]).toEqual([['A3 paving'], []]);
		});

		it('a road touches what lies under its old and its new width; a new name touches nothing', async () => {
			const wider = await touched(`update road set width_m = 40 where external_ref = 'tiny/road-1'`);
			expect([wider.list.length, wider.wrong]).toEqual([8, []]);
			expect(
				(await touched(`update road set name = '新桐花路' where external_ref = 'tiny/road-1'`)).list
			).toEqual([]);
			expect((await touched(`update road set width_m = 9 where external_ref = 'tiny/road-2'`)).list).toEqual(
				[]
			);
		});

		it('a building touches its grid, and when it moves the one it left as well; a new address touches nothing', async () => {
			const [duties, types] = [await codes('duty'), await codes('facility_type')];
			const counted = await touched(`update building set residents = 7 where external_ref = 'tiny/B4'`);
			expect(counted).toEqual({ list: ['B4 all'], worked: duties + types, wrong: [] });
			const moved = await touched(
				`update building set geom = st_multi(st_geomfromtext($1, 990001)) where external_ref = 'tiny/B4'`,
				[tiny.rectangle(110, 20, 120, 30)]
			);
			expect([moved.list, moved.wrong]).toEqual([['A4 all', 'B4 all'], []]);
			expect(
				(await touched(`update building set address = 'x' where external_ref = 'tiny/B4'`)).list
			).toEqual([]);
		});

		it('a grid that is split leaves its code and its past, and its buildings go to the halves', async () => {
			const wrong = await tried(async (tx) => {
				await tx.query(`update grid set valid_to = $1 where code = $2`, [tiny.TINY_DAY, tiny.GRID_CODES.A2]);
				for (const [code, west] of [
					['990102001001101', 100],
					['990102001001102', 150]
				] as const)
					await tx.query(
						`insert into grid (code, community_id, geom, valid_from, source_id)
						values ($1, (select id from area where code = $2), st_geomfromtext($3, 990001), $4, 1)`,
						[code, tiny.COMMUNITY_A, tiny.rectangle(west, 100, west + 50, 200), tiny.TINY_DAY]
					);
				await tx.query('set constraints all immediate');
				expect(
					await tx.query(
						`select g.code, d.gap_m2, d.gap_residents from grid_duty d join grid g on g.id = d.grid_id
						where d.duty_code = 'greening' and g.code like '9901020010011%' order by 1`
					)
				).toEqual([
					{ code: '990102001001101', gap_m2: 0, gap_residents: 0 },
					{ code: '990102001001102', gap_m2: 5_000, gap_residents: 60 }
				]);
				const [past] = await tx.query<{ m2: number }>(
					`select (grid_card($1, '2026-06-30') #>> '{duties,1,ground,gap,m2}')::float8 as m2`,
					[tiny.GRID_CODES.A2]
				);
				expect(past!.m2).toBe(5_000);
				return differences(tx);
			});
			expect(wrong).toEqual([]);
		});
	});

	it('objects that were there before pieces were theirs are laid when the functions are applied', async () => {
		const functions = readFileSync(join(projectRoot(), 'db/functions/30_ground.sql'), 'utf8');
		const pieces = `select object_kind, object_id, object_class, managed, st_area(geom) as m2
			from ground_piece where ground_id is null order by 1, 2, 5`;
		const laid = await db.query<{ object_kind: string }>(pieces);
		const [count, wrong] = await tried(async (tx) => {
			await tx.query('delete from ground_piece where ground_id is null');
			for (const object of ['road', 'block', 'green_space'])
				await tx.query(functions.match(new RegExp(`^select lay_objects\\('${object}'[^;]+`, 'm'))![0]);
			await tx.query('set constraints all immediate');
			return [await tx.query(pieces), await differences(tx)] as const;
		});
		expect([new Set(laid.map(({ object_kind }) => object_kind)).size, count, wrong]).toEqual([3, laid, []]);
	});

	describe('a facility', () => {
		it('that closes touches the grids it was nearest to or had somebody within its reach, for its type alone', async () => {
			const { list, wrong } = await touched(
				`update facility set valid_to = $1 where external_ref = 'tiny/day-care'`,
				[tiny.TINY_DAY]
			);
			expect(list).toEqual(Object.keys(tiny.GRID_CODES).map((name) => `${name} elderly_day_care`));
			expect(wrong).toEqual([]);
		});

		it('whose norm gets another radius touches grids with somebody in the old reach or the new', async () => {
			const { list, wrong } = await touched(
				`update facility_norm set radius_m = 150 where type_code = 'elderly_day_care'`
			);
			expect(list.sort()).toEqual(['A1', 'A2', 'A3', 'B1', 'B3'].map((name) => `${name} elderly_day_care`));
			expect(wrong).toEqual([]);
		});

		it('keeps the reach that somebody walked until it moves', async () => {
			const reach = async (tx: Queryable) =>
				(
					await tx.query(
						`select method, radius_m from facility_reach r join facility f on f.id = r.facility_id where f.external_ref = 'tiny/day-care'`
					)
				)[0];
			await tried(async (tx) => {
				await tx.query(`update facility_reach set method = 'walking'`);
				await tx.query(`update facility set name = 'x' where external_ref = 'tiny/day-care'`);
				expect(await reach(tx)).toEqual({ method: 'walking', radius_m: 300 });
				await tx.query(
					`update facility set geom = st_translate(geom, 1, 0) where external_ref = 'tiny/day-care'`
				);
				expect(await reach(tx)).toEqual({ method: 'radius', radius_m: 300 });
			});
		});

		it('reaches a circle that loses no more than half a thousandth of its area', async () => {
			const [row] = await db.query<{ lost: number }>(
				`select 1 - st_area(geom) / (pi() * radius_m ^ 2) as lost from facility_reach order by 1 desc limit 1`
			);
			expect(row!.lost).toBeGreaterThan(0);
			expect(row!.lost).toBeLessThan(0.0005);
		});
	});

	describe('the transaction', () => {
		it('says when the numbers were last worked out', async () => {
			const at = async () =>
				(await db.query<{ at: Date }>('select computed_at as at from coverage_status'))[0]!.at.getTime();
			const before = await at();
			await db.query(`update building set residents = residents where external_ref = 'tiny/B4'`);
			expect(await at()).toBe(before);
			await db.query(`update building set residents = residents + 1 where external_ref = 'tiny/B4'`);
			const after = await at();
			expect(after).toBeGreaterThan(before);
			await db.query(`update building set residents = residents - 1 where external_ref = 'tiny/B4'`);
		});

		it('works off before it commits, whoever wrote, and leaves nothing marked', async () => {
			await db.query(`update block set manager_id = null where external_ref = 'tiny/block-1'`);
			expect(await differences(db)).toEqual([]);
			await db.query(`update block set manager_id = $1 where external_ref = 'tiny/block-1'`, [
				ground.organisations['property-a']
			]);
			expect(await differences(db)).toEqual([]);
		});

		it('forgets what a savepoint took back', async () => {
			await db.transaction(async (tx) => {
				await tx
					.transaction(async (inner) => {
						await inner.query(`delete from responsibility where external_ref = 'greening-squad'`);
						throw new Undo();
					})
					.catch(() => undefined);
				expect(await tx.query('select * from coverage_dirty')).toEqual([]);
			});
			expect(await differences(db)).toEqual([]);
		});

		it('of several writers at once on one grid ends with the truth', async () => {
			await Promise.all(
				Array.from({ length: 6 }, (_, n) =>
					db.transaction(async (tx) => {
						const [row] = await tx.query<{ id: number }>(
							`insert into responsibility (external_ref, organisation_id, duty_code, part, document_id, valid_from, source_id)
							values ($1, $2, 'public_order', 'lead', 1, '2024-01-01', 1) returning id`,
							[`race-${n}`, ground.organisations['road-co'] + (n % 2)]
						);
						await tx.query(
							`insert into responsibility_ground (responsibility_id, kind, grid_id) values ($1, 'grid', $2)`,
							[row!.id, ground.grids.B1]
						);
					})
				)
			);
			expect(await differences(db)).toEqual([]);
			await db.query(`delete from responsibility where external_ref like 'race-%'`);
			expect(await differences(db)).toEqual([]);
		});

		it('of a bulk load marks nothing, and is true after the whole is worked out', async () => {
			await tried(async (tx) => {
				await tx.query(`set local wangge.bulk = 'on'`);
				await tx.query(`delete from responsibility where external_ref = 'greening-squad'`);
				await tx.query(`update building set residents = 9 where external_ref = 'tiny/A2-gap'`);
				expect(await tx.query('select * from coverage_dirty')).toEqual([]);
				expect((await differences(tx)).length).toBeGreaterThan(0);
				await tx.query('select coverage_compute_all($1)', [tiny.TINY_DAY]);
				expect(await differences(tx)).toEqual([]);
			});
		});
	});

	describe('refused, with nothing half written, is', () => {
		it.each([
			[
				'a norm whose age cuts an age band in two',
				`update facility_norm set age_to = 7 where type_code = 'kindergarten'`,
				'facility_norm_age_to_is_border'
			],
			[
				'a polygon that crosses itself',
				`update responsibility_ground set geom = 'SRID=990001;MULTIPOLYGON(((500000 3985000,500100 3985100,500100 3985000,500000 3985100,500000 3985000)))' where kind = 'polygon'`,
				'responsibility_ground_geom_check'
			]
		])('%s', async (_, statement, constraint) => {
			await expect(db.query(statement)).rejects.toMatchObject({ kind: 'invalid', details: { constraint } });
			expect(await differences(db)).toEqual([]);
		});
	});
});
