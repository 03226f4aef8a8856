/** Counts of fewer than five people: how they are said, and that nothing that is said lets anybody work them out. */
import type { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import type { areaListSchema, areaProfileSchema } from '../../../src/lib/domain/api/areas.ts';
import type { measureColumnSchema, worstGridsSchema } from '../../../src/lib/domain/api/measures.ts';
import type { GridCard } from '../../../src/lib/domain/grid/card.ts';
import { MEASURE_LEVELS, type MeasureLevel } from '../../../src/lib/domain/measure/measure.ts';
import { GROUND_STATES } from '../../../src/lib/domain/responsibility/state.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { recomputeCoverage } from '../../../src/lib/server/coverage/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { contextWith, signedIn } from '../access/people.ts';
import { json } from '../api/ask.ts';
import { describeEngines } from '../harness/index.ts';

/** What is not said to the nearest five. */
const few = (count: number | null) => count !== null && count % 5 !== 0;
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describeEngines('how few people are said', (db) => {
	it('every count is said to the nearest five, so that none tells of few; what is not known stays so', async () => {
		const asked = [0, 1, 2, 3, 4, 5, 7, 8, 70, 72, 73, null];
		const rows = await db.query<{ as: number | null }>(
			'select said(one) as as from unnest($1::int[]) with ordinality as o (one, nth) order by nth',
			[asked]
		);
		expect(rows.map((row) => row.as)).toEqual([0, 0, 0, 5, 5, 5, 5, 10, 70, 70, 75, null]);
	});

	it('of two that differ by few nobody can say by how many: each difference may be another', async () => {
		const [row] = await db.query<{ pairs: number; least: number }>(
			`select count(*)::int as pairs, min(possible)::int as least from (
				select count(distinct larger - smaller) as possible
				from generate_series(0, 100) smaller, generate_series(0, 100) larger where larger >= smaller
				group by said(smaller), said(larger) having said(smaller) >= 5 and said(larger) <= 95
			) told`
		);
		expect(row!.pairs).toBeGreaterThan(100);
		// Whatever is told, the truth may be at least five differences.
		expect(row!.least).toBeGreaterThanOrEqual(5);
	});
});

type Column = z.infer<typeof measureColumnSchema>;
type Profile = z.infer<typeof areaProfileSchema>;
type Worst = z.infer<typeof worstGridsSchema>;

describeEngines('ground where few people live', (db) => {
	const now = new Date(`${tiny.TINY_DAY}T04:00:00Z`);
	const visitor: Context = { db, actor: 'visitor', now };
	let staff: Context;
	let areas: z.infer<typeof areaListSchema>['areas'];
	const names = Object.keys(tiny.GRID_CODES) as tiny.TinyGrid[];
	const cards = new Map<number, GridCard>();
	/** Ids of grids by the code of every area that holds them. */
	const gridsOf = new Map<string, number[]>();

	beforeAll(async () => {
		await db.transaction(async (tx) => {
			await tx.script('set local jit = off');
			await tiny.layTinyGround(tx);
			// A few here and there, of some ages, so that every kind of count is few somewhere.
			await tx.query(
				`update building set residents = null, households = 1 + id % 3, residents_by_age = array(
					select case when (id * 7 + band * 5) % 11 < 3 then 1 + (id + band) % 3 else 0 end from generate_series(1, 8) band)`
			);
			// Many beside a few, on ground of two states.
			const ages = { 'tiny/A2-gap': '{0,0,0,20,0,0,0,0}', 'tiny/A2-overlap': '{0,0,1,2,0,0,0,0}' };
			for (const of of Object.entries(ages))
				await tx.query('update building set residents_by_age = $2 where external_ref = $1', of);
		});
		await recomputeCoverage({ db, actor: 'test', now });
		const post = { role: 'community_staff', area: tiny.COMMUNITY_A } as const;
		staff = await contextWith(db, await signedIn(db, [post], now), now);
		({ areas } = await json<z.infer<typeof areaListSchema>>(visitor, '/api/areas'));
		for (const name of names) {
			const card = await json<GridCard>(visitor, `/api/grids/${tiny.GRID_CODES[name]}`);
			cards.set(card.grid.id, card);
			for (const { code } of card.areas) gridsOf.set(code, [...(gridsOf.get(code) ?? []), card.grid.id]);
		}
	});
	const column = (context: Context, measure: string) => json<Column>(context, `/api/measures/${measure}`);
	const byId = ({ ids, values }: Column) => new Map(ids.map((id, at) => [id, values[at]!]));
	const MEASURES = ['residents?', 'unreached?facility=elderly_day_care&', 'unreached?facility=kindergarten&'];

	it('has few in truth, of every kind', async () => {
		const counted = await db.query<Record<string, boolean>>(
			`select bool_or(residents_within between 1 and 4) as within,
				bool_or(residents_of_age - residents_within between 1 and 4) as beyond,
				bool_or(residents_of_age between 1 and 4) as of_age from grid_reach`
		);
		expect(counted).toEqual([{ within: true, beyond: true, of_age: true }]);
		const [row] = await db.query<{ few: number }>(
			`select count(*)::int as few from people_of_grids(null) where residents between 1 and 4`
		);
		expect(row!.few).toBeGreaterThan(0);
		const states = await db.query(
			`select from grid_duty where least(nullif(clear_residents, 0), nullif(fallback_residents, 0), nullif(gap_residents, 0), nullif(overlap_residents, 0)) < 5
				and clear_residents + fallback_residents + gap_residents + overlap_residents > 5`
		);
		expect(states.length).toBeGreaterThan(0);
	});

	it('no count in a card is exact', () => {
		for (const { grid, duties, facilities } of cards.values()) {
			expect([few(grid.residents), few(grid.households)], grid.code).toEqual([false, false]);
			for (const { code, ground } of duties) {
				const parts = GROUND_STATES.map((state) => ground[state].residents);
				expect(parts.some(few), `${grid.code} ${code}`).toBe(false);
			}
			for (const one of facilities) {
				const { residents_of_age: ofAge, residents_within: within } = one;
				expect([few(ofAge), few(within)], one.type_code).toEqual([false, false]);
			}
		}
	});

	it('the map says of each grid what its card says', async () => {
		const residents = byId(await column(visitor, 'residents'));
		for (const [id, { grid }] of cards) expect(residents.get(id), grid.code).toBe(grid.residents);
		for (const type of ['elderly_day_care', 'kindergarten']) {
			const unreached = byId(await column(visitor, `unreached?facility=${type}`));
			for (const [id, { grid, facilities }] of cards) {
				const one = facilities.find(({ type_code }) => type_code === type)!;
				const beyond = one.residents_of_age === null ? null : one.residents_of_age - one.residents_within!;
				expect(unreached.get(id), `${grid.code} ${type}`).toBe(beyond);
			}
		}
	});

	describe('an area', () => {
		const sumOver = (code: string, of: (card: GridCard) => number | null) =>
			sumOf((gridsOf.get(code) ?? []).map((id) => of(cards.get(id)!) ?? 0));
		const each = async (check: (code: string, profile: Profile) => void) => {
			for (const { code } of areas)
				if (gridsOf.has(code)) check(code, await json<Profile>(visitor, `/api/areas/${code}`));
		};

		it('says nothing that is not the sum of what its grids say', () =>
			each((code, { counts, duties, facilities }) => {
				const { residents, households } = counts;
				if (residents !== null) expect(residents, code).toBe(sumOver(code, ({ grid }) => grid.residents));
				if (households !== null) expect(households, code).toBe(sumOver(code, ({ grid }) => grid.households));
				for (const duty of duties)
					for (const state of GROUND_STATES) {
						const said = duty[state].residents;
						const of = (card: GridCard) =>
							card.duties.find((one) => one.code === duty.code)?.ground[state].residents ?? null;
						if (said !== null) expect(said, `${code} ${duty.code} ${state}`).toBe(sumOver(code, of));
					}
				for (const type of facilities) {
					const of = (card: GridCard) => card.facilities.find((one) => one.type_code === type.type_code);
					if (type.residents_of_age === null) continue;
					const known = (card: GridCard) => of(card)?.residents_of_age ?? null;
					expect(type.residents_of_age, type.type_code).toBe(sumOver(code, known));
					const within = (card: GridCard) => of(card)?.residents_within ?? null;
					expect(type.residents_within, type.type_code).toBe(sumOver(code, within));
				}
			}));

		it.each(MEASURES)(
			'has in the measure %s what its grids have together, at every level',
			async (measure) => {
				const grids = byId(await column(visitor, measure));
				for (const level of MEASURE_LEVELS.filter(
					(one): one is Exclude<MeasureLevel, 'grid'> => one !== 'grid'
				)) {
					const values = byId(await column(visitor, `${measure}level=${level}`));
					for (const { id, code } of areas.filter((area) => area.level === level)) {
						const said = values.get(id);
						if (typeof said !== 'number') continue;
						const within = (gridsOf.get(code) ?? []).map((grid) => grids.get(grid) ?? 0);
						expect(said, code).toBe(sumOf(within));
					}
				}
			}
		);

		it.each(MEASURES)(
			'adds up in the ranking by %s what the rows say, which stand in that order',
			async (measure) => {
				const query = measure.replace('?', '&').replace(/&$/, '');
				for (const { code } of areas) {
					const worst = await json<Worst>(visitor, `/api/coverage?measure=${query}&area=${code}&size=100`);
					const values = worst.rows.map(({ value }) => value);
					expect(worst.sum, code).toBe(sumOf(values));
					expect(values, code).toEqual([...values].sort((one, other) => other - one));
					expect(values.some(few)).toBe(false);
				}
			}
		);
	});

	it('whoever works in a community knows its counts as they are, and of the others what all know', async () => {
		const truth = new Map(
			(
				await db.query<{ id: number; residents: number }>(
					'select grid_id as id, residents::int from people_of_grids(null) where residents_known'
				)
			).map(({ id, residents }) => [id, residents])
		);
		const own = new Set(gridsOf.get(tiny.COMMUNITY_A));
		const told = byId(await column(staff, 'residents'));
		const others = byId(await column(visitor, 'residents'));
		expect([...own].some((id) => told.get(id) !== others.get(id))).toBe(true);
		for (const [id, value] of told) {
			const expected = own.has(id)
				? cards.get(id)!.grid.residents === null
					? null
					: (truth.get(id) ?? 0)
				: others.get(id);
			expect(value).toBe(expected);
		}
		const communities = byId(await column(staff, 'residents?level=community'));
		const [a, b] = [tiny.COMMUNITY_A, tiny.COMMUNITY_B].map(
			(code) => areas.find((area) => area.code === code)!.id
		) as [number, number];
		expect(communities.get(b)).toBe(
			sumOf([...told].filter(([id]) => !own.has(id)).map(([, value]) => value ?? 0))
		);
		expect(communities.get(a)).toBe(sumOf([...own].map((id) => told.get(id) ?? 0)));
		const worst = await json<Worst>(staff, '/api/coverage?measure=residents&size=100');
		for (const { id, value } of worst.rows) expect(value).toBe(told.get(id));
		expect(worst.sum).toBe(sumOf([...told.values()].map((value) => value ?? 0)));
		expect((await json<Profile>(staff, `/api/areas/${tiny.COMMUNITY_A}`)).counts.residents).toBe(
			communities.get(a)
		);
	});
});
