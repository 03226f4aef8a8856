import { beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { ofEdition } from '../../../src/lib/server/incident-class/repository.ts';
import { describeEngines } from '../harness/index.ts';

const TABLES = [
	...[
		'organisation_kind',
		'duty',
		'facility_type',
		'facility_norm',
		'incident_class',
		'incident_class_match'
	],
	...['incident_limit', 'stage_limit', 'work_calendar_day']
];

describeEngines('the catalogues', (db) => {
	const context = () => ({ db, actor: 'test', now: new Date('2026-07-01T00:00:00Z') });
	const count = async (table: string) =>
		(await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

	test('loading them twice gives the same rows', async () => {
		await loadCatalogue(context());
		const first = await Promise.all(TABLES.map(count));
		await loadCatalogue(context());
		expect(await Promise.all(TABLES.map(count))).toEqual(first);
		// 281 classes of the seed, and 61 anomalies.
		expect(first).toEqual([38, 7, 36, 36, 342, 117, 371, 4, 72]);
	});

	test('a norm that the street has edited is not put back by the next start', async () => {
		await db.query(`update facility_norm set radius_m = 450 where type_code = 'kindergarten'`);
		await loadCatalogue(context());
		expect(await db.query(`select radius_m from facility_norm where type_code = 'kindergarten'`)).toEqual([
			{ radius_m: 450 }
		]);
	});

	test('what is known from memory says so, and what the standard gives is confirmed', async () => {
		expect(
			await db.query(
				`select type_code, certainty, norm_per_1000 from facility_norm
				where type_code in ('elderly_day_care', 'public_green_15min') order by type_code`
			)
		).toEqual([
			{ type_code: 'elderly_day_care', certainty: 'memory', norm_per_1000: null },
			{ type_code: 'public_green_15min', certainty: 'confirmed', norm_per_1000: 2000 }
		]);
	});

	test('one code can be a component and a matter, and they stay apart', async () => {
		expect(
			await db.query(
				`select kind, name_zh from incident_class where edition = 'GB/T 30428.2-2013' and code = '0110' order by kind`
			)
		).toEqual([
			{ kind: 'component', name_zh: '热力井盖' },
			{ kind: 'matter', name_zh: '暴露生活垃圾' }
		]);
	});
});

describeEngines('classes of incident', (db) => {
	const context = () => ({ db, actor: 'test', now: new Date('2026-07-01T00:00:00Z') });
	const NEW = 'GB/T 47678.5-2026';
	const OLD = 'GB/T 30428.2-2013';
	beforeAll(() => loadCatalogue(context()));

	const find = async (edition: string, name: string) => {
		const rows = await db.query<{ id: number; kind: string; code: string | null }>(
			'select id, kind, code from incident_class where edition = $1 and name_zh = $2',
			[edition, name]
		);
		expect(rows, name).toHaveLength(1);
		return rows[0]!;
	};
	const limits = async (of: { id: number }, day = '2026-07-01') =>
		db.query<{ condition: string; clock: string; minutes: number; place: string; certainty: string }>(
			'select condition, clock, minutes, place, certainty from limits_of_class($1, $2::date)',
			[of.id, day]
		);

	test('every component of the new list has a matter for its anomaly, whose code is not known', async () => {
		const rows = await db.query<{ n: number; without: number }>(
			`select count(*)::int as n, count(*) filter (where m.id is null or m.code is not null or m.certainty <> 'inferred'
				or m.name_zh <> c.name_zh || '异常')::int as without
			from incident_class c left join incident_class m on m.derived_from = c.id
			where c.edition = $1 and c.kind = 'component'`,
			[NEW]
		);
		expect(rows).toEqual([{ n: 61, without: 0 }]);
	});

	test('an anomaly asks for the evidence that its component does, unless it says otherwise', async () => {
		const evidence = async (name: string) =>
			(await ofEdition(db, NEW, '2026-07-01')).find((one) => one.name_zh === name)?.evidence;
		const photos = ['photo_found', 'photo_done'];
		expect(await evidence('上水井盖')).toEqual([...photos, 'component_code']);
		expect(await evidence('上水井盖异常')).toEqual([...photos, 'component_code']);
		const say = (name: string, said: string[]) =>
			db.query('update incident_class set evidence = $3 where edition = $1 and name_zh = $2', [
				NEW,
				name,
				said
			]);
		await say('雨水井盖', ['measure']);
		expect(await evidence('雨水井盖异常')).toEqual(['measure']);
		await say('雨水井盖异常', ['witness']);
		expect(await evidence('雨水井盖异常')).toEqual(['witness']);
		expect(await evidence('雨水井盖')).toEqual(['measure']);
		await say('雨水井盖异常', []);
		await say('雨水井盖', []);
		expect(await evidence('雨水井盖异常')).toEqual([]);
		expect((await ofEdition(db, NEW, '2026-07-01')).filter((one) => one.evidence === null)).toEqual([]);
	});

	test('a limit is found for a class of the new list by what it was, and for an anomaly by its component', async () => {
		const told = [
			{
				condition: '缺失/移位/开裂',
				clock: 'emergency_hours',
				minutes: 120,
				place: '运城',
				certainty: 'confirmed'
			},
			{ condition: '破损>25cm²', clock: 'working_hours', minutes: 240, place: '运城', certainty: 'confirmed' }
		];
		for (const of of [
			await find(OLD, '上水井盖'),
			await find(NEW, '上水井盖'),
			await find(NEW, '上水井盖异常')
		])
			expect((await limits(of)).slice(0, 2)).toEqual(told);
	});

	test('a city’s own limit takes the place of all examples, from its first day to its last', async () => {
		const of = await find(NEW, '污水井盖');
		const former = await find(OLD, '污水井盖');
		const examples = await limits(of);
		expect(examples.length).toBeGreaterThan(1);
		await db.query(
			`insert into incident_limit (class_id, condition, clock, minutes, place, certainty, valid_from, valid_to)
			values ($1, '', 'emergency_hours', 60, '', 'city', '2026-07-01', '2026-08-01')`,
			[former.id]
		);
		const own = [{ condition: '', clock: 'emergency_hours', minutes: 60, place: '', certainty: 'city' }];
		expect(await limits(of, '2026-06-30')).toEqual(examples);
		expect(await limits(of, '2026-07-01')).toEqual(own);
		expect(await limits(of, '2026-07-31')).toEqual(own);
		expect(await limits(of, '2026-08-01')).toEqual(examples);
	});

	test('a case is counted under either edition, and stays what it was filed as', async () => {
		const under = async (of: { id: number }, edition: string) =>
			(
				await db.query<{ id: number | null }>(
					'select counted_id as id from classes_counted_under($2) where class_id = $1',
					[of.id, edition]
				)
			)[0]!.id;
		// As in domain.md: 0110 as a component is 01010, as an event 06010.
		const pairs = [
			['热力井盖', '01010'],
			['暴露生活垃圾', '06010']
		] as const;
		for (const [name, code] of pairs) {
			const [former, now] = [await find(OLD, name), await find(NEW, name)];
			expect(now.code).toBe(code);
			expect([await under(former, NEW), await under(former, OLD)]).toEqual([now.id, former.id]);
			expect([await under(now, NEW), await under(now, OLD)]).toEqual([now.id, former.id]);
		}
		expect(await under(await find(NEW, '热力井盖异常'), OLD)).toBe((await find(OLD, '热力井盖')).id);
		const [theft] = await db.query<{ id: number }>(`select id from incident_class where code = 'theft'`);
		// What is on no national list is the same under each.
		expect([await under(theft!, NEW), await under(theft!, OLD)]).toEqual([theft!.id, theft!.id]);
		// Of the new list what the old one does not know.
		const [fresh] = await db.query<{ id: number }>(
			`select c.id from incident_class c where c.edition = $1 and c.derived_from is null
			and not exists (select from incident_class_match m where m.class_id = c.id) order by c.id limit 1`,
			[NEW]
		);
		if (fresh) expect(await under(fresh, OLD)).toBeNull();
	});

	test('the calendar has the holidays of two years, and only weekends are worked for them', async () => {
		const rows = await db.query<{ year: number; holidays: number; workdays: number; odd: number }>(
			`select date_part('year', day)::int as year, count(*) filter (where kind = 'holiday')::int as holidays,
				count(*) filter (where kind = 'workday')::int as workdays,
				count(*) filter (where kind = 'workday' and extract(isodow from day) < 6)::int as odd
			from work_calendar_day group by 1 order by 1`
		);
		expect(rows).toEqual([
			{ year: 2025, holidays: 28, workdays: 5, odd: 0 },
			{ year: 2026, holidays: 33, workdays: 6, odd: 0 }
		]);
	});

	test('what a city has corrected is not put back by the next start', async () => {
		const former = await find(OLD, '雨水井盖');
		const other = await find(NEW, '雨水箅子');
		await db.query('update incident_class_match set class_id = $2, certainty = $3 where former_id = $1', [
			former.id,
			other.id,
			'city'
		]);
		await db.query(
			`update incident_limit set minutes = 90 where class_id = $1 and clock = 'emergency_hours'`,
			[former.id]
		);
		await db.query(`update stage_limit set minutes = 20 where stage = 'acceptance'`);
		await db.query(`delete from work_calendar_day where day = '2026-10-10'`);
		await loadCatalogue(context());
		expect(
			await db.query('select class_id, certainty from incident_class_match where former_id = $1', [former.id])
		).toEqual([{ class_id: other.id, certainty: 'city' }]);
		expect((await limits(former)).some(({ minutes }) => minutes === 90)).toBe(true);
		expect(await db.query(`select minutes from stage_limit where stage = 'acceptance'`)).toEqual([
			{ minutes: 20 }
		]);
		expect(await db.query(`select day from work_calendar_day where day = '2026-10-10'`)).toEqual([]);
	});
});
