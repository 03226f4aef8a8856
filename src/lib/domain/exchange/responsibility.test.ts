import { describe, expect, it } from 'vitest';
import { groundText, readGround } from './ground-said.ts';
import { readPolygons } from './polygon-text.ts';
import { readHeader } from './header.ts';
import { COLUMN_KEYS, COLUMNS, headingOf, TEMPLATE_ROWS } from './responsibility-columns.ts';
import { readCrs, readDay, readRow, type Cells } from './responsibility-row.ts';

const GOOD: Cells = {
	organisation_code: 'green-1',
	duty: 'greening',
	part: '主责',
	ground: 'area:990100000001',
	document_number: '1号',
	valid_from: '2026-01-01'
};
const problems = (cells: Cells) =>
	readRow(7, { ...GOOD, ...cells }).problems.map(({ column, problem }) => `${column} ${problem}`);

describe('the header', () => {
	it('takes keys or Chinese headings in any order', () => {
		expect(readHeader(COLUMNS, COLUMN_KEYS)).toEqual({ columns: COLUMN_KEYS });
		expect(readHeader(COLUMNS, [...COLUMN_KEYS].reverse().map(headingOf))).toEqual({
			columns: [...COLUMN_KEYS].reverse()
		});
	});
	it('names what is missing, unknown or twice', () => {
		expect(readHeader(COLUMNS, ['duty', 'part'])).toMatchObject({
			reason: 'missing',
			columns: ['organisation_code', 'ground', 'valid_from']
		});
		expect(readHeader(COLUMNS, [...COLUMN_KEYS, '备注'])).toEqual({ reason: 'unknown', headings: ['备注'] });
		expect(readHeader(COLUMNS, [...COLUMN_KEYS, '职责'])).toEqual({ reason: 'twice', columns: ['duty'] });
	});
});

describe('a row', () => {
	it('reads the whole template without a problem', () => {
		expect(TEMPLATE_ROWS.flatMap((cells, i) => readRow(i, cells).problems)).toEqual([]);
	});
	it('may name an organisation alone', () => {
		const row = readRow(2, {
			organisation_code: 'pm-1',
			organisation_name: '物业',
			organisation_kind: 'property_manager'
		});
		expect(row).toMatchObject({ responsibility: null, problems: [], organisation: { code: 'pm-1' } });
	});
	it.each<[string, Cells, string]>([
		['an empty code', { organisation_code: ' ' }, 'organisation_code missing'],
		['a code with spaces', { organisation_code: 'a b' }, 'organisation_code organisation-code'],
		['a part that is none', { part: '负责' }, 'part part'],
		['a lead without a document', { document_number: '' }, 'document_number document-missing'],
		['a day that is none', { valid_from: '2026-02-30' }, 'valid_from date'],
		['no first day', { valid_from: '' }, 'valid_from missing'],
		['an end before the beginning', { valid_to: '2025-12-31' }, 'valid_to date-order'],
		['an end on the first day', { valid_to: '2026-01-01' }, 'valid_to date-order'],
		['posts below zero', { staff_posts: '-1' }, 'staff_posts number'],
		['a budget of 1e400', { budget_yuan: '1e400' }, 'budget_yuan number'],
		['a ground of no known form', { ground: 'everywhere' }, 'ground ground-form'],
		['a class that is none', { ground: 'roads:highway@990100000001' }, 'ground ground-class'],
		[
			'a polygon without a coordinate system',
			{ ground: 'polygon:POLYGON((0 0,1 0,1 1,0 0))' },
			'crs crs-missing'
		],
		['GCJ-02', { ground: 'polygon:POLYGON((0 0,1 0,1 1,0 0))', crs: 'GCJ-02' }, 'crs crs-form'],
		[
			'a coordinate of 1e400',
			{ ground: 'polygon:POLYGON((1e400 0,1 0,1 1,1e400 0))', crs: '4490' },
			'ground ground-polygon-number'
		],
		[
			'an open ring',
			{ ground: 'polygon:POLYGON((0 0,1 0,1 1,0 1))', crs: '4490' },
			'ground ground-polygon-ring'
		]
	])('refuses %s', (_, cells, expected) => {
		expect(problems(cells)).toContain(expected);
	});
	it('lists every problem of a row, not the first alone', () => {
		expect(problems({ part: 'x', valid_from: 'y', ground: 'z' })).toEqual([
			'part part',
			'ground ground-form',
			'valid_from date'
		]);
	});
	it('reads days as a spreadsheet writes them', () => {
		expect(['2026-1-5', '2026/01/05', '2026年1月5日'].map(readDay)).toEqual(Array(3).fill('2026-01-05'));
		expect(['05.01.2026', '2026-13-01', '46027', '2026-01-05T00:00'].map(readDay)).toEqual(
			Array(4).fill(null)
		);
	});
	it('knows a coordinate system by its number or its common name', () => {
		expect(['EPSG:4547', '4490', 'cgcs2000', 'BD-09', '火星坐标'].map(readCrs)).toEqual([
			4547,
			4490,
			4490,
			null,
			null
		]);
	});
});

describe('a ground', () => {
	it('takes several, of every kind', () => {
		const text =
			'area:9901; grid:990100000001001 ;roads:*@9901;blocks:managed@9901;green:park@9901;polygon:POLYGON((0 0,1 0,1 1,0 0))';
		const grounds = readGround(text);
		expect(Array.isArray(grounds) && grounds.map(({ kind }) => kind)).toEqual([
			'area',
			'grid',
			'object',
			'object',
			'object',
			'polygon'
		]);
	});
	it('is the same whatever the order it is said in', () => {
		const [a, b] = ['area:1; grid:2', 'grid:2;area:1'].map(readGround);
		expect(Array.isArray(a) && Array.isArray(b) && groundText(a) === groundText(b)).toBe(true);
	});
	it('reads well-known text and GeoJSON alike', () => {
		const wkt = readPolygons('MULTIPOLYGON(((0 0, 4 0, 4 4, 0 0),(1 .5, 2 1, 2 1.5, 1 .5)))');
		const json = readPolygons(
			'{"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[4,0],[4,4],[0,0]],[[1,0.5],[2,1],[2,1.5],[1,0.5]]]]}}'
		);
		expect(wkt).toEqual(json);
	});
	it.each([
		'POINT(1 2)',
		'POLYGON EMPTY',
		'POLYGON((1 2 3, 4 5 6))',
		'{"type":"Point","coordinates":[1,2]}',
		'{',
		'POLYGON((a b))',
		'POLYGON(('
	])('refuses %s', (text) => expect(readPolygons(text)).toHaveProperty('reason'));
});
