/** Measures, the legend and the list of the worst grids. */
import type { MeasureId, MeasureLevel } from '../domain/measure/measure.ts';
import { enFormats, type Formats, zhFormats } from './format.ts';

export type MeasureUnit = 'm2' | 'residents' | 'incidents' | 'jobs';

function amount(f: Formats, unit: MeasureUnit, value: number): string {
	if (unit === 'm2') return f.area(value);
	if (unit === 'residents') return f.people(value);
	return f.items(value);
}

export const zh = {
	legend: '图例',
	measure: '地图颜色',
	duty: '职责',
	facility: '设施类型',
	allDuties: '全部职责合计',
	summed: '各项职责的面积相加：同一块地缺两项职责，就算两次。',
	names: {
		gap: '空白：无人负责的面积',
		fallback: '兜底：只有属地负责的面积',
		overlap: '交叉：重叠负责的面积',
		unreached: '服务半径之外的居民',
		incidents: '处理中的事件',
		greening: '逾期的绿化养护',
		residents: '居民人数'
	} satisfies Record<MeasureId, string>,
	short: {
		gap: '空白',
		fallback: '兜底',
		overlap: '交叉',
		unreached: '半径之外',
		incidents: '事件',
		greening: '逾期养护',
		residents: '人口'
	} satisfies Record<MeasureId, string>,
	explained: {
		gap: '没有任何单位负责，连属地兜底也没有。颜色越醒目，无人负责的面积越大。',
		fallback: '没有主责文件，由街道或居委会按属地兜底。颜色越醒目，面积越大。',
		overlap: '两家或以上依文件主责。颜色越醒目，重叠的面积越大。',
		unreached: '属于服务年龄、但住在服务半径之外的居民。颜色越醒目，人越多。',
		incidents: '还没有结案的事件。颜色越醒目，件数越多。',
		greening: '过了到期日还没有做的养护任务。颜色越醒目，件数越多。',
		residents: '登记在楼栋里的居民。颜色越醒目，人越多。'
	} satisfies Record<MeasureId, string>,
	levels: {
		grid: '按单元网格',
		community: '按社区',
		street: '按街道',
		district: '按区'
	} satisfies Record<MeasureLevel, string>,
	places: {
		grid: (count: number) => `${zhFormats.number(count)} 个网格`,
		community: (count: number) => `${zhFormats.number(count)} 个社区`,
		street: (count: number) => `${zhFormats.number(count)} 个街道`,
		district: (count: number) => `${zhFormats.number(count)} 个区`
	} satisfies Record<MeasureLevel, (count: number) => string>,
	amount: (unit: MeasureUnit, value: number) => amount(zhFormats, unit, value),
	upTo: (high: string) => `不超过 ${high}`,
	between: (low: string, high: string) => `${low} – ${high}`,
	above: (low: string) => `${low}以上`,
	zero: '没有（0）',
	noData: '无数据',
	count: (count: number) => zhFormats.number(count),
	histogram: '数值分布',
	histogramBar: (range: string, count: string) => `${range}：${count}`,
	loading: '正在读取指标……',
	asOf: (day: string) => `数据截至 ${day}`,
	states: '所选网格里的地块',
	due: '绿化养护',
	worst: '问题最多的网格',
	worstOf: (measure: string) => `按“${measure}”排序`,
	worstOpen: '问题清单',
	worstEmpty: '没有一个网格有这个问题。',
	worstTotal: (total: number, sum: string) => `${zhFormats.number(total)} 个网格，合计 ${sum}`,
	worstNoData: (count: number) => `${zhFormats.number(count)} 个网格无数据，不参加排序`,
	worstGo: (code: string) => `到网格 ${code}`,
	rank: '名次',
	grid: '网格',
	place: '所在社区',
	value: '数值',
	area: '范围',
	everywhere: '整个辖区',
	page: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
	previous: '上一页',
	next: '下一页'
};

export const en: typeof zh = {
	legend: 'Legend',
	measure: 'Map colour',
	duty: 'Duty',
	facility: 'Facility type',
	allDuties: 'all duties together',
	summed: 'Square metres of every duty added up: ground that lacks two duties counts twice.',
	names: {
		gap: 'Gap: nobody answers',
		fallback: 'Fallback: by territory',
		overlap: 'Overlap: several leads',
		unreached: 'Residents out of reach',
		incidents: 'Open incidents',
		greening: 'Overdue greening jobs',
		residents: 'Residents'
	},
	short: {
		gap: 'Gap',
		fallback: 'Fallback',
		overlap: 'Overlap',
		unreached: 'Beyond reach',
		incidents: 'Incidents',
		greening: 'Overdue greening',
		residents: 'Residents'
	},
	explained: {
		gap: 'Nobody answers for it, not even by territory. The stronger the colour, the more ground.',
		fallback:
			'Nobody leads by document; street or committee answers. The stronger the colour, the more ground.',
		overlap: 'Two or more lead by document. The stronger the colour, the more ground.',
		unreached:
			'Residents of the age served who live beyond the radius. The stronger the colour, the more people.',
		incidents: 'Incidents not yet closed. The stronger the colour, the more.',
		greening: 'Jobs past their day and not done. The stronger the colour, the more.',
		residents: 'Residents on record in buildings. The stronger the colour, the more people.'
	},
	levels: { grid: 'by unit grid', community: 'by community', street: 'by street', district: 'by district' },
	places: {
		grid: (count) => `${enFormats.number(count)} grids`,
		community: (count) => `${enFormats.number(count)} communities`,
		street: (count) => `${enFormats.number(count)} streets`,
		district: (count) => `${enFormats.number(count)} districts`
	},
	amount: (unit, value) => amount(enFormats, unit, value),
	upTo: (high) => `up to ${high}`,
	between: (low, high) => `${low} – ${high}`,
	above: (low) => `${low} or more`,
	zero: 'none (0)',
	noData: 'no data',
	count: (count) => enFormats.number(count),
	histogram: 'Distribution of values',
	histogramBar: (range, count) => `${range}: ${count}`,
	loading: 'Reading the measure…',
	asOf: (day) => `As of ${day}`,
	states: 'Ground in the chosen grid',
	due: 'Greening',
	worst: 'Worst grids',
	worstOf: (measure) => `ranked by “${measure}”`,
	worstOpen: 'Worst grids',
	worstEmpty: 'No grid has this problem.',
	worstTotal: (total, sum) => `${enFormats.number(total)} grids, ${sum} in all`,
	worstNoData: (count) => `${enFormats.number(count)} grids without data are not ranked`,
	worstGo: (code) => `Go to grid ${code}`,
	rank: 'Rank',
	grid: 'Grid',
	place: 'Community',
	value: 'Value',
	area: 'Within',
	everywhere: 'whole jurisdiction',
	page: (page, pages) => `Page ${page} of ${pages}`,
	previous: 'Previous page',
	next: 'Next page'
};
