/** The columns of a responsibilities file: keys, their Chinese headings, and whether a file must have them. */
import type { Columns } from './header.ts';

export const COLUMNS = [
	['key', '编号', false],
	['organisation_code', '单位代码', true],
	['organisation_name', '单位名称', false],
	['organisation_kind', '单位类别', false],
	['organisation_parent', '上级单位', false],
	['organisation_area', '所在区划', false],
	['organisation_phone', '办公电话', false],
	['duty', '职责', true],
	['part', '分工', true],
	['ground', '范围', true],
	['crs', '坐标系', false],
	['document_number', '文号', false],
	['document_title', '文件标题', false],
	['document_issuer', '发文单位', false],
	['document_issued_on', '发文日期', false],
	['valid_from', '生效日期', true],
	['valid_to', '失效日期', false],
	['staff_posts', '人员编制', false],
	['budget_yuan', '年度经费（元）', false],
	['authority', '权限', false]
] as const satisfies Columns<string>;

export type Column = (typeof COLUMNS)[number][0];
export const COLUMN_KEYS = COLUMNS.map(([key]) => key);

/** Chinese heading of a column. */
export function headingOf(column: Column): string {
	return COLUMNS.find(([key]) => key === column)![1];
}

/** Rows that show every way to say a ground. Codes of areas are to be replaced by one's own. */
export const TEMPLATE_ROWS: readonly Partial<Record<Column, string>>[] = [
	{
		organisation_code: 'greening-1',
		organisation_name: '某某绿化养护有限公司',
		organisation_kind: 'greening_company',
		organisation_phone: '010-5555 0100',
		duty: 'greening',
		part: 'lead',
		ground: 'area:LI0000000011',
		document_number: '某街办〔2026〕1号',
		document_title: '关于绿化养护责任的通知',
		document_issuer: '某街道办事处',
		document_issued_on: '2026-01-05',
		valid_from: '2026-01-10',
		staff_posts: '12',
		budget_yuan: '860000',
		authority: '可开具整改通知'
	},
	{
		organisation_code: 'office-1',
		organisation_name: '某街道办事处',
		organisation_kind: 'subdistrict_office',
		organisation_area: 'LI0000000011',
		duty: 'greening',
		part: 'fallback',
		ground: 'area:LI0000000011',
		valid_from: '2026-01-01'
	},
	{
		organisation_code: 'roads-1',
		organisation_name: '某某市政养护有限公司',
		organisation_kind: 'road_company',
		duty: 'paving',
		part: 'lead',
		ground: 'roads:secondary@LI0000000011; roads:residential@LI0000000011',
		document_number: '某街办〔2026〕2号',
		document_title: '关于道路养护责任的通知',
		document_issuer: '某街道办事处',
		document_issued_on: '2026-01-05',
		valid_from: '2026-01-10',
		valid_to: '2027-01-10'
	},
	{
		organisation_code: 'greening-1',
		duty: 'sanitation',
		part: 'support',
		ground:
			'polygon:POLYGON((9.5205 47.1385, 9.5235 47.1385, 9.5235 47.1405, 9.5205 47.1405, 9.5205 47.1385))',
		crs: 'EPSG:4490',
		document_number: '某街办〔2026〕1号',
		valid_from: '2026-01-10'
	}
];
