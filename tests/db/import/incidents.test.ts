/** Past incidents from files: what is right is taken, what is not is named, and the whole can be undone. */
import { randomUUID } from 'node:crypto';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { actOnCase } from '../../../src/lib/server/incident/act.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMapping, type IncidentMapping } from '../../../src/lib/domain/exchange/incident-mapping.ts';
import {
	importIncidents,
	listImports,
	savedMapping,
	undoImport
} from '../../../src/lib/server/incident-import/service.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { runScript } from '../harness/command.ts';
import { createTestDatabase, describeEngines, serverMissing } from '../harness/index.ts';

const files = new TestFiles();
afterAll(() => files.remove());

const NOW = new Date('2026-07-01T04:00:00Z');
const HEADER = 'no,when,what,lng,lat,state,closed,address';
const GIVEN = {
	columns: {
		number: 'no',
		happened: 'when',
		class: 'what',
		x: 'lng',
		y: 'lat',
		state: 'state',
		closed: 'closed',
		address: 'address'
	},
	srid: 4326,
	moments: 'YYYY-MM-DD HH:mm',
	timezone: 'Asia/Shanghai',
	states: { done: 'closed', open: 'dispatched' },
	classes: { edition: 'tiny', kind: 'matter', codes: { rubbish: '06010' } }
};
function mappingOf(given: object): IncidentMapping {
	const read = readMapping(given);
	if ('faults' in read) throw new Error(JSON.stringify(read.faults));
	return read.mapping;
}
const mapping = mappingOf(GIVEN);
const own = mappingOf({ ...GIVEN, classes: { edition: '旧系统', kind: 'matter', add: true } });
const place = (x: number, y: number) => tiny.lngLatOf(x, y).join(',');

