/** Lists and pages of cases: what is due first, what each may see, and what each is offered. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseFilter } from '../../../src/lib/domain/incident/filter.ts';
import { listCases, readOrganisations } from '../../../src/lib/server/incident/list.ts';
import { readCase } from '../../../src/lib/server/incident/page.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { describeEngines } from '../harness/index.ts';
import { act, after, at, layCases, report, type Hand, type Hands } from './hands.ts';

describeEngines('cases to work on', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let greening: number;
	/** Of the first test; given to the company. */
	let given: string;
	beforeAll(async () => {
		({ db, hands, greening } = await layCases(owner));
		const { number } = await report(hands.worker, { class: greening, found: true });
		await act(hands.office, number, { action: 'accept', version: 1 });
		await act(hands.office, number, { action: 'file', version: 2 });
		await act(hands.office, number, { action: 'dispatch', version: 3, organisation: 'greening-co' });
		given = number;
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const numbers = async (hand: Hand, query = '') =>
		(await listCases(hand, parseFilter(new URLSearchParams(query)))).rows.map(({ number }) => number);

	it('are listed by when they are due, as far as whoever asks may see them', async () => {
		expect(await numbers(hands.office)).toEqual(['T-6', 'T-2', given, 'T-1']);
		expect(await numbers(hands.worker)).toEqual(['T-2', given, 'T-1']);
		expect(await numbers(hands.elsewhere)).toEqual(['T-6']);
		expect(await numbers(hands.unit)).toEqual([given]);
		expect(await numbers(hands.squad)).toEqual([]);
		for (const who of ['auditor'] as const)
			expect(await toldBy(numbers(hands[who]))).toMatchObject({
				kind: 'not-found',
				details: { what: 'path' }
			});
	});

	it('are found by their state, area, organisation, kind, number, address and class', async () => {
		expect(await numbers(hands.office, 'view=dispatched')).toEqual(['T-2', given]);
		expect(await numbers(hands.office, 'view=overdue')).toEqual(['T-6', 'T-2']);
		expect(await numbers(hands.office, 'view=ended')).toEqual(['T-5', 'T-3', 'T-4']);
		expect(await numbers(hands.office, `area=${tiny.COMMUNITY_B}`)).toEqual(['T-6']);
		expect(await numbers(hands.office, 'organisation=greening-co')).toEqual([given]);
		expect(await numbers(hands.office, 'q=T-1')).toEqual(['T-1']);
		expect(await numbers(hands.office, 'q=%E9%81%AE%E6%8C%A1')).toEqual([given]);
		expect(await numbers(hands.office, 'q=%25')).toEqual([]);
		expect(await numbers(hands.office, 'kind=component')).toEqual([]);
		expect(await numbers(hands.office, 'area=nowhere')).toEqual([]);
	});

	it('are counted under the same filter, whatever the view', async () => {
		const { counts } = await listCases(hands.office, parseFilter(new URLSearchParams('view=ended')));
		expect(counts).toEqual({
			states: { reported: 1, filed: 1, dispatched: 2 },
			late: { reported: 1, dispatched: 1 },
			open: 4,
			overdue: 2,
			bounced: 0
		});
		const narrowed = await listCases(
			hands.office,
			parseFilter(new URLSearchParams('organisation=greening-co'))
		);
		expect(narrowed.counts).toMatchObject({ open: 1, overdue: 0 });
	});

	it('count as evidence where nobody leads, or two do, and where they were sent back', async () => {
		const gap = await report(hands.worker, { class: greening, position: tiny.lngLatOf(170, 160) });
		expect(await numbers(hands.office, 'view=bounced')).toEqual([gap.number]);
		const page = await readCase(hands.office, gap.number);
		expect(page.duty_state).toBe('gap');
		expect(page.proposal).toMatchObject({ state: 'gap', code: 'street-office', leads: [] });
		const overlap = await report(hands.worker, { class: greening, position: tiny.lngLatOf(135, 160) });
		expect((await readCase(hands.office, overlap.number)).proposal).toMatchObject({
			state: 'overlap',
			code: 'street-office',
			leads: [{ code: 'squad' }, { code: 'greening-co' }].sort((one, other) =>
				one.code < other.code ? 1 : -1
			)
		});
	});

	it('are told on the card of their grid, by duty', async () => {
		const card = async (hand: Hand) => {
			const [row] = await hand.db.query<{ card: { incidents: { bounced: object[] } } }>(
				`select grid_card($1, $2::date, null) as card`,
				[tiny.GRID_CODES.A2, tiny.TINY_DAY]
			);
			return row!.card.incidents.bounced;
		};
		// The two of the test before, of which both lie in this grid.
		expect(await card(hands.office)).toMatchObject([{ duty: 'greening', count: 2 }]);
		expect(await card(hands.elsewhere)).toEqual([]);
	});

	it('have a page with all that was done, and only what whoever looks can do', async () => {
		const page = await readCase(hands.office, given);
		expect(page).toMatchObject({
			number: given,
			state: 'dispatched',
			version: 4,
			class: { name_zh: '枝叶遮挡', duty_zh: expect.any(String) as string },
			organisation: { code: 'greening-co' },
			proposal: { state: 'clear', code: 'greening-co' },
			limits: [{ clock: 'working_hours', minutes: 240, place: '' }]
		});
		expect(page.timeline.map(({ action, role, own }) => [action, role, own])).toEqual([
			['report', 'grid_worker', false],
			['accept', 'street_staff', true],
			['file', 'street_staff', true],
			['dispatch', 'street_staff', true]
		]);
		// Colleagues within reach who did something, and nobody for whoever may not read contacts.
		expect(page.people.map(({ posts }) => posts.map(({ role }) => role))).toEqual([['grid_worker']]);
		expect((await readCase(hands.unit, given)).people).toEqual([]);
		expect((await readCase(hands.worker, given)).people).toEqual([]);
		expect(page.timeline[3]).toMatchObject({ limit: { clock: 'working_hours', minutes: 240 } });
		const offered = async (hand: Hand) => (await readCase(hand, given)).offered;
		expect(await offered(hands.unit)).toEqual(['send_back', 'dispose', 'ask_extension', 'say', 'photograph']);
		expect(await offered(hands.worker)).toEqual(['say', 'photograph']);
		expect(await offered(hands.leader)).toEqual([]);
		expect(await offered(hands.office)).toEqual([
			...[
				'send_back',
				'redispatch',
				'dispose',
				'ask_extension',
				'suspend',
				'merge',
				'escalate',
				'void',
				'say',
				// There is none to remove.
				'photograph'
			]
		]);
		// Who only handles it is not told to whom else it could go.
		for (const who of ['unit', 'worker', 'leader'] as const)
			expect(await readOrganisations(hands[who]), who).toEqual([]);
		expect((await readOrganisations(hands.office)).length).toBeGreaterThan(1);
		for (const who of ['elsewhere', 'squad', 'auditor'] as const)
			expect(await toldBy(readCase(hands[who], given)), who).toMatchObject({
				kind: 'not-found',
				details: { what: 'incident' }
			});
		expect(await toldBy(readCase(hands.office, 'T-0'))).toMatchObject({ kind: 'not-found' });
	});

	it('name those that may be the same: the same class, near, at about the same time', async () => {
		const place = (x: number, y: number) => tiny.lngLatOf(x, y);
		const one = await report(hands.worker, { class: greening, position: place(20, 20) });
		const near = await report(at(hands.worker, 60), { class: greening, position: place(40, 20) });
		await report(at(hands.worker, 60), { class: greening, position: place(20, 80) });
		await report(hands.worker, {
			class: greening,
			position: place(25, 20),
			happenedAt: after(-26 * 60)
		});
		const { similar } = await readCase(hands.office, one.number);
		expect(similar.map(({ number, metres }) => [number, metres])).toEqual([[near.number, 20]]);
		await act(at(hands.office, 70), near.number, { action: 'merge', version: 1, other: one.number });
		expect(await readCase(hands.office, one.number)).toMatchObject({ similar: [], merged: [near.number] });
		expect(await readCase(hands.office, near.number)).toMatchObject({
			merged_into: one.number,
			proposal: null
		});
	});

	it('name each other, in whichever edition each is filed, as a component or its anomaly', async () => {
		const lay = async (edition: string, kind: string, code: string | null, component?: number) => {
			const [row] = await owner.query<{ id: number }>(
				`insert into incident_class (edition, kind, code, group_name, name_zh, certainty, derived_from)
				values ($1, $2, $3, '公用', '上水井盖', 'city', $4) returning id`,
				[edition, kind, code, component ?? null]
			);
			return row!.id;
		};
		const cover = await lay('former', 'component', 'cover');
		const lid = await lay('former', 'component', 'lid');
		const component = await lay('newer', 'component', 'cover');
		const anomaly = await lay('newer', 'matter', null, component);
		await owner.query(
			`insert into incident_class_match (former_id, class_id, certainty) select unnest($1::int[]), $2, 'city'`,
			[[cover, lid], component]
		);
		const numbered = new Map<string, string>();
		const laid = { cover, lid, component, anomaly };
		for (const [name, of] of Object.entries(laid)) {
			const { number } = await report(hands.worker, { class: of, position: tiny.lngLatOf(60, 60) });
			numbered.set(number, name);
		}
		const alike: Record<string, string[]> = {};
		for (const [number, name] of numbered)
			alike[name] = (await readCase(hands.office, number)).similar
				.map((one) => numbered.get(one.number)!)
				.sort();
		expect(alike).toEqual({
			// Two that have become one: nobody says that they were one before.
			cover: ['anomaly', 'component'],
			lid: ['anomaly', 'component'],
			component: ['anomaly', 'cover', 'lid'],
			anomaly: ['component', 'cover', 'lid']
		});
	});

	it('that were brought in have a page as well, and are offered what can be done to them', async () => {
		const page = await readCase(hands.office, 'T-1');
		expect(page).toMatchObject({ state: 'filed', version: 0, timeline: [] });
		expect(page.offered).toContain('dispatch');
	});
});
