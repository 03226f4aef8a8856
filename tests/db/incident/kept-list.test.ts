/** A list that somebody has just read is given to others who may see the same, and never one from before a change. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseFilter } from '../../../src/lib/domain/incident/filter.ts';
import { listCases, readBoard, readPlaces } from '../../../src/lib/server/incident/list.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';
import { act, after, at, layCases, report, type Hand, type Hands } from './hands.ts';

const OPEN = parseFilter(new URLSearchParams());

describeEngines('a list that was read a moment ago', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let greening: number;
	beforeAll(async () => {
		({ db, hands, greening } = await layCases(owner));
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const statesOf = async (hand: Hand) =>
		(await listCases(hand, OPEN)).rows.map(({ number, state }) => `${number} ${state}`);

	it('is the same one, unread, while nothing is done', async () => {
		const first = await listCases(hands.office, OPEN);
		expect(await listCases(hands.office, OPEN)).toBe(first);
		expect(await readBoard(hands.office, OPEN)).toBe(await readBoard(hands.office, OPEN));
		expect(await readPlaces(hands.office, OPEN)).toBe(await readPlaces(hands.office, OPEN));
		const filtered = parseFilter(new URLSearchParams('view=ended'));
		expect(await listCases(hands.office, filtered)).not.toBe(first);
	});

	it('holds what was done since: a report, a deed, a word, each at once', async () => {
		await listCases(hands.office, OPEN);
		const { number } = await report(hands.worker, { class: greening });
		expect(await statesOf(hands.office)).toContain(`${number} reported`);
		await act(hands.office, number, { action: 'accept', version: 1 });
		const accepted = await listCases(hands.office, OPEN);
		expect(accepted.rows.find((row) => row.number === number)).toMatchObject({
			state: 'accepted',
			version: 2
		});
		await act(hands.office, number, { action: 'say', version: 2, reason: '看一下' });
		expect((await listCases(hands.office, OPEN)).rows.find((row) => row.number === number)?.version).toBe(3);
		const place = async () => (await readPlaces(hands.office, OPEN)).places.map((one) => one.number);
		expect(await place()).toContain(number);
		await act(hands.office, number, { action: 'void', version: 3, reason: '误报' });
		expect(await place()).not.toContain(number);
		expect(
			(await readBoard(hands.office, OPEN)).columns.flatMap(({ rows }) => rows).map((row) => row.number)
		).not.toContain(number);
	});

	it('holds what was brought in and taken back without an event', async () => {
		const before = await statesOf(hands.office);
		const [{ id }] = (await owner.query(
			`insert into incident (number, class_id, geom, happened_at, state, source_id)
			 select 'K-1', class_id, geom, happened_at, 'filed', source_id from incident where number = 'T-1' returning id`
		)) as [{ id: number }];
		expect(await statesOf(hands.office)).toEqual(expect.arrayContaining([...before, 'K-1 filed']));
		await owner.query('delete from incident where id = $1', [id]);
		expect(await statesOf(hands.office)).toEqual(before);
	});

	it('is nobody’s who may see something else', async () => {
		const [office, elsewhere] = [await statesOf(hands.office), await statesOf(hands.elsewhere)];
		expect(office.length).toBeGreaterThan(elsewhere.length);
		expect(await statesOf(hands.worker)).not.toEqual(office);
		expect(await statesOf(hands.elsewhere)).toEqual(elsewhere);
	});

	it('counts what is overdue at another moment by that', async () => {
		await owner.query(`update incident set due_at = $1 where number = 'T-1'`, [after(10)]);
		const overdue = async (minutes: number) =>
			(await listCases(at(hands.office, minutes), OPEN)).counts.overdue;
		const now = await overdue(0);
		expect(await overdue(11)).toBe(now + 1);
		expect(await overdue(0)).toBe(now);
	});
});