describeEngines('an import of past incidents', (db) => {
	const context = { db, actor: 'test', now: NOW };
	beforeAll(() => db.transaction((tx) => tiny.layTinyGround(tx)));
	const bring = (rows: readonly string[], by = mapping, more = {}) =>
		importIncidents(context, files.write([HEADER, ...rows].join('\n')), by, more);
	const incidents = () => db.query<{ n: number }>('select count(*)::int as n from incident');
	const everything = () =>
		db.query(`select (select count(*)::int from incident) as incidents, (select count(*)::int from incident_class) as classes,
			(select count(*)::int from incident_import) as imports, (select count(*)::int from incident_mapping) as mappings,
			(select count(*)::int from audit_entry) as audit`);

	it('takes rows with their moments, state, class and grid, and names those that it does not', async () => {
		const report = await bring([
			`a-1,2026-03-02 08:30,rubbish,${place(50, 150)},done,2026-03-02 10:00,桐花路 3 号`,
			`a-2,2026-03-03 08:30,暴露生活垃圾,${place(350, 50)},open,,`,
			`a-2,2026-03-03 08:31,暴露生活垃圾,${place(350, 50)},open,,`,
			`a-3,2026-03-03 08:30,噪声,${place(350, 50)},open,,`,
			`a-4,2026-03-03 08:30,rubbish,0,0,open,,`,
			`a-5,2026-03-03 08:30,rubbish,117,91,open,,`,
			`T-1,2026-03-03 08:30,rubbish,${place(350, 50)},open,,`,
			`a-6,soon,rubbish,${place(350, 50)},open,,`
		]);
		expect(report).toMatchObject({ rows: 8, taken: 2, classes: [] });
		expect(report.problems).toEqual([
			{ line: 4, field: 'number', problem: 'twice', value: 'a-2' },
			{ line: 5, field: 'class', problem: 'class', value: '噪声' },
			{ line: 6, field: 'x', problem: 'outside', value: '0, 0' },
			{ line: 7, field: 'x', problem: 'nowhere', value: '117, 91' },
			{ line: 8, field: 'number', problem: 'known', value: 'T-1' },
			{ line: 9, field: 'happened', problem: 'moment', value: 'soon' }
		]);
		expect(
			await db.query(
				`select i.number, i.state, i.happened_at, i.closed_at, i.address, c.code, g.code as grid
				from incident i join incident_class c on c.id = i.class_id join grid g on g.id = i.grid_id
				where i.number like 'a-%' order by i.number`
			)
		).toEqual([
			{
				number: 'a-1',
				state: 'closed',
				happened_at: new Date('2026-03-02T00:30:00Z'),
				closed_at: new Date('2026-03-02T02:00:00Z'),
				address: '桐花路 3 号',
				code: '06010',
				grid: tiny.GRID_CODES.A1
			},
			{
				number: 'a-2',
				state: 'dispatched',
				happened_at: new Date('2026-03-03T00:30:00Z'),
				closed_at: null,
				address: null,
				code: '06010',
				grid: tiny.GRID_CODES.B4
			}
		]);
	});

	it('takes a file once, until it was undone; then everything of it is gone, and it can be taken again', async () => {
		const before = await everything();
		const rows = [
			`b-1,2026-03-02 08:30,井盖丢失,${place(50, 150)},open,,`,
			`b-2,2026-03-02 08:30,噪声,${place(50, 150)},open,,`
		];
		const report = await bring(rows, own);
		expect(report).toMatchObject({ taken: 2, classes: ['井盖丢失', '噪声'], problems: [] });
		await expect(bring(rows, own)).rejects.toMatchObject({
			kind: 'conflict',
			details: { reason: 'file-known', id: report.id }
		});
		// One of its classes is named by another incident in the meantime.
		await bring([`c-1,2026-03-02 08:30,噪声,${place(50, 150)},open,,`], own);
		expect(await undoImport(context, report.id!)).toEqual({ incidents: 2, classes: 1 });
		await expect(undoImport(context, report.id!)).rejects.toMatchObject({
			kind: 'not-found',
			details: { what: 'import' }
		});
		expect((await listImports(context)).map(({ id, undone_at }) => [id, undone_at !== null])).toContainEqual([
			report.id,
			true
		]);
		const again = await bring(rows, own);
		expect(again).toMatchObject({ taken: 2, classes: ['井盖丢失'] });
		expect((await incidents())[0]!.n).toBe((before[0] as { incidents: number }).incidents + 3);
	});

	it('is not undone where something was done to a case of it here: what somebody did stays', async () => {
		const rows = ['w-1', 'w-2'].map((number) => `${number},2026-03-02 08:30,水管,${place(50, 150)},open,,`);
		const report = await bring(rows, own);
		const all = { ...context, access: UNLIMITED };
		await actOnCase(all, 'w-2', { key: randomUUID(), action: 'say', version: 0, reason: '还在漏' });
		const before = await everything();
		await expect(undoImport(context, report.id!)).rejects.toMatchObject({
			kind: 'conflict',
			details: { reason: 'worked-on', id: report.id, numbers: ['w-2'], count: 1 }
		});
		expect(await everything()).toEqual(before);
	});

	it('tried out writes nothing, neither incidents nor classes nor a mapping', async () => {
		const before = await everything();
		const rows = [
			`d-1,2026-03-02 08:30,全新的,${place(50, 150)},open,,`,
			`d-2,2026-03-02 08:30,噪声,0,0,open,,`
		];
		const report = await bring(rows, own, { dry: true, save: 'never' });
		expect(report).toMatchObject({ id: null, rows: 2, taken: 1, classes: ['全新的'] });
		expect(report.problems).toHaveLength(1);
		expect(await everything()).toEqual(before);
	});

	it('remembers a mapping under a name, the newest one, and leaves one entry in the audit', async () => {
		const audit = () =>
			db.query(
				`select action, detail->'taken' as taken from audit_entry where action like 'incidents.%' order by id desc limit 1`
			);
		await bring([`e-1,2026-03-02 08:30,rubbish,${place(50, 150)},open,,`], own, { save: '市容系统' });
		await bring([`e-2,2026-03-02 08:30,rubbish,${place(50, 150)},open,,`], mapping, { save: '市容系统' });
		expect(await savedMapping(context, '市容系统')).toEqual(mapping);
		expect(await audit()).toEqual([{ action: 'incidents.import', taken: { incident: 1 } }]);
		await expect(savedMapping(context, '没有的')).rejects.toMatchObject({
			kind: 'not-found',
			details: { what: 'mapping' }
		});
	});

	describe('refuses the whole', () => {
		const row = `f-1,2026-03-02 08:30,rubbish,${place(50, 150)},open,,`;
		it.each<[string, object, object]>([
			[
				'a mapping of columns that there are not',
				{ columns: { ...GIVEN.columns, due: 'deadline' } },
				{ kind: 'file-broken', details: { reason: 'columns', names: ['deadline'] } }
			],
			[
				'a class that there is not',
				{ classes: { ...GIVEN.classes, codes: { rubbish: '99' } } },
				{ kind: 'not-found', details: { what: 'class', code: '99' } }
			],
			[
				'additions to a national list',
				{ classes: { edition: 'GB/T 30428.2-2013', kind: 'matter', add: true } },
				{ kind: 'conflict', details: { reason: 'national' } }
			]
		])('for %s', async (_, change, fault) => {
			const before = await everything();
			await expect(bring([row], mappingOf({ ...GIVEN, ...change }))).rejects.toMatchObject(fault);
			expect(await everything()).toEqual(before);
		});

		it.each([
			['', 'file-empty', undefined],
			['[]', 'file-empty', undefined],
			['[{"a": 1},]', 'file-broken', 'json'],
			['{"a": 1}', 'file-broken', 'not-a-list'],
			['[1, 2]', 'file-broken', 'not-a-list']
		])('for the file %j', async (text, kind, reason) => {
			await expect(importIncidents(context, files.write(text), mapping)).rejects.toMatchObject({
				kind,
				...(reason === undefined ? {} : { details: { reason } })
			});
		});
	});
});

