/** The page that counts cases by class. */
import type { ClassKind } from '../domain/incident/classes.ts';
import { enFormats, zhFormats } from './format.ts';
import { en as incidentEn, zh as incidentZh } from './incident.ts';
import type { Language } from './language.ts';

const zh = {
	title: '案件分类统计',
	lead: '按案件发生的日期统计自己范围内的案件，作废的不算。按旧版立案的案件不改，可以按任一版本统计，总数相同。',
	edition: '按哪一版统计',
	inForce: '现行',
	former: '旧版',
	from: '从',
	to: '到',
	area: '范围',
	everywhere: '全部（自己的范围）',
	show: '统计',
	kinds: incidentZh.kinds satisfies Record<ClassKind, string>,
	cases: (count: number) => `${zhFormats.number(count)} 件`,
	open: (count: number) => `处理中 ${zhFormats.number(count)}`,
	total: '合计',
	notConverted: '不能换算',
	notConvertedHint: '这一版里没有对应的类别，或者对应几个、分不清是哪一个。',
	converted: (count: number) => `其中 ${zhFormats.number(count)} 件由另一版换算`,
	otherList: '不在国家目录里，两版相同',
	noCode: '代码未知',
	none: '这段时间、这个范围里没有案件。',
	download: '下载 CSV',
	downloadHint: '只有件数，没有任何个人信息；每次下载都有审计。',
	needsSecondFactor: '下载要先设两步验证。',
	setUp: '去设置',
	columns: ['版本', '类型', '代码', '类别', '件数', '处理中', '由另一版换算'],
	file: '案件分类统计'
};
export type CountWords = typeof zh;

const en: CountWords = {
	title: 'Cases by class',
	lead: 'Cases within your reach by the day on which they happened; void ones do not count. A case filed under the former list stays what it was and is counted under either, with the same total.',
	edition: 'Counted under',
	inForce: 'in force',
	former: 'former',
	from: 'From',
	to: 'to',
	area: 'Area',
	everywhere: 'All within your reach',
	show: 'Count',
	kinds: incidentEn.kinds,
	cases: (count) => `${enFormats.number(count)} case${count === 1 ? '' : 's'}`,
	open: (count) => `${enFormats.number(count)} open`,
	total: 'Total',
	notConverted: 'Cannot be translated',
	notConvertedHint: 'This list has no such class, or several that it may be.',
	converted: (count) => `${enFormats.number(count)} of them from the other list`,
	otherList: 'On neither national list: the same under both',
	noCode: 'code not known',
	none: 'No cases in this time and area.',
	download: 'Download CSV',
	downloadHint: 'Numbers alone, nothing of any person; each download is audited.',
	needsSecondFactor: 'To download you need a second factor.',
	setUp: 'Set it up',
	columns: ['Edition', 'Kind', 'Code', 'Class', 'Cases', 'Open', 'From the other list'],
	file: 'cases-by-class'
};

export const countWords: Record<Language, CountWords> = { 'zh-CN': zh, en };
