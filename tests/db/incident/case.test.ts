/** A case from its report to its closing, through the fence, by those who are to do it and by those who are not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportIncident } from '../../../src/lib/server/incident/report.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { act, after, at, dispatchedCase, handsOf, layClass, report, reportOf, type Hands } from './hands.ts';

interface Row {
	state: string;
	version: number;
	organisation: string | null;
	due: string | null;
	warn: string | null;
	closed: boolean;
	duty_state: string | null;
	sent_back: number;
	reworked: number;
}

describeEngines('a case', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let greening: number;
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		greening = await layClass(owner, [
			{ condition: '一般', minutes: 240 },
			{ condition: '严重', minutes: 120 }
		]);
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const rowOf = async (number: string) =>
		(
			await owner.query<Row>(
				`select i.state, version, o.code as organisation, to_char(due_at at time zone 'Asia/Shanghai', 'HH24:MI') as due,
					to_char(warn_at at time zone 'Asia/Shanghai', 'HH24:MI') as warn, closed_at is not null as closed, duty_state,
					sent_back, reworked
				from incident i left join organisation o on o.id = i.organisation_id where number = $1`,
				[number]
			)
		)[0]!;
	const countOf = async (table: string) =>
		(await owner.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;
	const dispatched = () => dispatchedCase(hands, greening);

	it('is reported, accepted, verified, filed, dispatched, handled, checked and closed, each due by its own limit', async () => {
		const before = await countOf('audit_entry');
		const { number, version, state } = await report(hands.worker, { class: greening });
		expect([version, state]).toEqual([1, 'reported']);
		expect(number).toMatch(/^20260701-\d{6}$/);
		expect(await rowOf(number)).toMatchObject({ duty_state: 'clear', due: '10:15', warn: '10:12' });
		await act(at(hands.office, 5), number, { action: 'accept', version: 1 });
		expect(await rowOf(number)).toMatchObject({ state: 'accepted', due: '10:35' });
		expect(await toldBy(act(at(hands.office, 6), number, { action: 'file', version: 2 }))).toMatchObject({
			kind: 'case-refused',
			details: { reason: 'condition', what: 'verified' }
		});
		await act(at(hands.worker, 10), number, { action: 'verify', version: 2, found: true });
		await act(at(hands.office, 12), number, { action: 'file', version: 3 });
		expect(await rowOf(number)).toMatchObject({ state: 'filed', due: '10:27' });
		await act(at(hands.office, 15), number, {
			action: 'dispatch',
			version: 4,
			organisation: 'greening-co',
			condition: '一般'
		});
		// 10:15 to 12:00, and from 14:00 on.
		expect(await rowOf(number)).toMatchObject({
			state: 'dispatched',
			due: '16:15',
			organisation: 'greening-co'
		});
		await act(at(hands.unit, 300), number, { action: 'dispose', version: 5 });
		await act(at(hands.worker, 310), number, { action: 'rework', version: 6, reason: '还有一半' });
		expect(await rowOf(number)).toMatchObject({ state: 'dispatched', due: '16:25', reworked: 1 });
		await act(at(hands.unit, 320), number, { action: 'dispose', version: 7 });
		await act(at(hands.worker, 325), number, { action: 'pass', version: 8 });
		const done = await act(at(hands.office, 330), number, { action: 'close', version: 9 });
		expect(done).toEqual({ number, version: 10, state: 'closed' });
		expect(await rowOf(number)).toMatchObject({ state: 'closed', closed: true, due: null, warn: null });
		// Each with its entry in the audit, and none for what was refused.
		expect((await countOf('audit_entry')) - before).toBe(10);
		const events = await owner.query<{ action: string; role: string }>(
			`select action, role from incident_event e join incident i on i.id = e.incident_id where number = $1 order by nth`,
			[number]
		);
		expect(events.map(({ action, role }) => `${action} ${role}`)).toEqual([
			'report grid_worker',
			'accept street_staff',
			'verify grid_worker',
			'file street_staff',
			'dispatch street_staff',
			'dispose unit_handler',
			'rework grid_worker',
			'dispose unit_handler',
			'pass grid_worker',
			'close street_staff'
		]);
	});

	it('says how the ground stands where nobody leads, or two do', async () => {
		const there = (x: number, y: number) =>
			report(hands.worker, { class: greening, position: tiny.lngLatOf(x, y) });
		expect(await rowOf((await there(135, 160)).number)).toMatchObject({ duty_state: 'overlap' });
		expect(await rowOf((await there(170, 160)).number)).toMatchObject({ duty_state: 'gap' });
	});

	it('goes back to the office when the unit says that it is not theirs, and to another', async () => {
		const number = await dispatched();
		await act(hands.unit, number, { action: 'send_back', version: 4, reason: '不属于我们养护' });
		expect(await rowOf(number)).toMatchObject({ state: 'filed', organisation: null, sent_back: 1 });
		await act(hands.office, number, { action: 'dispatch', version: 5, organisation: 'squad' });
		// The first one sees what has become of it, and does nothing more to it but say a word.
		expect(await toldBy(act(hands.unit, number, { action: 'dispose', version: 6 }))).toMatchObject({
			kind: 'forbidden'
		});
		expect(await rowOf(number)).toMatchObject({ organisation: 'squad', due: '12:00' });
		await act(hands.squad, number, { action: 'dispose', version: 6 });
	});

	it('stands still while it is suspended, and longer where that was asked for and granted', async () => {
		const number = await dispatched();
		// The shorter of two limits holds where none is said: 10:08 and two hours.
		expect(await rowOf(number)).toMatchObject({ due: '14:08' });
		await act(at(hands.unit, 30), number, {
			action: 'ask_extension',
			version: 4,
			reason: '要调吊车',
			minutes: 60
		});
		await act(at(hands.office, 40), number, { action: 'grant_extension', version: 5 });
		expect(await rowOf(number)).toMatchObject({ due: '15:08' });
		await act(at(hands.office, 50), number, { action: 'suspend', version: 6, reason: '大风' });
		expect(await rowOf(number)).toMatchObject({ state: 'suspended', due: null, warn: null });
		await act(at(hands.office, 110), number, { action: 'resume', version: 7 });
		expect(await rowOf(number)).toMatchObject({ due: '16:08' });
	});

	it('is not merged into one that is merged into it at the same moment', async () => {
		const pair = [
			await report(hands.worker, { class: greening }),
			await report(hands.worker, { class: greening })
		].map(({ number }) => number) as [string, string];
		const merge = (number: string, other: string) =>
			act(hands.office, number, { action: 'merge', version: 1, other });
		const outcomes = await Promise.allSettled([merge(pair[0], pair[1]), merge(pair[1], pair[0])]);
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await Promise.all(pair.map(rowOf))).map(({ state }) => state).sort()).toEqual([
			'merged',
			'reported'
		]);
	});

	it('is merged into another that is open, and not into itself, one that has ended, or one that is out of sight', async () => {
		const [first, second] = [
			await report(hands.worker, { class: greening }),
			await report(hands.worker, { class: greening })
		];
		const merge = (other: string) => act(hands.office, second.number, { action: 'merge', version: 1, other });
		for (const [other, reason] of [
			['', 'missing'],
			[second.number, 'itself'],
			['20260701-999999', 'unknown'],
			['T-3', 'ended']
		] as const)
			expect(await toldBy(merge(other))).toMatchObject({
				kind: 'case-field',
				details: { field: 'other', reason }
			});
		await merge(first.number);
		expect(await rowOf(second.number)).toMatchObject({ state: 'merged', closed: true });
	});

	it('was brought in from elsewhere: it is taken over as it stands, and keeps when it is due', async () => {
		const [{ due }] = (await owner.query<{ due: Date }>(
			`select due_at as due from incident where number = 'T-2'`
		)) as [{ due: Date }];
		await act(hands.worker, 'T-2', { action: 'say', version: 0, reason: '还在' });
		const [row] = await owner.query<{ due: Date; state: string; version: number }>(
			`select due_at as due, state, version from incident where number = 'T-2'`
		);
		expect(row).toEqual({ due, state: 'dispatched', version: 2 });
		await act(hands.office, 'T-2', { action: 'dispose', version: 2 });
		expect(await rowOf('T-2')).toMatchObject({ state: 'disposed', due: '10:30' });
	});

	it('is one report however often it is sent, also twenty times at once', async () => {
		const given = reportOf({ class: greening });
		const before = [await countOf('incident'), await countOf('audit_entry')];
		const answers = await Promise.all(Array.from({ length: 20 }, () => reportIncident(hands.worker, given)));
		expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
		expect([await countOf('incident'), await countOf('audit_entry')]).toEqual(before.map((n) => n + 1));
		expect(await toldBy(reportIncident(hands.worker, { ...given, address: '别处' }))).toMatchObject({
			kind: 'duplicate',
			details: { what: 'key' }
		});
		// Somebody else may call theirs the same.
		const other = await reportIncident(hands.office, given);
		expect(other.number).not.toBe(answers[0]!.number);
	});

	it('is done to once: the same deed twice, two at once, and one that has not seen the last', async () => {
		const { number } = await report(hands.worker, { class: greening });
		const key = randomUUID();
		const accept = () => act(hands.office, number, { action: 'accept', version: 1, key });
		const answers = await Promise.all(Array.from({ length: 10 }, accept));
		expect(answers).toEqual(Array.from({ length: 10 }, () => ({ number, version: 2, state: 'accepted' })));
		const verify = (found: boolean) => act(hands.worker, number, { action: 'verify', version: 2, found });
		const both = await Promise.allSettled([verify(true), verify(false)]);
		const late = both.find(({ status }) => status === 'rejected');
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(late).toMatchObject({ reason: { kind: 'conflict', details: { what: 'case', version: 3 } } });
		expect(
			await countOf(`incident_event where incident_id = (select id from incident where number = '${number}')`)
		).toBe(3);
	});

	it('is nobody’s to touch or to know of, who is elsewhere, or was not given it', async () => {
		const { number } = await report(hands.worker, { class: greening });
		const accept = { action: 'accept', version: 1 } as const;
		for (const who of ['elsewhere', 'unit', 'auditor'] as const)
			expect(await toldBy(act(hands[who], number, accept)), who).toMatchObject({
				kind: 'not-found',
				details: { what: 'incident' }
			});
		for (const who of ['worker', 'leader'] as const)
			expect(await toldBy(act(hands[who], number, accept)), who).toMatchObject({ kind: 'forbidden' });
		for (const who of ['unit', 'leader', 'auditor'] as const)
			expect(await toldBy(report(hands[who], { class: greening })), who).toMatchObject({ kind: 'not-found' });
		expect(await toldBy(report(hands.elsewhere, { class: greening }))).toMatchObject({
			kind: 'case-field',
			details: { field: 'position', reason: 'outside' }
		});
		expect(await rowOf(number)).toMatchObject({ state: 'reported', version: 1 });
	});

	it('does not take what cannot be, or what tells of a person, and nothing is half-written', async () => {
		const before = [await countOf('incident'), await countOf('incident_event'), await countOf('audit_entry')];
		const refused = async (given: Parameters<typeof report>[1], field: string, reason: string) =>
			expect(await toldBy(report(hands.worker, given))).toMatchObject({
				kind: 'case-field',
				details: { field, reason }
			});
		await refused({ class: 999_999 }, 'class', 'unknown');
		await refused({ class: greening, position: [0, 0] }, 'position', 'outside');
		await refused({ class: greening, position: [117, 36.9] }, 'position', 'outside');
		await refused({ class: greening, description: '找王师傅 138 1234 5678' }, 'description', 'personal');
		await refused({ class: greening, address: '路'.repeat(501) }, 'address', 'long');
		await refused({ class: greening, happenedAt: after(60) }, 'happened_at', 'future');
		await refused({ class: greening, key: 'once' }, 'key', 'unknown');
		expect([
			await countOf('incident'),
			await countOf('incident_event'),
			await countOf('audit_entry')
		]).toEqual(before);
		const number = await dispatched();
		const no = async (deed: Parameters<typeof act>[2], field: string, reason: string) =>
			expect(await toldBy(act(hands.office, number, deed))).toMatchObject({
				kind: 'case-field',
				details: { field, reason }
			});
		await no(
			{ action: 'redispatch', version: 4, organisation: 'nobody', reason: '改' },
			'organisation',
			'unknown'
		);
		await no({ action: 'redispatch', version: 4, organisation: 'squad', reason: ' ' }, 'reason', 'missing');
		await no(
			{ action: 'redispatch', version: 4, organisation: 'squad', reason: '改', condition: '特级' },
			'limit',
			'unknown'
		);
		await no({ action: 'ask_extension', version: 4, reason: '等', minutes: 0 }, 'minutes', 'range');
		await no({ action: 'say', version: 4, reason: '电话一三八一二三四五六七八' }, 'reason', 'personal');
		expect(await rowOf(number)).toMatchObject({ version: 4 });
	});
});