it.skipIf(serverMissing !== undefined)(
	'the command tries out, takes, lists, writes what is wrong, and undoes',
	async () => {
		const database = await createTestDatabase('server');
		const opened = await database.open();
		try {
			await opened.transaction((tx) => tiny.layTinyGround(tx));
			const env = { DATABASE_URL: database.options.url! };
			const run = (...args: string[]) => runScript('import.ts', ['incidents', ...args], env);
			const table = files.write(
				`${HEADER}\ng-1,2026-03-02 08:30,rubbish,${place(50, 150)},open,,\ng-2,2026-03-02 08:30,rubbish,0,0,open,,\n`
			);
			const said = files.write(JSON.stringify(GIVEN));
			const errors = files.write('');
			expect(run(table, '--mapping', said, '--dry-run')).toMatchObject({
				status: 0,
				stdout: '试运行，没有写入：共 2 行，收 1，不收 1。\n'
			});
			expect(run('--list').stdout).toBe('还没有导入过案件。\n');
			const taken = run(table, '--mapping', said, '--save', 'a', '--errors', errors);
			const id = /^导入编号 (\d+)：共 2 行，收 1，不收 1。\n$/.exec(taken.stdout)?.[1];
			expect([taken.status, id]).toEqual([0, expect.any(String)]);
			expect(taken.stderr).toContain('第 3 行“lng”：坐标 0, 0 在辖区之外。');
			expect(readFileSync(errors, 'utf8')).toMatch(/^\ufeffrow,column,value,problem\r\n3,lng,"0, 0",/);
			expect(run(table, '--use', 'a')).toMatchObject({
				status: 1,
				stderr: expect.stringContaining(`--undo ${id}`)
			});
			expect(run('--list').stdout).toMatch(/^\d+\t\d{4}-\d\d-\d\dT.*共 2 行，收 1\n$/);
			expect(run('--undo', id!).stdout).toBe('已撤销：移除案件 1 件，类别 0 个。\n');
			expect(run('--undo', id!)).toMatchObject({
				status: 1,
				stderr: `没有编号为 ${id} 的导入，或已经撤销。\n`
			});
			const wrong = files.write(JSON.stringify({ ...GIVEN, srid: 1 }));
			expect(run(table, '--mapping', wrong).stderr).toContain('有误：srid（too_small）');
			for (const args of [[table], [table, '--use', 'a', '--mapping', said], ['--undo', 'x']])
				expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining('用法') });
		} finally {
			await opened.close();
			await database.drop();
		}
	}
);
