/** What happened month by month, and the bar that plays it. */
import { enFormats, zhFormats } from './format.ts';

export const zh = {
	choose: '时间',
	now: '处理中',
	byMonth: '按月上报',
	bar: '按月播放',
	month: '月份',
	/** A month's name; the present one is not over. */
	named: (month: string, present: boolean) => (present ? `${month}（至今）` : month),
	total: (count: number) => `上报 ${zhFormats.items(count)}`,
	said: (month: string, total: string) => `${month}，${total}`,
	/** After the number of a month under its bar. */
	tickUnit: '月',
	play: '播放',
	pause: '暂停',
	before: '上一个月',
	after: '下一个月',
	close: '回到处理中的事件',
	still: '设备要求减少动画，请逐月点看。',
	reported: (month: string) => `${month}上报的事件`,
	explained: (month: string) =>
		`${month}上报的事件，作废的不算。颜色越醒目，件数越多；各月用同一把尺子，可以相互比较。`,
	loading: '正在读取各月的件数……'
};

export const en: typeof zh = {
	choose: 'Time',
	now: 'Open now',
	byMonth: 'By month',
	bar: 'Month by month',
	month: 'Month',
	named: (month, present) => (present ? `${month} so far` : month),
	total: (count) => `${enFormats.items(count)} reported`,
	said: (month, total) => `${month}, ${total}`,
	tickUnit: '',
	play: 'Play',
	pause: 'Pause',
	before: 'Month before',
	after: 'Next month',
	close: 'Back to open incidents',
	still: 'The device asks for less motion: step through the months.',
	reported: (month) => `Incidents reported in ${month}`,
	explained: (month) =>
		`Incidents reported in ${month}, void ones left out. The stronger the colour, the more; the scale is the same in all months.`,
	loading: 'Reading the months…'
};
