import { beforeAll, describe, expect, it } from 'vitest';
import { gridCardSchema, type CardDuty, type GridCard } from '../../../src/lib/domain/grid/card.ts';
import type { Planted } from '../../../src/lib/domain/demo/city-data.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { recomputeCoverage } from '../../../src/lib/server/coverage/service.ts';
import { giveCases } from '../../../src/lib/server/demo/cases.ts';
import { makeFictionalResponsibilities } from '../../../src/lib/server/demo/fiction.ts';
import { makeDemonstration, type DemonstrationReport } from '../../../src/lib/server/demo/service.ts';
import { checkGrids, isClean } from '../../../src/lib/server/grid-maker/checking.ts';
import { describeEngines } from '../harness/index.ts';

const TODAY = '2026-07-01';
const ORDER = { seed: 7, today: TODAY, scale: 0.1 };
const NOW = new Date(`${TODAY}T04:00:00Z`);

describeEngines('demonstration', (db) => {
	const context = (): Context => ({ db, actor: 'test', now: NOW });
	const one = async <R>(sql: string, values: unknown[] = []): Promise<R> =>
		(await db.query<R>(sql, values))[0]!;
	let made: DemonstrationReport;
	const covering: { done: number; now: string }[] = [];
	const told: { stage: string; done: number }[] = [];

	beforeAll(async () => {
		await loadCatalogue(context());
		made = await makeDemonstration(context(), ORDER, (stage, done) => told.push({ stage, done }));
		await recomputeCoverage(context(), TODAY, (done, now) => covering.push({ done, now }));
	}, 240_000);

	const cardAt = async (planted: Planted, at = TODAY): Promise<GridCard> => {
		const { card } = await one<{ card: unknown }>(
			`select grid_card(g.code, $3::date) as card from grid g
			 where st_intersects(g.geom, st_setsrid(st_makepoint($1, $2), 990001)) and g.valid_from <= $3::date
			   and (g.valid_to is null or g.valid_to > $3::date)`,
			[...planted.at, at]
		);
		return gridCardSchema.parse(card);
	};
	const dutyAt = async (what: string): Promise<{ planted: Planted; card: GridCard; duty: CardDuty }> => {
		const planted = made.planted.find((p) => p.what === what)!;
		const card = await cardAt(planted);
		return { planted, card, duty: card.duties.find(({ code }) => code === planted.duty)! };
	};
	const codes = (parties: CardDuty['leads']): string[] =>
		parties.map(({ organisation }) => organisation.code).sort();

	it('brings every list that was made into the database, and says how far it is', () => {
		expect(made.counts.buildings).toBeGreaterThan(6000);
		expect(made.counts.incidents).toBe(2250);
		expect(made.grids.grids).toBeGreaterThan(1500);
		expect([...new Set(told.map(({ stage }) => stage))]).toEqual([
			...['land', 'streets', 'areas', 'buildings', 'people'],
			...['layers', 'life', 'responsibilities', 'grids', 'settling']
		]);
		const shares = told.map(({ done }) => done);
		expect(shares).toEqual(shares.toSorted((p, q) => p - q));
		expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
	});

	it('gives open cases to whoever leads their duty there, as each would be given by itself, and by the clocks', async () => {
		const given = await giveCases(context());
		const open = `i.state not in ('closed', 'merged', 'void')`;
		const cases = await db.query<{
			state: string;
			handled: boolean;
			same: boolean;
			ground: string | null;
			due: boolean;
			late: boolean;
		}>(
			`select i.state, i.organisation_id is not null as handled, i.duty_state as ground, i.due_at is not null as due, i.due_at < $1 as late,
				i.duty_state is not distinct from p.state and (i.organisation_id is null or i.organisation_id = p.organisation_id) as same
			from incident i cross join lateral proposed_handler(i.class_id, i.geom, coverage_day()) p where ${open} and p.duty is not null`,
			[NOW]
		);
		expect(given).toBe(cases.length);
		expect(cases.length).toBeGreaterThan(10);
		expect(cases.filter(({ same }) => !same)).toEqual([]);
		for (const { state, handled } of cases)
			expect([state, handled]).toEqual([state, ['dispatched', 'disposed', 'checked'].includes(state)]);
		for (const { state, due } of cases.filter(({ state }) => state !== 'dispatched'))
			expect([state, due]).toEqual([state, state !== 'checked']);
		const late = cases.filter(({ late }) => late).length;
		expect(late).toBeGreaterThan(0);
		expect(late).toBeLessThan(cases.length);
		// Those that have somebody are left.
		expect(await giveCases(context())).toBe(0);
	});

	it('says how far the coverage is, the facility types a few at a time: many at once take long', async () => {
		const shares = covering.map(({ done }) => done);
		expect(shares).toEqual(shares.toSorted((p, q) => p - q));
		expect(shares.at(-1)).toBe(1);
		const { types } = await one<{ types: number }>('select count(*)::int as types from facility_type');
		expect(covering.filter(({ now }) => now === 'reaches').length).toBeGreaterThan(types / 3);
	});

	it('has grids that cover the ground without overlap, hole or unmatched edge', async () => {
		expect(isClean(await checkGrids(context()))).toBe(true);
	});

	it('marks the jurisdiction and every source as a demonstration', async () => {
		expect(await one('select demonstration, name from jurisdiction')).toEqual({
			demonstration: true,
			name: made.name
		});
		expect(await one(`select count(*)::int as other from source where kind <> 'demonstration'`)).toEqual({
			other: 0
		});
	});

	it('lies where it says, in degrees', async () => {
		const { lng, lat } = await one<{ lng: number; lat: number }>(
			`select st_x(p) as lng, st_y(p) as lat from (
				select st_transform(st_centroid(b.geom), 4326) as p from area a join area_boundary b on b.area_id = a.id where a.level = 'city') x`
		);
		expect(lng).toBeGreaterThan(116.9);
		expect(lng).toBeLessThan(117.2);
		expect(lat).toBeCloseTo(36, 0);
	});

	it('gives every building and incident inside the city a grid, and no community more than 999', async () => {
		expect(await one('select count(*)::int as loose from building where grid_id is null')).toEqual({
			loose: 0
		});
		const { loose, all } = await one<{ loose: number; all: number }>(
			'select count(*) filter (where grid_id is null)::int as loose, count(*)::int as all from incident'
		);
		expect(loose).toBeLessThan(all * 0.01);
		const { most } = await one<{ most: number }>(
			'select max(n)::int as most from (select count(*) as n from grid group by community_id) x'
		);
		expect(most).toBeLessThanOrEqual(999);
	});

	it('tiles every community with its grids', async () => {
		const { worst } = await one<{ worst: number }>(
			`select max(abs(sum / st_area(b.geom) - 1)) as worst
			 from (select community_id, sum(area_m2) as sum from grid where valid_to is null group by 1) g
			 join area_boundary b on b.area_id = g.community_id and b.valid_to is null`
		);
		expect(worst).toBeLessThan(1e-6);
	});

	it('calls no grid with a hundred households outside the built-up ground, and no farm inside it', async () => {
		const of = async (condition: string) =>
			one<{ inside: number; outside: number }>(
				`select count(*) filter (where built_up)::int as inside, count(*) filter (where not built_up)::int as outside
				 from grid g join (select grid_id, sum(households) as households from building group by 1) b on b.grid_id = g.id
				 where ${condition}`
			);
		expect((await of('households > 100')).outside).toBe(0);
		expect((await of('households between 1 and 4 and area_m2 > 100000')).inside).toBe(0);
	});

	describe('what is planted', () => {
		it('a court that nobody was given: 1,240 m² of greening, the committee leads around it', async () => {
			const { planted, duty, card } = await dutyAt('court');
			expect(planted.squareMetres).toBe(1240);
			expect(duty.state).toBe('mixed');
			expect(duty.ground.gap.m2).toBeCloseTo(1240, 0);
			expect(duty.ground.overlap.m2).toBe(0);
			expect(duty.ground.clear.m2).toBeCloseTo(card.grid.area_m2 - 1240, 0);
			expect(codes(duty.leads)).toEqual(planted.organisations);
		});

		it('a strip lit twice: 310 m² under the city and the property manager', async () => {
			const { planted, duty } = await dutyAt('strip');
			expect(duty.ground.overlap.m2).toBeCloseTo(310, 0);
			expect(codes(duty.leads)).toEqual([...planted.organisations].sort());
		});

		it('a community whose streets the squad and the committee both lead, one of them without means', async () => {
			const { planted, duty } = await dutyAt('both');
			expect(duty.state).toBe('overlap');
			expect(codes(duty.leads)).toEqual([...planted.organisations].sort());
			const committee = duty.leads.find(({ organisation }) => organisation.code.endsWith('-committee'))!;
			expect([committee.staff_posts, committee.budget_yuan]).toEqual([0, 0]);
			expect(committee.document?.number).toMatch(/街办〔\d{4}〕\d+号/);
		});

		it('a community whose public halls nobody runs', async () => {
			const { duty } = await dutyAt('nobody');
			expect(duty.state).toBe('gap');
			expect([duty.leads, duty.fallbacks]).toEqual([[], []]);
		});

		it('a community whose public halls only its territory answers for', async () => {
			const { planted, duty } = await dutyAt('territory');
			expect(duty.state).toBe('fallback');
			expect(codes(duty.fallbacks)).toEqual(planted.organisations);
		});
	});

	it('knows the grids and leaders of a day before the boundary changed and the companies came', async () => {
		const { now, then } = await one<{ now: string; then: string }>(
			`select string_agg(code, ',' order by code) filter (where valid_to is null) as now,
				string_agg(code, ',' order by code) filter (where valid_from < $1::date - 300) as then
			 from grid where community_id in (select community_id from grid where valid_to is not null)`,
			[TODAY]
		);
		expect(then).not.toBe(now);
		const card = await cardAt(made.planted[0]!, '2023-07-01');
		const swept = card.duties.find(({ code }) => code === 'sanitation')!;
		expect(swept.leads.map(({ organisation }) => organisation.kind)).toEqual(['subdistrict_office']);
	});

	it('refuses a second city where one is, and changes nothing', async () => {
		await expect(makeDemonstration(context(), ORDER)).rejects.toMatchObject({ kind: 'duplicate' });
		expect(await one('select count(*)::int as n from jurisdiction')).toEqual({ n: 1 });
	});

	it('refuses a day that is none, and a scale with no room for a town', async () => {
		await expect(makeDemonstration(context(), { ...ORDER, today: '2026-13-45' })).rejects.toMatchObject({
			kind: 'invalid'
		});
		await expect(makeDemonstration(context(), { ...ORDER, scale: 0.001 })).rejects.toMatchObject({
			kind: 'invalid'
		});
	});

	it('refuses fictional responsibilities in the city that has its own', async () => {
		await expect(makeFictionalResponsibilities(context(), { seed: 1 })).rejects.toMatchObject({
			kind: 'conflict'
		});
	});
});
