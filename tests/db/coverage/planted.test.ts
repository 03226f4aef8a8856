/** What is planted in the tiny ground is what is stored, and what a click answers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gridCardSchema, type GridCard } from '../../../src/lib/domain/grid/card.ts';
import { GROUND_STATES } from '../../../src/lib/domain/responsibility/state.ts';
import type { WholeCard } from '../../fixtures/grid-card.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { differences, plainQuery, unbalanced } from './oracle.ts';

const NAMES = Object.keys(tiny.GRID_CODES) as tiny.TinyGrid[];
const DUTIES = Object.keys(tiny.PLANTED) as tiny.TinyDuty[];

describeEngines('the tiny ground', (db) => {
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => tiny.layTinyGround(tx));
	});

	const click = async (grid: tiny.TinyGrid, at: string = tiny.TINY_DAY): Promise<WholeCard> => {
		const [row] = await db.query<{ card: unknown }>('select grid_card($1, $2) as card', [
			tiny.GRID_CODES[grid],
			at
		]);
		return gridCardSchema.parse(row!.card) as WholeCard;
	};
	const duty = (card: GridCard, code: tiny.TinyDuty) => card.duties.find((one) => one.code === code)!;
	const facility = (card: GridCard, type: string) =>
		card.facilities.find(({ type_code }) => type_code === type)!;

	it.each(DUTIES)('has the planted square metres of %s in every grid', async (code) => {
		const rows = await db.query<Record<string, unknown>>(`select * from grid_duty where duty_code = $1`, [
			code
		]);
		for (const name of NAMES) {
			const stored = rows.find((row) => row.grid_id === ground.grids[name])!;
			const planted = tiny.PLANTED[code][name];
			const states = GROUND_STATES.filter((state) => planted[state]);
			expect(stored.state, name).toBe(states.length === 1 ? states[0] : 'mixed');
			for (const state of GROUND_STATES) {
				expect(stored[`${state}_m2`], `${name} ${state}`).toBeCloseTo(planted[state] ?? 0, 4);
				expect(stored[`${state}_geom`] !== null, `${name} ${state}`).toBe(
					states.length > 1 && states.includes(state)
				);
			}
		}
	});

	it('is what a full recompute and the plain query find', async () => {
		expect(await differences(db)).toEqual([]);
		expect(await unbalanced(db)).toEqual([]);
		for (const row of await plainQuery(db, tiny.TINY_DAY)) {
			const name = NAMES.find((one) => tiny.GRID_CODES[one] === row.code)!;
			for (const state of GROUND_STATES)
				expect(row[state], `${name} ${row.duty} ${state}`).toBeCloseTo(
					tiny.PLANTED[row.duty as tiny.TinyDuty][name][state] ?? 0,
					4
				);
		}
	});

	describe('a click', () => {
		it('gives a card of the agreed shape for every grid, every area below it named from the city down', async () => {
			for (const name of NAMES) {
				const card = await click(name);
				expect(card.grid).toMatchObject({
					code: tiny.GRID_CODES[name],
					area_m2: tiny.GRID_M2,
					residents: tiny.RESIDENTS[name]
				});
				expect(card.areas.map(({ code }) => code).slice(0, 3)).toEqual([
					tiny.CITY,
					tiny.DISTRICT,
					tiny.STREET
				]);
				expect(card.areas.length).toBe(name === 'A1' || name === 'A3' ? 5 : 4);
				expect(card.duties.map(({ code }) => code)).toEqual(DUTIES);
			}
		});

		it('says on how much ground each organisation is the one to ask, and how much of it is shared', async () => {
			const said = (card: GridCard, code: tiny.TinyDuty) => {
				const { leads, fallbacks } = duty(card, code);
				return [...leads, ...fallbacks].map((party) => [
					party.organisation.code,
					party.m2,
					party.answers_m2,
					party.shared_m2
				]);
			};
			expect(said(await click('A2'), 'greening')).toEqual([
				['greening-co', 5000, 5000, 3000],
				['squad', 3000, 3000, 3000]
			]);
			// The committee's ground is the whole community: it is asked only where the company does not lead.
			expect(said(await click('B1'), 'sanitation')).toEqual([
				['sanitation-co', 6000, 6000, 0],
				['committee-b', 10_000, 4000, 0]
			]);
			expect(said(await click('B2'), 'sanitation')).toEqual([['committee-b', 10_000, 10_000, 0]]);
			expect(said(await click('A1'), 'public_order').sort()).toEqual([
				['police', 10_000, 10_000, 10_000],
				['squad', 10_000, 10_000, 10_000]
			]);
		});

		it('says who leads and who supports, since when and by which document, the greater share of ground first', async () => {
			const greening = duty(await click('A2'), 'greening');
			expect(greening.leads.map(({ organisation, m2 }) => [organisation.code, m2])).toEqual([
				['greening-co', 5_000],
				['squad', 3_000]
			]);
			expect(greening.leads[0]).toMatchObject({
				since: tiny.SINCE,
				until: null,
				document: { number: '桐花街办〔2024〕1号' }
			});
			expect(greening.supports.map(({ organisation }) => organisation.code)).toEqual(['committee-a']);
			expect(greening.fallbacks).toEqual([]);
		});

		it('counts the residents of a mixed grid where their buildings stand', async () => {
			const { ground: states } = duty(await click('A2'), 'greening');
			for (const state of GROUND_STATES)
				expect(states[state].residents, state).toBe(tiny.GREENING_RESIDENTS_A2[state]);
		});

		it('says not known, never 0, where a dwelling has no figure, and 0 where nobody dwells', async () => {
			const a3 = await click('A3');
			expect(a3.grid.residents).toBeNull();
			expect(duty(a3, 'sanitation').ground.clear.residents).toBeNull();
			expect(duty(a3, 'sanitation').ground.gap.residents).toBe(0);
			expect((await click('B3')).grid).toMatchObject({ buildings: 1, residents: 0, households: 0 });
		});

		it('hands out shapes in longitude and latitude to seven decimals, and only for mixed ground', async () => {
			const { shapes } = duty(await click('A2'), 'greening');
			const [lng, lat] = shapes.overlap!.coordinates[0]![0]![0]!;
			expect(lng).toBe(Number(lng.toFixed(7)));
			const corners = shapes.overlap!.coordinates[0]![0]!;
			for (const [x, y] of [
				[120, 100],
				[150, 200]
			] as const) {
				const [east, north] = tiny.lngLatOf(x, y);
				expect(corners.some(([a, b]) => Math.abs(a - east) < 1e-6 && Math.abs(b - north) < 1e-6)).toBe(true);
			}
			expect(lat).toBeCloseTo(tiny.lngLatOf(0, 0)[1], 1);
			expect(shapes.fallback).toBeNull();
			expect(Object.values(duty(await click('A1'), 'greening').shapes)).toEqual([null, null, null, null]);
		});

		it('counts only residents of the age served, at their buildings, and no data as no data', async () => {
			for (const name of NAMES) {
				const { residents_of_age, residents_within } = facility(await click(name), 'elderly_day_care');
				expect([residents_of_age, residents_within], name).toEqual(tiny.DAY_CARE[name] ?? [null, null]);
			}
		});

		it('names the nearest facility and its distance from the middle of the grid', async () => {
			const { nearest } = facility(await click('A2'), 'elderly_day_care');
			expect(nearest).toMatchObject({ name: '南塘日间照料中心', distance_m: 183.8 });
		});

		it('leaves out types whose norm has no radius', async () => {
			expect((await click('A1')).facilities.map(({ type_code }) => type_code)).toEqual([
				'elderly_day_care',
				'kindergarten',
				'cultural_activity_station'
			]);
		});

		it('shows open incidents, the overdue ones first, and no void ones', async () => {
			for (const name of NAMES) {
				const planted = tiny.INCIDENTS[name] ?? { open: 0, overdue: 0, year: 0 };
				const { open, year, months, list } = (await click(name)).incidents;
				expect({ open, year, overdue: list.filter(({ overdue }) => overdue).length }, name).toEqual(planted);
				expect(months.reduce((sum, n) => sum + n, 0)).toBe(year);
			}
			expect((await click('A1')).incidents.list.map(({ number }) => number)).toEqual(['T-2', 'T-1']);
		});

		it('shows greening duties by when they are due', async () => {
			for (const name of NAMES) {
				const { overdue, today, soon, later } = (await click(name)).greening;
				expect({ overdue, today, soon, later }, name).toEqual(
					tiny.GREENING[name] ?? { overdue: 0, today: 0, soon: 0, later: 0 }
				);
			}
		});

		it('has no answer for a code that is no grid, or a day before the grid was', async () => {
			for (const [code, at] of [
				['990102001001999', tiny.TINY_DAY],
				[tiny.GRID_CODES.A1, '2023-12-31']
			])
				expect(await db.query('select grid_card($1, $2) as card', [code, at])).toEqual([{ card: null }]);
		});
	});

	describe('on another day', () => {
		it('a responsibility that has ended answers for its time', async () => {
			const before = duty(await click('A2', '2025-05-31'), 'public_order');
			expect([before.state, before.leads.map(({ organisation }) => organisation.code)]).toEqual([
				'clear',
				['squad']
			]);
			const after = duty(await click('A2', tiny.HANDED_OVER), 'public_order');
			expect(after.leads.map(({ organisation }) => organisation.code)).toEqual(['police']);
			expect(duty(await click('B1', '2025-05-31'), 'public_order').state).toBe('gap');
		});

		it('a facility that has closed served until then', async () => {
			const then = facility(await click('B4', '2025-08-31'), 'kindergarten');
			expect([then.residents_of_age, then.residents_within, then.nearest?.name]).toEqual([
				3,
				3,
				'柳荫幼儿园'
			]);
			const now = facility(await click('B4'), 'kindergarten');
			expect([now.residents_of_age, now.residents_within, now.nearest]).toEqual([3, 0, null]);
		});

		it('has the shares of that day, worked out by the same rules', async () => {
			const card = await click('A2', '2027-01-01');
			expect(duty(card, 'greening').ground.gap.m2).toBe(5_000);
			expect(card.at).toBe('2027-01-01');
			expect(duty(await click('A2', '2024-06-01'), 'greening').leads).toHaveLength(2);
		});
	});
});
