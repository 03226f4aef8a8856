/** What a filter of cases asks for: by grid, box, days and words; in which order; as a board, and as places on a map. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseFilter } from '../../../src/lib/domain/incident/filter.ts';
import { listCases, readBoard, readPlaces } from '../../../src/lib/server/incident/list.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { act, dispatchedCase, handsOf, layClass, report, type Hand, type Hands } from './hands.ts';

const filter = (query: string) => parseFilter(new URLSearchParams(query));

describeEngines('a filter of cases', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	/** Given to the company, and taken away from it again. */
	let given: string;
	let reported: string;
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		const greening = await layClass(owner, [{ condition: '', minutes: 240 }]);
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
		given = await dispatchedCase(hands, greening);
		({ number: reported } = await report(hands.worker, {
			class: greening,
			position: tiny.lngLatOf(20, 20),
			address: '石桥巷 3 号'
		}));
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const numbers = async (hand: Hand, query = '') =>
		(await listCases(hand, filter(query))).rows.map(({ number }) => number);
	const boxOf = (x: number, y: number, wide: number) =>
		[tiny.lngLatOf(x, y), tiny.lngLatOf(x + wide, y + wide)]
			.flat()
			.map((degrees) => degrees.toFixed(6))
			.join();

	it('asks for what lies in a grid or in a box', async () => {
		// The company's lies at 110, 180.
		expect(await numbers(hands.office, `bbox=${boxOf(105, 175, 10)}`)).toEqual([given]);
		expect(await numbers(hands.office, `bbox=${boxOf(112, 175, 10)}`)).toEqual([]);
		expect((await numbers(hands.office, 'bbox=-180,-90,180,90')).length).toBe(5);
		const inGrid = await numbers(hands.office, `grid=${tiny.GRID_CODES.A3}`);
		expect(inGrid).toContain(reported);
		expect(inGrid).not.toContain(given);
		expect(await numbers(hands.office, 'grid=nowhere')).toEqual([]);
		const { counts } = await listCases(hands.office, filter(`bbox=${boxOf(105, 175, 10)}`));
		expect(counts).toMatchObject({ open: 1, states: { dispatched: 1 } });
	});

	it('asks for what happened on some days, where the jurisdiction is', async () => {
		// T-2 happened at two in the morning of the 20th of June in UTC: at ten there.
		expect(await numbers(hands.office, 'from=2026-06-20&to=2026-06-20')).toEqual(['T-2']);
		expect(await numbers(hands.office, 'from=2026-06-21&to=2026-06-20')).toEqual([]);
		const today = await numbers(hands.office, `from=${tiny.TINY_DAY}`);
		expect(today).toEqual(expect.arrayContaining([given, reported]));
		expect(today).not.toContain('T-2');
		expect((await numbers(hands.office, `to=${tiny.TINY_DAY}`)).length).toBe(5);
	});

	it('asks for words of an address, a class by its name or code, and a number', async () => {
		expect(await numbers(hands.office, 'q=%E7%9F%B3%E6%A1%A5%E5%B7%B7')).toEqual([reported]);
		expect((await numbers(hands.office, 'q=g')).sort()).toEqual([given, reported].sort());
		expect(await numbers(hands.office, `q=${given}`)).toEqual([given]);
	});

	it('puts them into the order that is asked for', async () => {
		const due = await listCases(hands.office, filter(''));
		const dues = due.rows.map((row) => row.due_at ?? 'z');
		expect(dues).toEqual([...dues].sort());
		const newest = await listCases(hands.office, filter('sort=happened'));
		const moments = newest.rows.map((row) => row.happened_at);
		expect(moments).toEqual([...moments].sort().reverse());
		expect(new Set(newest.rows.map(({ number }) => number))).toEqual(
			new Set(due.rows.map(({ number }) => number))
		);
		const ended = await listCases(hands.office, filter('view=ended&sort=happened'));
		const before = ended.rows.map((row) => row.happened_at);
		expect(before).toEqual([...before].sort().reverse());
	});

	it('finds of those that have ended words of the last month, and a whole number however old', async () => {
		const all = (await listCases(hands.office, filter('view=ended'))).rows;
		expect(all.map(({ number }) => number)).toEqual(['T-5', 'T-3', 'T-4']);
		const days = all.map((row) => row.happened_at.slice(0, 10));
		for (const { number } of all)
			expect(await numbers(hands.office, `view=ended&q=${number}`)).toEqual([number]);
		const month = all.filter((_, at) => days[at]! >= '2026-05-31').map(({ number }) => number);
		expect(await numbers(hands.office, 'view=ended&q=T-')).toEqual(month);
		expect(await numbers(hands.office, 'view=ended&q=T-&from=2020-01-01')).toEqual(['T-5', 'T-3', 'T-4']);
		// The same by way of what is looked up first and put into order then.
		for (const { number } of all)
			expect(await numbers(hands.office, `view=ended&bbox=${boxOf(-400, -400, 1200)}`)).toContain(number);
		expect(await numbers(hands.unit, 'view=ended')).toEqual([]);
	});

	it('gives each only what they may see, in every shape', async () => {
		for (const [hand, most] of [
			[hands.elsewhere, ['T-6']],
			[hands.unit, [given]],
			[hands.squad, []]
		] as const) {
			expect(await numbers(hand)).toEqual(most);
			expect((await readPlaces(hand, filter(''))).places.map(({ number }) => number)).toEqual(most);
			const { columns, counts } = await readBoard(hand, filter(''));
			expect(columns.flatMap(({ rows }) => rows).map(({ number }) => number)).toEqual(most);
			expect(counts.open).toBe(most.length);
		}
		for (const reading of [readBoard, readPlaces])
			expect(await toldBy(reading(hands.auditor, filter('')))).toMatchObject({
				kind: 'not-found',
				details: { what: 'path' }
			});
		// What was taken away is seen still.
		const { version } = (await listCases(hands.office, filter(`q=${given}`))).rows[0]!;
		await act(hands.office, given, {
			action: 'redispatch',
			version,
			organisation: 'squad',
			reason: '不是绿化'
		});
		expect(await numbers(hands.unit)).toEqual([given]);
		expect(await numbers(hands.squad)).toEqual([given]);
	});

	it('offers with each case what whoever asks can do to it from a list', async () => {
		const offered = async (hand: Hand, number: string) =>
			(await listCases(hand, filter(`q=${number}`))).rows[0]!.offered;
		expect(await offered(hands.office, reported)).toEqual(['accept', 'escalate', 'void', 'say']);
		expect(await offered(hands.leader, reported)).toEqual([]);
		expect(await offered(hands.worker, reported)).toEqual(['say']);
		// To be filed, somebody must have found it there.
		await act(hands.office, reported, { action: 'accept', version: 1 });
		expect(await offered(hands.office, reported)).not.toContain('file');
		await act(hands.worker, reported, { action: 'verify', version: 2, found: true });
		expect(await offered(hands.office, reported)).toContain('file');
	});

	it('is a board of the states in their order, the most urgent first, as many as a column holds', async () => {
		const { columns, counts } = await readBoard(hands.office, filter('as=board'));
		expect(columns.map(({ state }) => state)).toEqual([
			...['reported', 'accepted', 'filed', 'dispatched', 'disposed', 'checked', 'suspended']
		]);
		for (const { state, rows } of columns) {
			expect(rows.length).toBe(counts.states[state] ?? 0);
			const due = rows.map((row) => row.due_at ?? 'z');
			expect(due).toEqual([...due].sort());
		}
		const late = await readBoard(hands.office, filter('as=board&view=overdue'));
		expect(late.columns.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(counts.overdue);
		await owner.query(
			`insert into incident (number, class_id, geom, happened_at, state, source_id)
			select 'B-' || n, class_id, geom, happened_at, 'checked', source_id
			from incident cross join generate_series(1, 60) n where number = 'T-1'`
		);
		const column = async (query: string) =>
			(await readBoard(hands.office, filter(query))).columns.find(({ state }) => state === 'checked')!.rows;
		expect(await column('as=board')).toHaveLength(50);
		expect(await column('as=board&more=checked')).toHaveLength(60);
		expect((await readBoard(hands.office, filter('as=board'))).counts.states.checked).toBe(60);
		await owner.query(`delete from incident where number like 'B-%'`);
	});

	it('is places on a map, wherever the map is: what each is, and by when', async () => {
		const { places, classes, more } = await readPlaces(hands.office, filter(`bbox=${boxOf(105, 175, 10)}`));
		expect(places).toHaveLength(5);
		expect(more).toBe(false);
		const one = places.find(({ number }) => number === given)!;
		const [lng, lat] = tiny.lngLatOf(110, 180);
		expect(one.position[0]).toBeCloseTo(lng, 5);
		expect(one.position[1]).toBeCloseTo(lat, 5);
		expect(classes.find(({ id }) => id === one.class)).toMatchObject({ name_zh: '枝叶遮挡' });
		expect(classes).toHaveLength(new Set(places.map((place) => place.class)).size);
		const ended = await readPlaces(hands.office, filter('view=ended'));
		expect(ended.places.map(({ number }) => number)).toEqual(['T-5', 'T-3', 'T-4']);
	});
});
