/** What the API says of areas, the jurisdiction and the catalogues of the tiny ground. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { z } from 'zod';
import type { areaListSchema, areaProfileSchema } from '../../../src/lib/domain/api/areas.ts';
import type { catalogueSchema, jurisdictionSchema } from '../../../src/lib/domain/api/setting.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { describeEngines } from '../harness/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { json } from './ask.ts';

describeEngines('areas and setting', (db) => {
	let context: Context;
	beforeAll(async () => {
		await db.transaction((tx) => tiny.layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
	});
	const get = <T>(address: string) => json<T>(context, address);

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

	it('an area says no number of residents where few of its built-up grids have one, and a sum where most have', async () => {
		const mine = `grid_id in (select g.id from grid g join area a on a.id = g.community_id where a.code = '${tiny.COMMUNITY_A}')`;
		const kept = await db.query<{ id: number; residents: number; residents_by_age: number[] }>(
			`select id, residents, residents_by_age from building where ${mine}`
		);
		const column = async () => {
			const { ids, values } = await get<{ ids: number[]; values: (number | null)[] }>(
				'/api/measures/residents?level=community'
			);
			const [area] = await db.query<{ id: number }>('select id from area where code = $1', [
				tiny.COMMUNITY_A
			]);
			return values[ids.indexOf(area!.id)];
		};
		expect(await column()).toBe(200);
		await db.query(
			`update building set residents = null, residents_by_age = null where ${mine} and id <> ${kept[0]!.id}`
		);
		try {
			expect(await column()).toBeNull();
			const found = await get<z.infer<typeof areaProfileSchema>>(`/api/areas/${tiny.COMMUNITY_A}`);
			expect(found.counts.residents).toBeNull();
			expect(found.duties.find(({ code }) => code === 'public_order')!.clear.residents).toBeNull();
			expect(found.facilities.map(({ residents_of_age }) => residents_of_age)).not.toContain(0);
		} finally {
			for (const { id, residents, residents_by_age } of kept)
				await db.query('update building set residents = $2, residents_by_age = $3 where id = $1', [
					id,
					residents,
					residents_by_age
				]);
		}
		expect(await column()).toBe(200);
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
			{
				kind: 'demonstration',
				name: 'tiny ground',
				attribution: '虚构数据，仅供演示',
				licence: null,
				as_of: tiny.TINY_DAY
			}
		]);
		// 60 people in A2 live on ground whose greening belongs to nobody, beside ground that is in order.
		expect(found.start).toMatchObject({ code: tiny.GRID_CODES.A2, duty: 'greening', reason: 'gap' });
		const [west, south, east, north] = found.bbox!;
		expect(west < found.start!.lng && found.start!.lng < east).toBe(true);
		expect(south < found.start!.lat && found.start!.lat < north).toBe(true);
	});

	it('the catalogue has the norm in force, and the measures', async () => {
		const found = await get<z.infer<typeof catalogueSchema>>('/api/catalogue');
		expect(found.duties.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(tiny.PLANTED)));
		const dayCare = found.facility_types.find(({ code }) => code === 'elderly_day_care')!;
		expect(dayCare.norm).toMatchObject({ radius_m: 300, age_from: 60, age_to: null, certainty: 'memory' });
		expect(found.measures.map(({ id }) => id)).toContain('unreached');
	});

	it('health is 200, and all is well when the database answers at once', async () => {
		// It does not wait for a database that is slow just now; then it says so.
		await vi.waitFor(
			async () =>
				expect(await get('/healthz')).toEqual({
					status: 'ready',
					engine: db.engine,
					database: 'ok',
					replica: 'none',
					running: 0,
					waiting: 0,
					coverage_as_of: tiny.TINY_DAY
				}),
			30_000
		);
	});
});
