/** One sentence for each problem of a responsibilities file, naming line and column. */
import { headingOf } from '../domain/exchange/responsibility-columns.ts';
import type { Problem } from '../domain/exchange/responsibility-row.ts';
import type { Language } from './language.ts';

type What = (value: string, more: NonNullable<Problem['more']>) => string;

const zh: Record<string, What> = {
	missing: () => '没有填写',
	cells: (v) => `有 ${v} 格，比表头多`,
	'organisation-code': (v) => `“${v}”不是单位代码（1 到 40 位字母、数字、-、_）`,
	phone: (v) => `“${v}”不是电话号码`,
	key: () => '编号过长（最多 100 字）',
	date: (v) => `“${v}”不是日期（如 2026-01-05）`,
	'date-order': (v) => `失效日期 ${v} 不晚于生效日期`,
	number: (v) => `“${v}”不是 0 到 1 万亿之间的数`,
	part: (v) => `“${v}”不是主责（lead）、协办（support）或兜底（fallback）`,
	'document-missing': () => '主责和协办必须写明依据文号',
	'crs-missing': () => '画出的范围必须写明坐标系，如 EPSG:4490（CGCS2000）',
	'crs-form': (v) => `“${v}”不是坐标系代号；请写 EPSG 代号，如 EPSG:4490。GCJ-02、BD-09 须先转换`,
	'crs-unknown': (v) => `坐标系 EPSG:${v} 不认识`,
	'ground-empty': () => '没有范围',
	'ground-form': (v) =>
		`“${v}”写法不对，应如 area:代码、grid:代码、roads:类别@区划、blocks:类别@区划、green:类别@区划、polygon:WKT`,
	'ground-class': (v) => `没有“${v}”这个类别`,
	'ground-polygon-form': (v) => `读不懂的多边形：${v}`,
	'ground-polygon-number': (v) => `坐标 ${v} 不是有限的数`,
	'ground-polygon-ring': (v) => `始于 ${v} 的环没有闭合或不足三个角`,
	'ground-polygon-large': (v) => `多边形有 ${v} 个顶点，过多`,
	'polygon-number': (v) => `坐标 ${v} 超出坐标系的范围`,
	'polygon-invalid': (v, m) => `多边形无效${v ? `（在 ${v} 处）` : ''}：${m.reason}`,
	'polygon-nowhere': (v) => `多边形按 ${v} 换算后没有面积，坐标系可能写错`,
	outside: (_, m) => `多边形有 ${m.outside} 平方米（共 ${m.of}）在辖区之外，位于 ${m.at}`,
	'unknown-duty': (v) => `职责目录中没有“${v}”`,
	'unknown-organisation': (v) => `单位“${v}”不存在，文件中也没有写明它的名称和类别`,
	'unknown-kind': (v) => `没有“${v}”这类单位`,
	'unknown-area': (v) => `没有代码为“${v}”的区划`,
	'unknown-grid': (v) => `没有编码为“${v}”的网格`,
	'parent-circle': () => '上级关系成了一个圈',
	differs: (v, m) => `“${v}”与第 ${m.first} 行的“${m.other}”不一致`,
	twice: (_, m) => `与第 ${m.first} 行是同一项责任`
};

const en: Record<string, What> = {
	missing: () => 'is empty',
	cells: (v) => `has ${v} cells, more than the header`,
	'organisation-code': (v) => `"${v}" is no code (1 to 40 letters, digits, - or _)`,
	phone: (v) => `"${v}" is no telephone number`,
	key: () => 'is longer than 100 characters',
	date: (v) => `"${v}" is no date (such as 2026-01-05)`,
	'date-order': (v) => `${v} is not after the first day`,
	number: (v) => `"${v}" is no number between 0 and a million million`,
	part: (v) => `"${v}" is not lead, support or fallback`,
	'document-missing': () => 'lead and support need the number of a document',
	'crs-missing': () => 'a drawn ground needs its coordinate system, such as EPSG:4490',
	'crs-form': (v) =>
		`"${v}" names no coordinate system: give an EPSG number. GCJ-02 and BD-09 must be converted first`,
	'crs-unknown': (v) => `the coordinate system EPSG:${v} is not known`,
	'ground-empty': () => 'names no ground',
	'ground-form': (v) =>
		`"${v}" is not of the form area:CODE, grid:CODE, roads:CLASS@AREA, blocks:KIND@AREA, green:KIND@AREA or polygon:WKT`,
	'ground-class': (v) => `there is no class "${v}"`,
	'ground-polygon-form': (v) => `the polygon cannot be read: ${v}`,
	'ground-polygon-number': (v) => `the coordinate ${v} is no finite number`,
	'ground-polygon-ring': (v) => `the ring that begins at ${v} is not closed or has fewer than three corners`,
	'ground-polygon-large': (v) => `the polygon has ${v} vertices, too many`,
	'polygon-number': (v) => `the coordinate ${v} lies beyond the coordinate system`,
	'polygon-invalid': (v, m) => `the polygon is not valid${v ? ` at ${v}` : ''}: ${m.reason}`,
	'polygon-nowhere': (v) => `by ${v} the polygon has no ground; perhaps that is not its coordinate system`,
	outside: (_, m) => `${m.outside} m² of the polygon's ${m.of} lie outside the jurisdiction, at ${m.at}`,
	'unknown-duty': (v) => `the duty catalogue has no "${v}"`,
	'unknown-organisation': (v) =>
		`there is no organisation "${v}", and the file gives no name and kind for it`,
	'unknown-kind': (v) => `there is no kind of organisation "${v}"`,
	'unknown-area': (v) => `there is no area with the code "${v}"`,
	'unknown-grid': (v) => `there is no grid with the code "${v}"`,
	'parent-circle': () => 'the organisations above go round in a circle',
	differs: (v, m) => `"${v}" is not what line ${m.first} says: "${m.other}"`,
	twice: (_, m) => `is the same responsibility as line ${m.first}`
};

const SENTENCES: Record<Language, Record<string, What>> = { 'zh-CN': zh, en };

export function problemSentence(
	lang: Language,
	{ line, column, problem, value = '', more = {} }: Problem
): string {
	const what = SENTENCES[lang][problem]?.(value, more) ?? problem;
	if (lang === 'en') return `line ${line}${column ? `, ${column}` : ''}: ${what}.`;
	return `第 ${line} 行${column ? `“${headingOf(column)}”` : ''}：${what}。`;
}
/** Problems that have a sentence, to compare the languages. */
export const problemKeys = (lang: Language): string[] => Object.keys(SENTENCES[lang]).sort();
