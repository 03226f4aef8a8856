/** Cases counted by class: every case once under either list, as far as whoever asks may see it. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	COUNTED_EDITIONS,
	parseCountsFilter,
	type CountsFilter
} from '../../../src/lib/domain/incident/class-counts.ts';
import { EDITION, FORMER_EDITION } from '../../../src/lib/domain/incident/classes.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { countCases, countedAreas, exportCounts } from '../../../src/lib/server/incident/class-counts.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { handsOf, MORNING, type Hand, type Hands } from './hands.ts';

const asked = (query = ''): CountsFilter => parseCountsFilter(new URLSearchParams(query), tiny.TINY_DAY);

describeEngines('cases counted by class', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let classes: { id: number; edition: string; name: string }[];
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		await loadCatalogue({ db: owner, actor: 'test', now: MORNING });
		classes = await owner.query('select id, edition, name_zh as name from incident_class order by id');
		// An older class that is two of the newer ones here: nobody knows which.
		await owner.query(
			`insert into incident_class_match (former_id, class_id, certainty) values ($1, $2, 'city')`,
			[idOf(FORMER_EDITION, '热力井盖'), idOf(EDITION, '污水井盖')]
		);
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	}, 120_000);
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});

	let serial = 0;
	/** Beside one of the tiny ground, on the day of the tiny ground. */
	const lay = (like: string, of: readonly number[], state = 'filed') =>
		owner.query(
			`insert into incident (number, class_id, geom, happened_at, state, closed_at, grid_id, source_id)
			select 'C-' || ($3::int + n), c, i.geom, $4::timestamptz, $5, case when $5 in ('closed', 'void') then $4::timestamptz end, i.grid_id, i.source_id
			from incident i cross join unnest($2::int[]) with ordinality as laid (c, n) where i.number = $1`,
			[like, of, (serial += of.length) - of.length, MORNING, state]
		);
	const idOf = (edition: string, name: string) =>
		classes.find((one) => one.edition === edition && one.name === name)!.id;
	/** By the class under which they are counted; '' for those that cannot be translated. */
	async function counts(hand: Hand, query = '') {
		const { kinds } = await countCases(hand, asked(query));
		const lines = kinds.flatMap(({ lines }) => lines);
		return Object.fromEntries(lines.map(({ class: of, cases }) => [of?.id ?? '', cases]));
	}
	const total = async (hand: Hand, query = '') => (await countCases(hand, asked(query))).total.cases;

	it('are as many under either list as there are, whatever they were filed under', async () => {
		const batch = fc.array(fc.tuple(fc.nat(), fc.constantFrom('filed', 'closed', 'void')), { maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(batch, async (cases) => {
				for (const [nth, state] of cases) await lay('T-1', [classes[nth % classes.length]!.id], state);
				const [row] = await owner.query<{ all: number; open: number }>(
					`select count(*)::int as all, (count(*) filter (where state not in ('closed', 'merged')))::int as open
					from incident where state <> 'void' and happened_at >= '2025-07-01'`
				);
				for (const edition of COUNTED_EDITIONS) {
					const filter = { ...asked(), edition, from: '2025-07-01' };
					const { kinds, total } = await countCases(hands.leader, filter);
					expect(total).toEqual({ cases: row!.all, open: row!.open });
					for (const { kind, lines } of kinds)
						for (const { class: of } of lines)
							expect(
								of === null ? kind === null : of.edition === edition || !/^(GB|CJ)/.test(of.edition)
							).toBe(true);
				}
			}),
			{ numRuns: 12 }
		);
	});

	it('stand under their own class, under what it was or is, or by themselves where nobody knows', async () => {
		const [former, now] = [idOf(FORMER_EDITION, '暴露生活垃圾'), idOf(EDITION, '暴露生活垃圾')];
		const unclear = idOf(FORMER_EDITION, '热力井盖');
		const theft = classes.find(({ edition }) => !/^(GB|CJ)/.test(edition))!.id;
		const before = {
			[EDITION]: await counts(hands.office, `edition=${EDITION}`),
			[FORMER_EDITION]: await counts(hands.office, `edition=${FORMER_EDITION}`)
		};
		await lay('T-1', [unclear, unclear, unclear, theft, former, now]);
		const grown = async (edition: typeof EDITION | typeof FORMER_EDITION, id: number | '') =>
			((await counts(hands.office, `edition=${edition}`))[id] ?? 0) - (before[edition][id] ?? 0);
		expect(await grown(FORMER_EDITION, unclear)).toBe(3);
		expect(await grown(EDITION, '')).toBe(3);
		expect([await grown(EDITION, theft), await grown(FORMER_EDITION, theft)]).toEqual([1, 1]);
		expect([await grown(EDITION, now), await grown(FORMER_EDITION, former)]).toEqual([2, 2]);
	});

	it('are those of the days, the area and the reach that were asked for', async () => {
		const late = { days: `from=${tiny.TINY_DAY}&to=${tiny.TINY_DAY}` };
		const all = await total(hands.office, late.days);
		const before = await total(hands.elsewhere, late.days);
		await lay('T-6', [idOf(EDITION, '暴露生活垃圾')]);
		expect(await total(hands.elsewhere, late.days)).toBe(before + 1);
		expect(await total(hands.office, late.days)).toBe(all + 1);
		expect(await total(hands.office, `${late.days}&area=${tiny.COMMUNITY_B}`)).toBe(before + 1);
		expect(await total(hands.office, `${late.days}&area=${tiny.COMMUNITY_A}`)).toBe(all - before);
		expect(await total(hands.office, `${late.days}&area=nowhere`)).toBe(0);
		expect(await total(hands.worker, `${late.days}&area=${tiny.COMMUNITY_B}`)).toBe(0);
		expect(await total(hands.office, 'from=1999-01-01&to=1999-12-31')).toBe(0);
		expect(await total(hands.unit)).toBe(0);
		expect(await toldBy(countCases(hands.auditor, asked()))).toMatchObject({ kind: 'not-found' });
		expect((await countedAreas(hands.elsewhere)).map(({ code }) => code)).toEqual([tiny.COMMUNITY_B]);
		expect((await countedAreas(hands.office)).map(({ code }) => code)).toContain(tiny.COMMUNITY_A);
		expect(await countedAreas(hands.unit)).toEqual([]);
	});

	it('are taken away as a file by those who may, with a second factor, and each time is recorded', async () => {
		const proven = { proven: true, language: 'zh-CN' } as const;
		const filter = asked(`edition=${FORMER_EDITION}`);
		const { total: counted, kinds } = await countCases(hands.office, filter);
		const file = await exportCounts(hands.office, filter, proven);
		expect(file.startsWith('\ufeff版本,类型,代码,类别,件数,处理中,由另一版换算\r\n')).toBe(true);
		const rows = file.trim().split('\r\n').slice(1);
		expect(rows).toHaveLength(kinds.reduce((sum, { lines }) => sum + lines.length, 0) + 1);
		expect(rows.at(-1)).toContain(`,${counted.cases},${counted.open},`);
		const [entry] = await owner.query<{ action: string; actor: string; detail: Record<string, unknown> }>(
			'select action, actor, detail from audit_entry order by id desc limit 1'
		);
		expect(entry).toMatchObject({
			action: 'incidents.export',
			actor: hands.office.actor,
			detail: { what: 'class-counts', edition: FORMER_EDITION, cases: counted.cases }
		});
		const { total: entries } = {
			total: () => owner.query(`select from audit_entry where action = 'incidents.export'`)
		};
		const recorded = (await entries()).length;
		expect(await toldBy(exportCounts(hands.office, filter, { ...proven, proven: false }))).toMatchObject({
			kind: 'forbidden',
			details: { what: 'second-factor' }
		});
		for (const hand of [hands.worker, hands.unit, hands.auditor])
			expect(await toldBy(exportCounts(hand, filter, proven))).toMatchObject({ kind: 'not-found' });
		expect(await entries()).toHaveLength(recorded);
	});
});
