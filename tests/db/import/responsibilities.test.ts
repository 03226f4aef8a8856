import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import type { Problem } from '../../../src/lib/domain/exchange/responsibility-row.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import {
	addResponsibility,
	endResponsibility,
	importResponsibilities
} from '../../../src/lib/server/responsibility/service.ts';
import { importErrorSentence } from '../../../src/lib/words/import-errors.ts';
import { problemSentence } from '../../../src/lib/words/import-problems.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import {
	COMMUNITY_A,
	GRID_CODES,
	layTinyGround,
	lngLatOf,
	STREET,
	TINY_DAY
} from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { auditCount, everything } from './everything.ts';

const HEADER =
	'key,organisation_code,organisation_name,organisation_kind,organisation_parent,duty,part,ground,crs,document_number,document_title,document_issuer,valid_from,valid_to,staff_posts,budget_yuan';
const place = (x: number, y: number) =>
	lngLatOf(x, y)
		.map((value) => value.toFixed(8))
		.join(' ');
const polygon = (corners: readonly (readonly [number, number])[]) =>
	`"polygon:POLYGON((${[...corners, corners[0]!].map(([x, y]) => place(x, y)).join(', ')}))"`;
const SQUARE = polygon([
	[210, 110],
	[250, 110],
	[250, 150],
	[210, 150]
]);
const DOCUMENT = '桐街办〔2026〕9号,关于责任的通知,桐花街道办事处';

