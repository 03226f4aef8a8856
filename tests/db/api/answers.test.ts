/** What the API answers on the tiny ground, whose numbers are planted. */
import { beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { z } from 'zod';
import type { gridAtSchema } from '../../../src/lib/domain/api/grids.ts';
import type { measureColumnSchema, worstGridsSchema } from '../../../src/lib/domain/api/measures.ts';
import type { catalogueSchema } from '../../../src/lib/domain/api/setting.ts';
import { gridCardSchema, type GridCard } from '../../../src/lib/domain/grid/card.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { describeEngines } from '../harness/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { ask, json } from './ask.ts';

type Column = z.infer<typeof measureColumnSchema>;
type Worst = z.infer<typeof worstGridsSchema>;

const NAMES = Object.keys(tiny.GRID_CODES) as tiny.TinyGrid[];
const DUTIES = Object.keys(tiny.PLANTED) as tiny.TinyDuty[];
const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describeEngines('answers of the API', (db) => {
	let context: Context;
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => tiny.layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
	});
	const get = <T>(address: string) => json<T>(context, address);
	const column = async (address: string) => {
		const { ids, values } = await get<Column>(address);
		return Object.fromEntries(NAMES.map((name) => [name, values[ids.indexOf(ground.grids[name])]]));
	};

	describe('a grid', () => {
		it('is answered whole by its code, however that is written', async () => {
			const card = await get<GridCard>(`/api/grids/${tiny.GRID_CODES.A2}`);
			gridCardSchema.parse(card);
			expect(card.at).toBe(tiny.TINY_DAY);
			const greening = card.duties.find(({ code }) => code === 'greening')!;
			expect(greening.ground.gap.m2).toBeCloseTo(tiny.PLANTED.greening.A2.gap!, 2);
			expect(greening.ground.overlap).toMatchObject({ residents: tiny.GREENING_RESIDENTS_A2.overlap });
			expect(await get(`/api/grids/%20${tiny.GRID_CODES.A2.toLowerCase()}%20`)).toEqual(card);
		});

		it('is answered for a past day', async () => {
			const order = (card: GridCard) =>
				card.duties.find(({ code }) => code === 'public_order')!.leads.map((lead) => lead.organisation.code);
			const before = await get<GridCard>(`/api/grids/${tiny.GRID_CODES.A2}?at=2025-05-31`);
			const since = await get<GridCard>(`/api/grids/${tiny.GRID_CODES.A2}?at=${tiny.HANDED_OVER}`);
			expect([order(before), order(since)]).toEqual([['squad'], ['police']]);
		});

		it.each(NAMES)('%s is found at its middle', async (name) => {
			const [x, y] = tiny.GRID_CORNERS[name];
			const found = await get<z.infer<typeof gridAtSchema>>(
				`/api/grids?at=${tiny.lngLatOf(x + 50, y + 50).join(',')}`
			);
			expect(found).toMatchObject({
				id: ground.grids[name],
				code: tiny.GRID_CODES[name],
				card: `/api/grids/${tiny.GRID_CODES[name]}`
			});
			expect(found.areas.map(({ level }) => level).slice(0, 4)).toEqual([
				'city',
				'district',
				'street',
				'community'
			]);
			const [lng, lat] = tiny.lngLatOf(x + 50, y + 50);
			expect(found.position[0]).toBeCloseTo(lng, 5);
			expect(found.position[1]).toBeCloseTo(lat, 5);
		});

		it('is not found on a day before it was there', async () => {
			const place = tiny.lngLatOf(50, 50).join(',');
			expect((await ask(context, `/api/grids?at=${place}&on=2023-12-31`)).status).toBe(404);
		});
	});

	describe('a measure', () => {
		it.each(DUTIES)('of %s has the planted square metres', async (duty) => {
			for (const state of ['gap', 'fallback', 'overlap'] as const) {
				const planted = Object.fromEntries(NAMES.map((name) => [name, tiny.PLANTED[duty][name][state] ?? 0]));
				expect(await column(`/api/measures/${state}?duty=${duty}`)).toEqual(planted);
			}
		});

		it('of all duties is their sum', async () => {
			const all = await column('/api/measures/gap');
			const catalogue = await get<z.infer<typeof catalogueSchema>>('/api/catalogue');
			const each = await Promise.all(
				catalogue.duties.map(({ code }) => column(`/api/measures/gap?duty=${code}`))
			);
			for (const name of NAMES)
				expect(all[name]).toBeCloseTo(sum(each.map((values) => values[name] ?? null)), 1);
			expect(await column('/api/measures/gap?duty=ALL')).toEqual(all);
		});

		it('of reach counts residents beyond it, and says no data where ages are not known', async () => {
			const planted = NAMES.map((name) => {
				const known = tiny.DAY_CARE[name];
				return [name, known && known[0] - known[1]];
			});
			expect(await column('/api/measures/unreached?facility=elderly_day_care')).toEqual(
				Object.fromEntries(planted)
			);
		});

		it('of incidents counts the open, of greening the overdue, of residents those who are known', async () => {
			const planted = (of: (name: tiny.TinyGrid) => number | null) =>
				Object.fromEntries(NAMES.map((name) => [name, of(name)]));
			expect(await column('/api/measures/incidents')).toEqual(
				planted((name) => tiny.INCIDENTS[name]?.open ?? 0)
			);
			expect(await column('/api/measures/greening')).toEqual(
				planted((name) => tiny.GREENING[name]?.overdue ?? 0)
			);
			expect(await column('/api/measures/residents')).toEqual(planted((name) => tiny.RESIDENTS[name]));
		});

		it('of an area is the sum over its grids with data', async () => {
			for (const address of [
				'gap?duty=greening',
				'unreached?facility=elderly_day_care',
				'residents?',
				'incidents?'
			]) {
				const grids = await column(`/api/measures/${address}`);
				const total = (names: readonly tiny.TinyGrid[]) => sum(names.map((name) => grids[name] ?? null));
				const communities = await get<Column>(`/api/measures/${address}&level=community`);
				const at = (code: string) => communities.values[communities.ids.indexOf(ground.areas[code]!)];
				expect(at(tiny.COMMUNITY_A)).toBe(total(['A1', 'A2', 'A3', 'A4']));
				expect(at(tiny.COMMUNITY_B)).toBe(total(['B1', 'B2', 'B3', 'B4']));
				for (const level of ['street', 'district']) {
					const { ids, values } = await get<Column>(`/api/measures/${address}&level=${level}`);
					expect(ids).toHaveLength(1);
					expect(values).toEqual([total(NAMES)]);
				}
			}
		});

		it('has classes and a distribution that count every grid', async () => {
			const { breaks, histogram, ids, values, unit, as_of } = await get<Column>(
				'/api/measures/gap?duty=greening'
			);
			expect({ unit, as_of }).toEqual({ unit: 'm2', as_of: tiny.TINY_DAY });
			expect(ids).toEqual([...ids].sort((a, b) => a - b));
			expect(values).toHaveLength(ids.length);
			expect(breaks.every((border, index) => index === 0 || border > breaks[index - 1]!)).toBe(true);
			expect(sum(histogram.counts) + histogram.zero + histogram.nodata).toBe(NAMES.length);
			expect(histogram.zero).toBe(2);
		});
	});

	describe('the ranking', () => {
		const rows = async (query: string) => (await get<Worst>(`/api/coverage?${query}`)).rows;

		it('begins with the worst, and ties stand by code', async () => {
			const found = await rows('measure=gap&duty=greening');
			const code = (name: tiny.TinyGrid) => tiny.GRID_CODES[name];
			expect(found.map(({ rank, code, value }) => [rank, code, value])).toEqual([
				[1, code('B1'), 10_000],
				[2, code('B2'), 10_000],
				[3, code('B3'), 10_000],
				[4, code('B4'), 8_400],
				[5, code('A2'), 5_000],
				[6, code('A4'), 5_000]
			]);
			expect(found[0]).toMatchObject({ unit: 'm2', areas: [{}, {}, {}, { code: tiny.COMMUNITY_B }] });
		});

		it('in pages neither repeats nor loses a grid, and keeps its total', async () => {
			const whole = await rows('duty=greening&size=500');
			const pages = [];
			for (const page of [1, 2, 3, 4]) {
				const answer = await get<Worst>(`/api/coverage?duty=greening&size=2&page=${page}`);
				expect(answer).toMatchObject({ total: 6, page, size: 2, nodata: 0, sum: 48_400 });
				pages.push(...answer.rows);
			}
			expect(pages).toEqual(whole);
		});

		it('can be asked for inside an area of any level', async () => {
			const within = async (area: string) =>
				(await rows(`duty=greening&area=${area}`)).map(({ code }) => code);
			expect(await within(tiny.COMMUNITY_A)).toEqual([tiny.GRID_CODES.A2, tiny.GRID_CODES.A4]);
			expect(await within(tiny.CITY)).toHaveLength(6);
			expect(await within(tiny.DUTY_GRID)).toEqual([]);
			const residents = await rows(`measure=residents&area=${tiny.DUTY_GRID.toLowerCase()}`);
			expect(residents.map(({ code }) => code)).toEqual([tiny.GRID_CODES.A1]);
		});

		it('leaves grids without data out and counts them', async () => {
			const { nodata, total } = await get<Worst>('/api/coverage?measure=unreached&facility=elderly_day_care');
			expect({ nodata, total }).toEqual({ nodata: 2, total: 1 });
		});
	});
});
