/** Patterns of cases: counted by hour, area, grid and cell, of those alone that whoever asks may see. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Question } from '../../../src/lib/domain/pattern/asked.ts';
import { barsOf, weekOf } from '../../../src/lib/domain/pattern/rhythm.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import {
	listBehind,
	readCells,
	readChoices,
	readComparison,
	readCounts,
	readRhythm
} from '../../../src/lib/server/pattern/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { handsOf, type Hand, type Hands } from '../incident/hands.ts';

/** All of the tiny ground's cases but the void one: T-1 on 30 June, T-2 on 20 June, T-6 on 1 June, T-3 in March. */
const YEAR: Question = {
	from: '2025-07-02',
	to: '2026-07-01',
	kind: null,
	class: null,
	area: null,
	hours: []
};
const JUNE: Question = { ...YEAR, from: '2026-06-01', to: '2026-06-30' };
const AROUND = { bounds: [...tiny.lngLatOf(-50, -50), ...tiny.lngLatOf(450, 250)] as const, zoom: 18 };

describeEngines('patterns of cases', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await owner.transaction((tx) => tiny.layTinyGround(tx));
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const total = async (hand: Hand, question: Question) =>
		(await readRhythm(hand, question)).counts.reduce((sum, count) => sum + count, 0);
	const numbers = async (hand: Hand, question: Question, near: Parameters<typeof listBehind>[2] = null) =>
		(await listBehind(hand, question, near, 1)).rows.map(({ number }) => number);

	it('are by the hour on the wall, without what was void, and of both days at the ends', async () => {
		const rhythm = await readRhythm(hands.leader, JUNE);
		expect(rhythm).toEqual({ days: [0, 19, 29], hours: [10, 10, 10], counts: [1, 1, 1], outside: 0 });
		const week = weekOf(rhythm, JUNE.from, [0, 29]);
		// Monday the 1st, Saturday the 20th and Tuesday the 30th.
		expect([week[10], week[5 * 24 + 10], week[24 + 10]]).toEqual([1, 1, 1]);
		expect(barsOf(rhythm, JUNE.from, 30, [10]).map(({ count }) => count)).toEqual([
			1,
			...new Array<number>(29).fill(0)
		]);
		expect(await total(hands.leader, YEAR)).toBe(4);
		expect(await total(hands.leader, { ...JUNE, from: '2026-06-02', to: '2026-06-29' })).toBe(1);
	});

	it('are of a kind, a class with what it was, an area, and hours of the week', async () => {
		expect(await numbers(hands.leader, { ...YEAR, kind: 'public_order' })).toEqual(['T-2']);
		const [matter] = (await readChoices(hands.leader, YEAR)).classes;
		expect(matter).toMatchObject({ edition: 'tiny', kind: 'matter', count: 3 });
		expect(await numbers(hands.leader, { ...YEAR, class: matter!.id })).toEqual(['T-1', 'T-6', 'T-3']);
		expect(await numbers(hands.leader, { ...YEAR, area: tiny.COMMUNITY_B })).toEqual(['T-6']);
		expect(await numbers(hands.leader, { ...YEAR, area: tiny.STREET })).toHaveLength(4);
		expect(await numbers(hands.leader, { ...YEAR, hours: [10, 24 + 10] })).toEqual(['T-1', 'T-6', 'T-3']);
		expect(await numbers(hands.leader, { ...YEAR, hours: [11] })).toEqual([]);
		const former = await owner.query<{ id: number }>(
			`insert into incident_class (edition, kind, code, group_name, name_zh, certainty)
			values ('former', 'matter', '1', '旧', '旧类', 'city') returning id`
		);
		await owner.query(
			`insert into incident_class_match (former_id, class_id, certainty) values ($1, $2, 'city')`,
			[matter!.id, former[0]!.id]
		);
		// Counted under the newer class, as what it is now.
		expect(await numbers(hands.leader, { ...YEAR, class: former[0]!.id })).toHaveLength(3);
	});

	it('are by area of each level, by grid and by cell', async () => {
		const { A1, B4 } = ground.grids;
		const of = (code: string) => ground.areas[code]!;
		expect(await readCounts(hands.leader, YEAR, { level: 'community' })).toEqual({
			level: 'community',
			ids: [of(tiny.COMMUNITY_A), of(tiny.COMMUNITY_B)].sort((one, other) => one - other),
			counts: of(tiny.COMMUNITY_A) < of(tiny.COMMUNITY_B) ? [3, 1] : [1, 3]
		});
		for (const [level, code] of [
			['street', tiny.STREET],
			['district', tiny.DISTRICT]
		] as const)
			expect(await readCounts(hands.leader, YEAR, { level })).toEqual({
				level,
				ids: [of(code)],
				counts: [4]
			});
		const grids = await readCounts(hands.leader, YEAR, { level: 'grid', bounds: AROUND.bounds });
		expect(Object.fromEntries(grids.ids.map((id, at) => [id, grids.counts[at]]))).toEqual({
			[A1]: 3,
			[B4]: 1
		});
		const [west, south] = tiny.lngLatOf(205, -5);
		const [east, north] = tiny.lngLatOf(405, 205);
		const east_half = { level: 'grid', bounds: [west, south, east, north] } as const;
		expect(await readCounts(hands.leader, YEAR, east_half)).toMatchObject({ ids: [B4], counts: [1] });

		const near = await readCells(hands.leader, YEAR, AROUND);
		expect(near.total).toBe(4);
		expect(near.cells.map(({ count, number, kind }) => [count, number, kind]).sort()).toEqual([
			[1, 'T-1', 'matter'],
			[1, 'T-2', 'public_order'],
			[1, 'T-3', 'matter'],
			[1, 'T-6', 'matter']
		]);
		const one = near.cells.find(({ number }) => number === 'T-6')!;
		const [lng, lat] = tiny.lngLatOf(350, 50);
		expect(Math.abs(one.position[0] - lng)).toBeLessThan(2e-6);
		expect(Math.abs(one.position[1] - lat)).toBeLessThan(2e-6);
		const far = await readCells(hands.leader, YEAR, { ...AROUND, zoom: 0 });
		expect(far.cells).toMatchObject([{ count: 4, number: null, kind: null }]);
		const half = await readCells(hands.leader, YEAR, { ...AROUND, bounds: [west, south, east, north] });
		expect(half.cells.map(({ number }) => number)).toEqual(['T-6']);
	});

	it('are compared with the days before and with the year before, in all and by area', async () => {
		const asked = { compare: 'before', by: 'community' } as const;
		const june = await readComparison(hands.leader, JUNE, asked);
		expect(june).toMatchObject({ now: 3, earlier: 0, before: { from: '2026-05-02', to: '2026-05-31' } });
		expect(june.whole).toMatchObject({ ratio: null, high: null });
		expect(june.whole.p).toBeCloseTo(0.25, 12);
		expect(june.areas).toMatchObject({ compared: 2, risen: 0, fallen: 0, fewer: [] });
		expect(june.areas.more.map(({ code, now, above }) => [code, now, above])).toEqual([
			[tiny.COMMUNITY_A, 2, expect.any(String)],
			[tiny.COMMUNITY_B, 1, expect.any(String)]
		]);
		const march = { ...YEAR, from: '2025-03-01', to: '2025-03-31' };
		const year = await readComparison(hands.leader, march, { compare: 'year', by: 'duty_grid' });
		// T-4, closed in March 2024; its grid belongs to no duty grid or to one.
		expect(year).toMatchObject({ now: 0, earlier: 1, before: { from: '2024-03-01' } });
		const seats = await owner.query<{ code: string }>(
			`select a.code from grid g join area a on a.id = g.duty_grid_id where g.id = $1`,
			[ground.grids.A1]
		);
		expect(year.areas.fewer.map(({ code }) => code)).toEqual(seats.map(({ code }) => code));
	});

	it('have the cases behind them: of a grid and those around it, the last first, page by page', async () => {
		const around = (metres: number) => ({ grid: tiny.GRID_CODES.A1, metres });
		expect(await numbers(hands.leader, YEAR, around(0))).toEqual(['T-1', 'T-2', 'T-3']);
		// B4 lies 300 m east and 100 m south of it.
		expect(await numbers(hands.leader, YEAR, around(316))).toHaveLength(3);
		expect(await numbers(hands.leader, YEAR, around(316.227766))).toHaveLength(4);
		expect(await numbers(hands.leader, YEAR, { grid: 'NOWHERE', metres: 500 })).toEqual([]);
		expect(await listBehind(hands.leader, YEAR, null, 2)).toEqual({ rows: [], total: 0 });
	});

	it('are of one’s own ground only, whatever is asked', async () => {
		expect(await total(hands.worker, YEAR)).toBe(3);
		expect(await total(hands.elsewhere, YEAR)).toBe(1);
		expect(await total(hands.elsewhere, { ...YEAR, area: tiny.COMMUNITY_A })).toBe(0);
		expect(await numbers(hands.elsewhere, YEAR, { grid: tiny.GRID_CODES.A1, metres: 1000 })).toEqual(['T-6']);
		expect((await readCells(hands.elsewhere, YEAR, AROUND)).total).toBe(1);
		expect(await readCounts(hands.elsewhere, YEAR, { level: 'street' })).toMatchObject({ counts: [1] });
		expect(await readCounts(hands.elsewhere, YEAR, { level: 'grid', bounds: AROUND.bounds })).toMatchObject({
			ids: [ground.grids.B4]
		});
		const compared = await readComparison(hands.elsewhere, JUNE, { compare: 'before', by: 'community' });
		expect(compared).toMatchObject({ now: 1, areas: { compared: 1 } });
		const { areas, classes } = await readChoices(hands.elsewhere, YEAR);
		expect(areas.map(({ code }) => code)).toEqual([tiny.COMMUNITY_B]);
		expect(classes.map(({ count }) => count)).toEqual([1]);
	});

	it('are nothing to whoever may read no cases, or has no ground to read them on', async () => {
		for (const who of ['auditor', 'unit'] as const)
			for (const ask of [
				() => readRhythm(hands[who], YEAR),
				() => readChoices(hands[who], YEAR),
				() => readComparison(hands[who], YEAR, { compare: 'before', by: 'street' }),
				() => readCells(hands[who], YEAR, AROUND),
				() => readCounts(hands[who], YEAR, { level: 'street' }),
				() => listBehind(hands[who], YEAR, null, 1)
			])
				expect(await toldBy(ask())).toMatchObject({ kind: 'not-found', details: { what: 'path' } });
		const nowhere = { ...YEAR, area: '999' };
		expect(await toldBy(readCells(hands.leader, nowhere, AROUND))).toMatchObject({
			kind: 'unknown-reference',
			details: { parameter: 'area', code: '999' }
		});
		expect(await toldBy(readCounts(hands.leader, nowhere, { level: 'street' }))).toMatchObject({
			kind: 'unknown-reference'
		});
		expect(await readChoices(hands.leader, nowhere)).toMatchObject({ area: null, classes: [] });
	});
});
