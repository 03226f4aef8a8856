/** What the API answers on the tiny ground, whose numbers are planted. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { areaListSchema, areaProfileSchema } from '../../../src/lib/domain/api/areas.ts';
import type { gridAtSchema } from '../../../src/lib/domain/api/grids.ts';
import type { measureColumnSchema, worstGridsSchema } from '../../../src/lib/domain/api/measures.ts';
import type { catalogueSchema, jurisdictionSchema } from '../../../src/lib/domain/api/setting.ts';
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
		context = { db, actor: 'test', now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
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

	describe('an area', () => {
		it('is in the list, below the one above it', async () => {
			const { areas } = await get<z.infer<typeof areaListSchema>>('/api/areas');
			expect(areas.map(({ code }) => code)).toEqual([
				tiny.CITY,
				tiny.DISTRICT,
				tiny.STREET,
				tiny.COMMUNITY_A,
				tiny.COMMUNITY_B,
				tiny.DUTY_GRID
			]);
			expect(areas[3]).toMatchObject({ level: 'community', parent: tiny.STREET });
			const below = await get<z.infer<typeof areaListSchema>>(
				`/api/areas?parent=${tiny.STREET}&level=community`
			);
			expect(below.areas).toEqual(areas.slice(3, 5));
		});

		it('has its path, boundary, counts and the sums of coverage', async () => {
			const found = await get<z.infer<typeof areaProfileSchema>>(`/api/areas/${tiny.COMMUNITY_A}`);
			expect(found.path.map(({ code }) => code)).toEqual([
				tiny.CITY,
				tiny.DISTRICT,
				tiny.STREET,
				tiny.COMMUNITY_A
			]);
			expect(found.children.map(({ code }) => code)).toEqual([tiny.DUTY_GRID]);
			expect(found.area.area_m2).toBeCloseTo(40_000, 3);
			expect(found.area.boundary?.type).toMatch(/Polygon$/);
			expect(found.counts).toMatchObject({
				grids: 4,
				buildings: 4,
				facilities: 2,
				incidents_open: 2,
				greening_overdue: 1,
				residents: 200
			});
			const greening = found.duties.find(({ code }) => code === 'greening')!;
			expect(greening).toMatchObject({
				grids: 4,
				clear: { m2: 27_000 },
				gap: { m2: 10_000 },
				overlap: { m2: 3_000, residents: tiny.GREENING_RESIDENTS_A2.overlap },
				fallback: { m2: 0 }
			});
			const dayCare = found.facilities.find(({ type_code }) => type_code === 'elderly_day_care')!;
			expect(dayCare).toMatchObject({ count: 1, residents_of_age: 40, residents_within: 40 });
		});
	});

	it('the jurisdiction says what it is and where to look first', async () => {
		const found = await get<z.infer<typeof jurisdictionSchema>>('/api/jurisdiction');
		expect(found).toMatchObject({
			name: '桐花试验市',
			code: tiny.CITY,
			demonstration: true,
			today: tiny.TINY_DAY
		});
		expect(found.counts).toMatchObject({
			grids: 8,
			communities: 2,
			incidents: 6,
			buildings: 7,
			facilities: 3
		});
		expect(found.sources).toEqual([
			{ kind: 'demonstration', name: 'tiny ground', attribution: null, licence: null, as_of: tiny.TINY_DAY }
		]);
		// 60 people in A2 live on ground whose greening belongs to nobody, beside ground that is in order.
		expect(found.start).toMatchObject({ code: tiny.GRID_CODES.A2, duty: 'greening', reason: 'gap' });
		const [west, south, east, north] = found.bbox!;
		expect(west < found.start!.lng && found.start!.lng < east).toBe(true);
		expect(south < found.start!.lat && found.start!.lat < north).toBe(true);
	});

	it('the catalogue has the norm in force, and the measures', async () => {
		const found = await get<z.infer<typeof catalogueSchema>>('/api/catalogue');
		expect(found.duties.map(({ code }) => code)).toEqual(expect.arrayContaining(DUTIES));
		const dayCare = found.facility_types.find(({ code }) => code === 'elderly_day_care')!;
		expect(dayCare.norm).toMatchObject({ radius_m: 300, age_from: 60, age_to: null, certainty: 'memory' });
		expect(found.measures.map(({ id }) => id)).toContain('unreached');
	});

	describe('an answer that has not changed', () => {
		const address = '/api/measures/incidents';
		const tagged = async (tag: string) => ask(context, address, { headers: { 'if-none-match': tag } });

		it('is a 304 without a body until the ground changes', async () => {
			const first = await ask(context, address);
			const tag = first.headers.get('etag')!;
			for (const wanted of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
				const again = await tagged(wanted);
				expect([again.status, await again.text()]).toEqual([304, '']);
			}
			expect((await tagged('"other"')).status).toBe(200);
			await db.query(
				`update incident set state = 'closed', closed_at = '2026-06-30T05:00:00Z' where number = 'T-1'`
			);
			expect((await tagged(tag)).status).toBe(200);
			expect((await column(address)).A1).toBe(1);
			await db.query(`update incident set state = 'filed', closed_at = null where number = 'T-1'`);
			expect((await tagged(tag)).status).toBe(304);
		});

		it('is another one on another day', async () => {
			const later = { ...context, now: new Date('2026-07-09T04:00:00Z') };
			expect((await json<Column>(later, '/api/measures/greening')).values).not.toEqual(
				(await get<Column>('/api/measures/greening')).values
			);
		});
	});

	it('a long answer is compressed for those who take it, and is the same', async () => {
		const plain = await (await ask(context, '/api/catalogue')).text();
		const packed = await ask(context, '/api/catalogue', { headers: { 'accept-encoding': 'br, gzip;q=0.5' } });
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(plain);
		const refused = await ask(context, '/api/catalogue', { headers: { 'accept-encoding': 'gzip;q=0' } });
		expect(refused.headers.get('content-encoding')).toBeNull();
	});

	it('health is 200 when the database answers', async () => {
		expect(await get('/healthz')).toEqual({
			status: 'ready',
			engine: db.engine,
			coverage_as_of: tiny.TINY_DAY
		});
	});
});
