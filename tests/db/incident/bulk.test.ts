/** One thing done to several cases: all, some, none; once, whoever asks again; and by nobody who may not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MOST_AT_ONCE } from '../../../src/lib/domain/incident/bulk.ts';
import { parseFilter } from '../../../src/lib/domain/incident/filter.ts';
import { actOnCases, type BulkDeed, type Outcome } from '../../../src/lib/server/incident/bulk.ts';
import { listCases } from '../../../src/lib/server/incident/list.ts';
import { readCase } from '../../../src/lib/server/incident/page.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { describeEngines } from '../harness/index.ts';
import { act, at, layCases, report, type Hand, type Hands } from './hands.ts';

describeEngines('one thing done to several cases', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let greening: number;
	beforeAll(async () => {
		({ db, hands, greening } = await layCases(owner));
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});

	const CLEAR = tiny.lngLatOf(110, 180);
	const GAP = tiny.lngLatOf(170, 160);
	/** As many as there are places, each seen on the spot. */
	const reportAt = async (...positions: [number, number][]) => {
		const numbers: string[] = [];
		for (const position of positions)
			numbers.push((await report(hands.worker, { class: greening, position, found: true })).number);
		return numbers;
	};
	const doAll = (hand: Hand, deed: Omit<BulkDeed, 'key'> & { key?: string }) =>
		actOnCases(hand, { key: randomUUID(), ...deed });
	const seen = (numbers: readonly string[], version: number) =>
		numbers.map((number) => ({ number, version }));
	const states = (outcomes: readonly Outcome[]) =>
		outcomes.map(({ done, refused }) => done?.state ?? refused!.kind);
	const audited = async (number: string) =>
		(
			await owner.query<{ deed: string }>(
				`select detail ->> 'deed' as deed from audit_entry where action = 'incident.act' and subject = $1 order by id`,
				[number]
			)
		).map(({ deed }) => deed);

	it('goes all its way, each case to the one that its duty proposes', async () => {
		const numbers = await reportAt(CLEAR, CLEAR, GAP);
		const accepted = await doAll(hands.office, { action: 'accept', cases: seen(numbers, 1) });
		expect(accepted.map(({ number }) => number)).toEqual(numbers);
		expect(states(accepted)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(states(await doAll(hands.office, { action: 'file', cases: seen(numbers, 2) }))).toEqual([
			...['filed', 'filed', 'filed']
		]);
		const dispatched = await doAll(hands.office, { action: 'dispatch', cases: seen(numbers, 3) });
		expect(states(dispatched)).toEqual(['dispatched', 'dispatched', 'dispatched']);
		const handlers = await Promise.all(
			numbers.map(async (number) => (await readCase(hands.office, number)).organisation?.code)
		);
		expect(handlers).toEqual(['greening-co', 'greening-co', 'street-office']);
		// Each has its own entry for each step, as if it had been done by itself.
		for (const number of numbers) expect(await audited(number)).toEqual(['accept', 'file', 'dispatch']);
		const again = await doAll(hands.office, {
			action: 'redispatch',
			organisation: 'squad',
			reason: '请城管一并处理',
			cases: seen(numbers, 4)
		});
		expect(states(again)).toEqual(['dispatched', 'dispatched', 'dispatched']);
		expect((await listCases(hands.squad, parseFilter(new URLSearchParams()))).rows).toHaveLength(3);
	});

	it('says of each by itself why it was refused, and does the others', async () => {
		const [one, two, three, four] = (await reportAt(CLEAR, CLEAR, CLEAR, CLEAR)) as [
			string,
			string,
			string,
			string
		];
		await act(hands.office, two, { action: 'accept', version: 1 });
		await act(hands.office, three, { action: 'say', version: 1, reason: '看过了' });
		const outcomes = await doAll(hands.office, {
			action: 'accept',
			cases: [
				...[one, two, three, four].map((number) => ({ number, version: number === two ? 2 : 1 })),
				{ number: 'T-0', version: 0 },
				// In the other community, and within reach.
				{ number: 'T-6', version: 0 }
			]
		});
		expect(outcomes).toMatchObject([
			{ number: one, done: { state: 'accepted', version: 2 } },
			{ number: two, refused: { kind: 'case-refused', reason: 'state', what: 'accepted' } },
			{ number: three, refused: { kind: 'conflict', what: 'case' } },
			{ number: four, done: { state: 'accepted' } },
			{ number: 'T-0', refused: { kind: 'not-found', what: 'incident' } },
			{ number: 'T-6', done: { state: 'accepted' } }
		]);
		// What was refused is as it was.
		expect(await readCase(hands.office, three)).toMatchObject({ state: 'reported', version: 2 });
		expect(await audited(three)).toEqual(['say']);
		const missing = await doAll(hands.office, { action: 'void', cases: seen([one], 2) });
		expect(missing).toMatchObject([{ refused: { kind: 'case-field', field: 'reason', reason: 'missing' } }]);
		const personal = await doAll(hands.office, {
			action: 'void',
			reason: '电话 13812345678',
			cases: seen([one], 2)
		});
		expect(personal).toMatchObject([{ refused: { kind: 'case-field', reason: 'personal' } }]);
		const unknown = await doAll(hands.office, { action: 'file', cases: seen([one], 2) });
		expect(states(unknown)).toEqual(['filed']);
		expect(
			await doAll(hands.office, { action: 'dispatch', organisation: 'nobody', cases: seen([one], 3) })
		).toMatchObject([{ refused: { kind: 'case-field', field: 'organisation', reason: 'unknown' } }]);
	});

	it('refuses a case to which nobody is proposed, where nobody is said', async () => {
		const numbers = await reportAt(GAP, CLEAR);
		await doAll(hands.office, { action: 'accept', cases: seen(numbers, 1) });
		await doAll(hands.office, { action: 'file', cases: seen(numbers, 2) });
		// Nobody leads there, and the office that would coordinate has ended.
		const ended = `update organisation set valid_to = $1 where code = 'street-office'`;
		await owner.query(ended, ['2026-06-30']);
		try {
			const outcomes = await doAll(hands.office, { action: 'dispatch', cases: seen(numbers, 3) });
			expect(outcomes).toMatchObject([
				{ refused: { kind: 'case-field', field: 'organisation', reason: 'missing' } },
				{ done: { state: 'dispatched' } }
			]);
		} finally {
			await owner.query(ended, [null]);
		}
	});

	it('is done once under its key, whole or in parts, and another thing not at all', async () => {
		const numbers = await reportAt(CLEAR, CLEAR, CLEAR);
		const key = randomUUID();
		const first = await doAll(hands.office, { key, action: 'accept', cases: seen(numbers.slice(0, 2), 1) });
		// Sent again with one more, as after a lost connection.
		const second = await doAll(at(hands.office, 3), { key, action: 'accept', cases: seen(numbers, 1) });
		expect(second.slice(0, 2)).toEqual(first);
		expect(states(second)).toEqual(['accepted', 'accepted', 'accepted']);
		for (const number of numbers) expect(await audited(number)).toEqual(['accept']);
		const [together, other] = await Promise.all([
			doAll(hands.office, { key, action: 'accept', cases: seen(numbers, 1) }),
			doAll(hands.office, { key, action: 'accept', cases: seen([...numbers].reverse(), 1) })
		]);
		expect([...other].reverse()).toEqual(together);
		for (const number of numbers) expect(await audited(number)).toEqual(['accept']);
		const changed = await doAll(hands.office, {
			key,
			action: 'void',
			reason: '重复',
			cases: seen(numbers, 2)
		});
		expect(states(changed)).toEqual(['duplicate', 'duplicate', 'duplicate']);
		// A case that is named twice is one.
		expect(
			await doAll(hands.office, { action: 'file', cases: seen([numbers[0]!, numbers[0]!], 2) })
		).toHaveLength(1);
	});

	it('is not done by whoever may not, nor to what they may not see', async () => {
		const numbers = await reportAt(CLEAR, GAP);
		const deed = { action: 'accept', cases: seen(numbers, 1) } as const;
		expect(states(await doAll(hands.worker, deed))).toEqual(['forbidden', 'forbidden']);
		expect(states(await doAll(hands.leader, deed))).toEqual(['forbidden', 'forbidden']);
		for (const hand of [hands.elsewhere, hands.unit, hands.auditor])
			expect(states(await doAll(hand, deed))).toEqual(['not-found', 'not-found']);
		for (const number of numbers)
			expect(await readCase(hands.office, number)).toMatchObject({ state: 'reported', version: 1 });
	});

	it('is refused as a whole without a key, and of none or too many', async () => {
		const deed = { action: 'accept', cases: seen(['T-6'], 0) } as const;
		for (const key of ['', 'x', randomUUID().toUpperCase()])
			expect(await toldBy(doAll(hands.office, { ...deed, key }))).toMatchObject({
				kind: 'case-field',
				details: { field: 'key' }
			});
		for (const cases of [
			[],
			seen(
				Array.from({ length: MOST_AT_ONCE + 1 }, (_, n) => `X-${n}`),
				1
			)
		])
			expect(await toldBy(doAll(hands.office, { ...deed, cases }))).toMatchObject({
				kind: 'invalid',
				details: { field: 'cases' }
			});
	});
});
