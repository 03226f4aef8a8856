/** Classes of incident that a city brings: its own, its limits, what stands for what; all or nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassProblem } from '../../../src/lib/domain/exchange/incident-class-row.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importClasses } from '../../../src/lib/server/incident-class/importing.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { runScript } from '../harness/command.ts';
import { createTestDatabase, describeEngines, serverMissing } from '../harness/index.ts';

const files = new TestFiles();
afterAll(() => files.remove());

const NEW = 'GB/T 47678.5-2026';
const OLD = 'GB/T 30428.2-2013';
const CITY = '桐城市扩展';
const HEADER = '版本,类型,代码,名称,英文名称,分组,职责,取证,对应旧类,情形,时限,时限单位,计时';

describeEngines('an import of classes', (db) => {
	const at = (day: string) => ({ db, actor: 'test', now: new Date(`${day}T04:00:00Z`) });
	beforeAll(() => loadCatalogue(at('2026-07-01')));
	const bring = (rows: readonly string[], day = '2026-07-01', dry = false) =>
		importClasses(at(day), files.write([HEADER, ...rows].join('\n')), { dry });
	const everything = () =>
		db.query(`select jsonb_build_array(
			(select jsonb_agg(c order by c.id) from incident_class c), (select jsonb_agg(m order by m.former_id, m.class_id) from incident_class_match m),
			(select jsonb_agg(l order by l.id) from incident_limit l), (select count(*) from audit_entry)) as all`);
	async function refused(
		rows: readonly string[]
	): Promise<Pick<ClassProblem, 'line' | 'column' | 'problem'>[]> {
		const before = await everything();
		const error = await bring(rows).then(
			() => expect.unreachable('it was taken'),
			(thrown: { kind: string; details: { problems: ClassProblem[] } }) => thrown
		);
		expect(error.kind).toBe('row-invalid');
		expect(await everything()).toEqual(before);
		return error.details.problems.map(({ line, column, problem }) => ({ line, column, problem }));
	}
	const find = async (edition: string, code: string) =>
		(
			await db.query<{ id: number } & Record<string, unknown>>(
				'select id, name_zh, name_en, group_name, duty_code, evidence, certainty from incident_class where edition = $1 and code = $2',
				[edition, code]
			)
		)[0];
	const limits = (id: number, day: string) =>
		db.query('select condition, clock, minutes, place from limits_of_class($1, $2::date)', [id, day]);

	it('adds what a city has and we lack, corrects what was not known well, and leaves the rest', async () => {
		await db.query(
			`update incident_class set certainty = 'memory', name_zh = '记错的' where edition = $1 and code = '01002'`,
			[NEW]
		);
		const report = await bring([
			`${NEW},部件,01076,直饮水点,,市政公用,public_facilities,,,,,,`,
			`${NEW},部件,01002,污水井盖,Sewer cover,,,,,,,,`,
			`${CITY},事项,99001,共享单车乱停放,Shared bicycles,街面秩序,public_order,发现照片；处置照片,,,4,小时,工作时`,
			`${NEW},部件,01001,上水井盖,,,,,,,,,`
		]);
		expect(report).toMatchObject({
			rows: 4,
			classes: { added: 2, changed: 1, unchanged: 1 },
			matches: 0,
			limits: { added: 1, ended: 0, unchanged: 0 }
		});
		expect(await find(CITY, '99001')).toMatchObject({
			name_zh: '共享单车乱停放',
			name_en: 'Shared bicycles',
			duty_code: 'public_order',
			evidence: ['photo_found', 'photo_done'],
			certainty: 'city'
		});
		expect(await find(NEW, '01002')).toMatchObject({
			name_zh: '污水井盖',
			name_en: 'Sewer cover',
			certainty: 'city'
		});
		expect(await find(NEW, '01001')).toMatchObject({ certainty: 'inferred' });
	});

	it('leaves one entry in the audit, and the same file again changes nothing', async () => {
		const rows = [`${CITY},治安,drone,无人机扰民,,治安,public_order,无,,,2,小时,紧急工作时`];
		await db.query('select 1');
		const audits = () =>
			db.query<{ n: number }>(
				`select count(*)::int as n from audit_entry where action = 'incident-classes.import'`
			);
		const [before] = await audits();
		expect((await bring(rows)).classes.added).toBe(1);
		expect(await audits()).toEqual([{ n: before!.n + 1 }]);
		const again = await bring(rows);
		expect(again).toMatchObject({
			classes: { added: 0, changed: 0, unchanged: 1 },
			limits: { added: 0, ended: 0, unchanged: 1 }
		});
	});

	it('gives a class the limits of the file from that day on, in place of those before', async () => {
		const row = (rest: string) => `${NEW},部件,01003,,,,,,,${rest}`;
		const { id } = (await find(NEW, '01003'))!;
		const examples = await limits(id, '2026-07-01');
		await bring([row('缺失,2,小时,紧急工作时'), row('破损,1,天,工作日')], '2026-07-10');
		const first = [
			{ condition: '缺失', clock: 'emergency_hours', minutes: 120, place: '' },
			{ condition: '破损', clock: 'working_days', minutes: 1440, place: '' }
		];
		expect(await limits(id, '2026-07-09')).toEqual(examples);
		expect(await limits(id, '2026-07-10')).toEqual(first);
		const report = await bring([row('缺失,1,小时,紧急工作时'), row('破损,1,天,工作日')], '2026-08-01');
		expect(report.limits).toEqual({ added: 1, ended: 1, unchanged: 1 });
		expect(await limits(id, '2026-07-31')).toEqual(first);
		const second = [{ ...first[0], minutes: 60 }, first[1]];
		expect(await limits(id, '2026-08-01')).toEqual(second);
		// The same day once more: what was said in the morning never held.
		expect((await bring([row('缺失,3,小时,紧急工作时')], '2026-08-01')).limits).toEqual({
			added: 1,
			ended: 2,
			unchanged: 0
		});
		expect(await limits(id, '2026-08-01')).toEqual([{ ...first[0], minutes: 180 }]);
		expect(await limits(id, '2026-07-31')).toEqual(first);
	});

	it('says of an older class which it is now', async () => {
		const former = (await find(OLD, '0104'))!;
		await bring([`${CITY},部件,88001,雨水口,,市政公用,,,${OLD} 0104,,,,`]);
		const now = (await find(CITY, '88001'))!;
		expect(
			await db.query('select class_id, certainty from incident_class_match where former_id = $1', [former.id])
		).toEqual([{ class_id: now.id, certainty: 'city' }]);
	});

	it('tried out writes nothing, and says what it would', async () => {
		const before = await everything();
		const report = await bring([`${CITY},事项,77001,噪声,,其他,,,,,1,天,工作日`], '2026-07-01', true);
		expect(report).toMatchObject({ classes: { added: 1 }, limits: { added: 1 } });
		expect(await everything()).toEqual(before);
	});

	describe('refuses the whole file, and names every row, for', () => {
		it.each<[string, string[], [number, string | null, string][]]>([
			[
				'what is wrong in itself',
				[`${NEW},设施,1,,,,,,,,,,`, `${NEW},部件,01001,上水井盖,,,,,,,,,,,更多`],
				[
					[2, 'kind', 'kind'],
					[3, null, 'cells']
				]
			],
			['the name of another edition', [`${OLD},部件,0118,路灯,,,,,,,,,`], [[2, 'name', 'name-known']]],
			[
				'a new code without a name and a group',
				[`${CITY},事项,66001,,,,,,,,,,`],
				[
					[2, 'name', 'missing-new'],
					[2, 'group', 'missing-new']
				]
			],
			['a duty that there is not', [`${CITY},事项,66001,甲,,乙,magic,,,,,,`], [[2, 'duty', 'duty']]],
			[
				'an older class that there is not',
				[`${NEW},部件,01001,,,,,,${OLD} 0998,,,,`],
				[[2, 'former', 'former-unknown']]
			],
			[
				'an older class of the same edition',
				[`${NEW},部件,01001,,,,,,${NEW} 01002,,,,`],
				[[2, 'former', 'former-same']]
			],
			[
				'two names, and two limits, of one class',
				[`${CITY},事项,66001,甲,,丙,,,,,1,小时,工作时`, `${CITY},事项,66001,乙,,丙,,,,,2,小时,工作时`],
				[
					[3, 'name', 'differs'],
					[3, 'condition', 'twice']
				]
			]
		])('%s', async (_, rows, expected) => {
			expect(await refused(rows)).toEqual(
				expected.map(([line, column, problem]) => ({ line, column, problem }))
			);
		});
	});
});

it.skipIf(serverMissing !== undefined)(
	'the command tries out, imports, and lists what is wrong with a file',
	async () => {
		const database = await createTestDatabase('server');
		try {
			const env = { DATABASE_URL: database.options.url! };
			const good = files.write(`${HEADER}\n${CITY},事项,99001,共享单车乱停放,,街面秩序,,,,,4,小时,工作时\n`);
			const dry = runScript('import.ts', ['incident-classes', good, '--dry-run'], env);
			expect(dry).toMatchObject({
				status: 0,
				stdout: expect.stringContaining('试运行，没有写入：已读 1 行：类别新增 1')
			});
			const taken = runScript('import.ts', ['incident-classes', good], { ...env, WANGGE_LANG: 'en' });
			expect(taken).toMatchObject({ status: 0, stdout: expect.stringContaining('classes 1 new') });
			const bad = runScript(
				'import.ts',
				['incident-classes', files.write(`${HEADER}\n${NEW},部件,99,,,,,,,,,,\n`)],
				env
			);
			expect(bad.status).toBe(1);
			expect(bad.stderr).toContain('第 2 行“代码”：“99”不是这个版本、这个类型的代码');
			const template = runScript('import.ts', ['incident-classes', '--template']);
			expect(template.stdout).toMatch(/^\ufeff版本,类型,代码,/);
			expect(
				runScript('import.ts', ['incident-classes', files.write('版本,代码\n1,2\n')], env).stderr
			).toContain('表头缺少：类型。可用 npm run -s import -- incident-classes --template');
		} finally {
			await database.drop();
		}
	}
);
