/** A measure month by month. */
import { beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { z } from 'zod';
import type { measureMonthsSchema } from '../../../src/lib/domain/api/measures.ts';
import type { Problem } from '../../../src/lib/domain/api/problem.ts';
import { breaksOf, classIndex } from '../../../src/lib/domain/measure/breaks.ts';
import { PACKED_COLUMN, unpackColumns } from '../../../src/lib/domain/measure/packed-column.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { layManyIncidents } from '../../fixtures/many-incidents.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { ask, json } from './ask.ts';

type Months = z.infer<typeof measureMonthsSchema>;
const ADDRESS = '/api/measures/incidents/months';
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describeEngines('incidents month by month', (db) => {
	let context: Context;
	let months: Months;
	beforeAll(async () => {
		await db.transaction(async (tx) => {
			await tiny.layTinyGround(tx);
			await layManyIncidents(tx, 20_000);
		});
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
		months = await json<Months>(context, ADDRESS);
	});
	const packed = (headers: Record<string, string> = {}) =>
		ask(context, ADDRESS, { headers: { accept: PACKED_COLUMN, ...headers } });

	it('are thirteen calendar months, the last one being that of the day', () => {
		expect(months.months).toHaveLength(13);
		expect([months.months[0], months.months[12]]).toEqual(['2025-07', '2026-07']);
		expect(months.as_of).toBe(tiny.TINY_DAY);
	});

	it('have for each grid and month what the database counts, by the day where the jurisdiction is', async () => {
		const rows = await db.query<{ id: number; month: string; n: number }>(
			`select grid_id as id, to_char(happened_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*)::int as n
			from incident where grid_id is not null and state <> 'void'
				and happened_at >= '2025-06-30T16:00:00Z' and happened_at < '2026-07-01T16:00:00Z' group by 1, 2`
		);
		expect(rows.length).toBeGreaterThan(80);
		const counted = new Map(rows.map(({ id, month, n }) => [`${id} ${month}`, n]));
		expect(months.ids).toHaveLength(8);
		months.values.forEach((values, nth) =>
			expect(values).toEqual(months.ids.map((id) => counted.get(`${id} ${months.months[nth]}`) ?? 0))
		);
		expect(months.totals).toEqual(months.values.map(sum));
	});

	it('have one scale, and the counts of each month on it', () => {
		expect(months.breaks).toEqual(breaksOf(months.values.flat(), true));
		expect(months.breaks.length).toBeGreaterThan(2);
		months.histograms.forEach(({ counts, zero }, nth) => {
			expect(counts).toHaveLength(months.edges.length - 1);
			expect(zero).toBe(months.values[nth]!.filter((value) => value === 0).length);
			expect(sum(counts) + zero).toBe(months.ids.length);
		});
		expect(Math.max(...months.values.flat())).toBeLessThanOrEqual(months.edges.at(-1)!);
	});

	it.each(['community', 'street', 'district'])('of a %s are the sums over its grids', async (level) => {
		const areas = await json<Months>(context, `${ADDRESS}?level=${level}`);
		expect(areas.totals).toEqual(months.totals);
		expect(areas.values.map(sum)).toEqual(months.totals);
		if (level !== 'community') return;
		const [a] = await db.query<{ id: number; grids: number[] }>(
			`select area.id, array_agg(grid.id) as grids from area join grid on grid.community_id = area.id
			where area.code = $1 group by area.id`,
			[tiny.COMMUNITY_A]
		);
		areas.values.forEach((values, nth) =>
			expect(values[areas.ids.indexOf(a!.id)]).toBe(
				sum(a!.grids.map((id) => months.values[nth]![months.ids.indexOf(id)]!))
			)
		);
	});

	describe('in few bytes', () => {
		it('say the same: the head, the ids once, and the classes of each month', async () => {
			const response = await packed();
			expect(response.headers.get('content-type')).toBe(PACKED_COLUMN);
			const { ids, values, ...rest } = months;
			const found = unpackColumns(new Uint8Array(await response.arrayBuffer()), () => 13);
			expect(found.head).toEqual({ ...rest, count: ids.length });
			expect([...found.ids]).toEqual(ids);
			expect(found.columns.map((classes) => [...classes])).toEqual(
				values.map((column) => column.map((value) => classIndex(value, rest.breaks)))
			);
		});

		it('are unchanged by their tag until something is reported', async () => {
			const tag = (await packed()).headers.get('etag')!;
			expect((await packed({ 'if-none-match': tag })).status).toBe(304);
			const plain = (await ask(context, ADDRESS)).headers.get('etag')!;
			expect((await packed({ 'if-none-match': plain })).status).toBe(200);
			await db.query(
				`update incident set happened_at = happened_at - interval '1 month' where number = 'T-1'`
			);
			expect((await packed({ 'if-none-match': tag })).status).toBe(200);
			await db.query(
				`update incident set happened_at = happened_at + interval '1 month' where number = 'T-1'`
			);
			expect((await packed({ 'if-none-match': tag })).status).toBe(304);
		});
	});

	it('begin a month later once it is the next month there, though not yet in Greenwich', async () => {
		const next = { ...context, now: new Date('2026-07-31T16:00:00Z') };
		const later = await json<Months>(next, ADDRESS);
		expect([later.months[0], later.months[12]]).toEqual(['2025-08', '2026-08']);
		expect(later.totals[12]).toBe(0);
	});

	it.each([
		['a measure that has no months', '/api/measures/residents/months', 'measure', 'not_offered'],
		['a measure that there is not', '/api/measures/happiness/months', 'measure', 'not_offered'],
		['a level that there is not', `${ADDRESS}?level=planet`, 'level', 'not_offered'],
		['one month', `${ADDRESS}?month=2026-13`, 'month', 'unknown'],
		['a duty', `${ADDRESS}?duty=greening`, 'duty', 'unknown']
	])('are refused for %s', async (_, address, parameter, reason) => {
		for (const accept of ['application/json', PACKED_COLUMN]) {
			const response = await ask(context, address, { headers: { accept } });
			expect(response.status).toBe(400);
			expect(((await response.json()) as Problem).errors).toEqual([
				expect.objectContaining({ parameter, reason })
			]);
		}
	});
});