describeEngines('importing responsibilities', (db) => {
	const files = new TestFiles();
	const context = { db, actor: 'test', now: new Date(`${TINY_DAY}T04:00:00Z`) };
	const csv = (...rows: string[]) => files.write([HEADER, ...rows].join('\r\n'));
	let before: Record<string, string[]>;
	let audits: number;

	beforeAll(async () => {
		await loadCatalogue(context);
		await layTinyGround(db);
	});
	beforeEach(async () => {
		before = await everything(db);
		audits = await auditCount(db);
	});
	afterAll(() => files.remove());

	const refusal = async (work: Promise<unknown>) => {
		const error: unknown = await work.then(
			() => new Error('it was not refused'),
			(thrown: unknown) => thrown
		);
		if (!isWanggeError(error)) throw error;
		expect(await everything(db)).toEqual(before);
		expect(await auditCount(db)).toBe(audits);
		return error;
	};
	const problemsOf = async (...rows: string[]) => {
		const error = await refusal(importResponsibilities(context, csv(...rows)));
		expect(error.kind).toBe('row-invalid');
		return error.details.problems as Problem[];
	};
	const sentencesOf = async (...rows: string[]) =>
		(await problemsOf(...rows)).map((one) => problemSentence('zh-CN', one));

	it('refuses an empty file, a workbook, a wrong header and an encoding that is none', async () => {
		const refuse = async (bytes: string | Uint8Array) => {
			const error = await refusal(importResponsibilities(context, files.write(bytes)));
			return [error.kind, error.details.reason, importErrorSentence('zh-CN', error).length > 10];
		};
		expect(await refuse('')).toEqual(['file-empty', undefined, true]);
		expect(await refuse(HEADER)).toEqual(['file-empty', undefined, true]);
		expect(await refuse('PK\u0003\u0004')).toEqual(['file-broken', 'not-text', true]);
		expect(await refuse('duty,part\na,b')).toEqual(['file-broken', 'header-missing', true]);
		expect(await refuse(`${HEADER},colour\n`)).toEqual(['file-broken', 'header-unknown', true]);
		expect(await refuse(Buffer.from([0x61, 0xff, 0x2c, 0xff, 0xff, 0x0a]))).toEqual([
			'file-broken',
			'encoding',
			true
		]);
		expect(await refuse(`${HEADER}\n"open,1`)).toEqual(['file-broken', 'table', true]);
	});

	it('refuses an unknown duty, organisation, kind, area and grid, each with its line', async () => {
		expect(
			await sentencesOf(
				`,street-office,,,,magic,fallback,area:${STREET},,,,,2026-01-01,,,`,
				`,nobody,,,,greening,fallback,area:${STREET},,,,,2026-01-01,,,`,
				`,new-1,新公司,wizard,,greening,fallback,area:${STREET},,,,,2026-01-01,,,`,
				`,street-office,,,,greening,fallback,area:990102009,,,,,2026-01-01,,,`,
				`,street-office,,,,greening,fallback,grid:${COMMUNITY_A}999,,,,,2026-01-01,,,`,
				`,new-2,新公司二,squad,not-there,greening,fallback,area:${STREET},,,,,2026-01-01,,,`
			)
		).toEqual([
			'第 2 行“职责”：职责目录中没有“magic”。',
			'第 3 行“单位代码”：单位“nobody”不存在，文件中也没有写明它的名称和类别。',
			'第 4 行“单位类别”：没有“wizard”这类单位。',
			'第 5 行“范围”：没有代码为“990102009”的区划。',
			`第 6 行“范围”：没有编码为“${COMMUNITY_A}999”的网格。`,
			'第 7 行“上级单位”：单位“not-there”不存在，文件中也没有写明它的名称和类别。'
		]);
	});

	it('refuses an end before the beginning, a day that is none and a lead without a document', async () => {
		const problems = await problemsOf(
			`,squad,,,,greening,fallback,area:${STREET},,,,,2026-02-01,2026-01-01,,`,
			`,squad,,,,greening,fallback,area:${STREET},,,,,2026-02-30,,,`,
			`,squad,,,,greening,lead,area:${STREET},,,,,2026-02-01,,,`
		);
		expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
			[2, 'date-order'],
			[3, 'date'],
			[4, 'document-missing']
		]);
	});

	it('refuses ground outside the jurisdiction, saying how much of it', async () => {
		const [half] = await problemsOf(
			`,squad,,,,greening,fallback,${polygon([
				[-1050, 0],
				[-950, 0],
				[-950, 100],
				[-1050, 100]
			])},EPSG:4326,,,,2026-01-01,,,`
		);
		expect(half).toMatchObject({ line: 2, problem: 'outside' });
		expect(half!.more!.outside).toBeGreaterThan(4900);
		expect(problemSentence('zh-CN', half!)).toMatch(/辖区之外，位于 -?\d+\.\d{6},-?\d+\.\d{6}/);
		expect(half!.more!.of).toBeGreaterThan(9900);
	});

	it('refuses a self-crossing polygon and says where, also with 400 corners', async () => {
		const star = Array.from({ length: 400 }, (_, i): [number, number] => {
			const angle = (i * 2 * Math.PI * 171) / 400;
			return [200 + 50 * Math.cos(angle), 100 + 50 * Math.sin(angle)];
		});
		const problems = await problemsOf(
			`,squad,,,,greening,fallback,${polygon([
				[10, 10],
				[40, 40],
				[40, 10],
				[10, 40]
			])},4490,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,${polygon(star)},4490,,,,2026-01-01,,,`
		);
		expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
			[2, 'polygon-invalid'],
			[3, 'polygon-invalid']
		]);
		expect(problems[0]!.value).toMatch(/^117\.|^116\./);
	});

	it('refuses a coordinate of 1e400, one beyond the Earth, and a coordinate system that is missing or unknown', async () => {
		const problems = await problemsOf(
			`,squad,,,,greening,fallback,"polygon:POLYGON((1e400 36, 117 36, 117 36.1, 1e400 36))",4490,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,"polygon:POLYGON((217 36, 117 36, 117 36.1, 217 36))",4490,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,${SQUARE},,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,${SQUARE},EPSG:990002,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,${SQUARE},GCJ-02,,,,2026-01-01,,,`,
			`,squad,,,,greening,fallback,${SQUARE},EPSG:3857,,,,2026-01-02,,,`
		);
		expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
			[2, 'ground-polygon-number'],
			[3, 'polygon-number'],
			[4, 'crs-missing'],
			[5, 'crs-unknown'],
			[6, 'crs-form'],
			[7, 'polygon-nowhere']
		]);
	});

	it('refuses what is said twice, or differently in two lines, naming the first', async () => {
		const problems = await problemsOf(
			`k1,squad,,,,greening,fallback,area:${STREET},,,,,2026-01-01,,,`,
			`k1,squad,,,,sanitation,fallback,area:${STREET},,,,,2026-01-01,,,`,
			`,new-1,甲,squad,,greening,lead,area:${STREET},,${DOCUMENT},2026-01-01,,,`,
			`,new-1,乙,squad,,sanitation,lead,area:${STREET},,桐街办〔2026〕9号,另一个标题,,2026-01-01,,,`
		);
		expect(problems.map(({ line, column, problem, more }) => [line, column, problem, more?.first])).toEqual([
			[3, 'key', 'twice', 2],
			[5, 'organisation_name', 'differs', 4],
			[5, 'document_title', 'differs', 4]
		]);
	});

	it('refuses organisations that are each above the other', async () => {
		const problems = await problemsOf('', ',a-1,甲,squad,b-1,,,,,,,,,,,', ',b-1,乙,squad,a-1,,,,,,,,,,,');
		expect(problems.map(({ problem }) => problem)).toEqual(['parent-circle', 'parent-circle']);
	});

	it('takes every way to say a ground, and gives the same rows when the file is read twice', async () => {
		const rows = [
			`,south-1,南塘养护有限公司,greening_company,street-office,greening,主责,area:${COMMUNITY_A},,${DOCUMENT},2026-07-01,,3,120000`,
			`,south-1,,,,绿化,support,grid:${GRID_CODES.B4},,桐街办〔2026〕9号,,,2026-07-01,2027-07-01,,`,
			`,south-1,,,,paving,support,roads:*@${STREET}; green:park@${STREET},,桐街办〔2026〕9号,,,2026-07-01,,,`,
			`,south-1,,,,sanitation,support,${SQUARE},CGCS2000,桐街办〔2026〕9号,,,2026-07-01,,,`,
			'=cmd,south-2,"=HYPERLINK(""http://x"")",other,,greening,fallback,area:990102,,,,,2026-07-01,,,'
		];
		const file = csv(...rows);
		expect(await importResponsibilities(context, file)).toMatchObject({
			rows: 5,
			written: 5,
			unchanged: 0,
			documents: 1
		});
		const first = await everything(db);
		expect(await importResponsibilities(context, file)).toMatchObject({ rows: 5, written: 0, unchanged: 5 });
		expect(await everything(db)).toEqual(first);
		expect(first.responsibility!.length).toBe(before.responsibility!.length + 5);
		// Stored as it was written; exports are where it is defused.
		expect(await db.query(`select name from organisation where code = 'south-2'`)).toEqual([
			{ name: '=HYPERLINK("http://x")' }
		]);
		const [square] = await db.query<{ m2: number }>(
			`select st_area(geom) as m2 from responsibility_ground where kind = 'polygon' order by id desc limit 1`
		);
		expect(square!.m2).toBeGreaterThan(1599);
		expect(square!.m2).toBeLessThan(1601);
	});

	it('changes a responsibility that has a key instead of adding another', async () => {
		await importResponsibilities(
			context,
			csv(`k-7,squad,,,,lighting,fallback,area:${COMMUNITY_A},,,,,2026-07-01,,,`)
		);
		const report = await importResponsibilities(
			context,
			csv(`k-7,squad,,,,lighting,fallback,area:${STREET},,,,,2026-07-01,2026-12-31,2,`)
		);
		expect(report).toMatchObject({ written: 1 });
		expect(
			await db.query(
				`select r.valid_to::text, staff_posts, area.code from responsibility r
				join responsibility_ground g on g.responsibility_id = r.id join area on area.id = g.area_id
				where r.external_ref = 'key:k-7'`
			)
		).toEqual([{ valid_to: '2026-12-31', staff_posts: 2, code: STREET }]);
	});

	it('reads what Excel saves in China (GB18030), tabs, and Chinese headings', async () => {
		const heading = '单位代码\t职责\t分工\t范围\t生效日期';
		const text = new TextEncoder().encode(`${heading}\nsquad\t美化\t兜底\tarea:${COMMUNITY_A}\t2026/7/1\n`);
		expect(await importResponsibilities(context, files.write(text))).toMatchObject({
			encoding: 'utf-8',
			written: 1
		});
		// 单位代码,职责,分工,范围,生效日期 / squad,美化,兜底,... in GBK bytes.
		const gbk = Buffer.concat([
			Buffer.from('b5a5cebbb4fac2eb2cd6b0d4f02cb7d6b9a42cb7b6cea72cc9fad0a7c8d5c6da0a', 'hex'),
			Buffer.from('squad,'),
			Buffer.from('c3c0bbaf2cb6b5b5d72c', 'hex'),
			Buffer.from(`area:${COMMUNITY_A},2026-07-01\n`)
		]);
		expect(await importResponsibilities(context, files.write(gbk))).toMatchObject({
			encoding: 'gb18030',
			unchanged: 1
		});
	});

	it('counts lines as an editor does, across cells with line breaks', async () => {
		const [problem] = await problemsOf(
			`,new-3,"甲\r\n乙",squad,,greening,fallback,area:${STREET},,,,,2026-01-01,,,`,
			`,squad,,,,magic,fallback,area:${STREET},,,,,2026-01-01,,,`
		);
		expect(problem!.line).toBe(4);
	});

	it('adds one responsibility and ends it, with an audit row for each', async () => {
		const ref = await addResponsibility(context, {
			organisation_code: 'squad',
			duty: 'appearance',
			part: 'support',
			ground: `grid:${GRID_CODES.A1}`,
			document_number: '桐街办〔2026〕9号',
			valid_from: '2026-07-01'
		});
		await endResponsibility(context, ref, '2026-08-01');
		expect(
			await db.query('select valid_to::text from responsibility where external_ref = $1', [ref])
		).toEqual([{ valid_to: '2026-08-01' }]);
		expect(await auditCount(db)).toBe(audits + 2);
	});

	it('refuses to end what is not there, or before it began', async () => {
		expect((await refusal(endResponsibility(context, 'made:nothing', '2026-08-01'))).kind).toBe('not-found');
		expect((await refusal(endResponsibility(context, 'key:k-7', '2026-07-01'))).kind).toBe('date-order');
		expect((await refusal(endResponsibility(context, 'key:k-7', 'soon'))).kind).toBe('invalid');
	});

	it('refuses one responsibility that is not whole', async () => {
		expect((await refusal(addResponsibility(context, { organisation_code: 'squad' }))).kind).toBe(
			'row-invalid'
		);
	});
});

describeEngines('importing responsibilities into nothing', (db) => {
	it('asks for a jurisdiction first', async () => {
		const files = new TestFiles();
		const file = files.write(`${HEADER}\n,squad,,,,greening,fallback,area:990102,,,,,2026-01-01,,,`);
		const error: unknown = await importResponsibilities({ db, actor: 'test', now: new Date(0) }, file).catch(
			(e: unknown) => e
		);
		expect(error).toMatchObject({ kind: 'not-found', details: { what: 'jurisdiction' } });
		files.remove();
	});
});
