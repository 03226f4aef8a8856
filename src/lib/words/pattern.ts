/** Patterns of cases: where and when, how a period compares, and what stands out. */
import type { Compared, ComparedLevel, PatternView, Preset } from '../domain/pattern/asked.ts';
import { enFormats, zhFormats } from './format.ts';
import type { Language } from './language.ts';

export const pText = (value: number): string => (value < 0.001 ? '<0.001' : value.toFixed(3));
const ratio = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

const zh = {
	title: '案件规律',
	lead: '什么地方、什么时候报得多，与从前相比变了没有。只算您看得到的案件；作废和并入他案的不算。',
	back: '案件',
	ask: '查看',
	from: '从',
	to: '到',
	kind: '类别',
	allKinds: '全部类别',
	class: '具体类别',
	allClasses: '全部',
	area: '区域',
	allAreas: '我看得到的全部',
	presets: { week: '近 7 天', month: '近 30 天', quarter: '近 90 天', year: '近 12 个月' } as Record<
		Preset,
		string
	>,
	period: '时段',
	total: (n: number) => `${zhFormats.number(n)} 件`,
	none: '这段时间里没有案件。换一段时间，或放宽条件。',
	outside: (n: number) => `其中 ${zhFormats.number(n)} 件不在任何网格里，只算在总数和时间里。`,
	span: (from: string, to: string) =>
		from === to ? zhFormats.day(from) : `${zhFormats.day(from)}至${zhFormats.day(to)}`,
	// Map
	map: '案件分布图',
	views: { points: '聚合', heat: '热力', bins: '网格', hot: '热点' } as Record<PatternView, string>,
	viewsLabel: '地图画什么',
	shown: (n: number) => `图上 ${zhFormats.number(n)} 件`,
	loading: '正在取数……',
	failed: '没有取到，图上可能不是最新的。',
	retry: '再试一次',
	several: '圈里的数是聚在一起的件数',
	few: '少',
	many: '多',
	legend: '图例',
	binLevel: {
		grid: '每个单元网格的件数',
		community: '每个社区的件数',
		street: '每个街道的件数',
		district: '每个区的件数'
	},
	binRange: (from: number, to: number | null) =>
		to === null
			? `${zhFormats.number(from)} 件及以上`
			: from === to
				? `${zhFormats.number(from)} 件`
				: `${zhFormats.number(from)}–${zhFormats.number(to)} 件`,
	binNone: '没有案件：不着色',
	hotClass: { 1: '90%', 2: '95%', 3: '99%' } as Record<number, string>,
	hot: '报得多（实心）',
	cold: '报得少（空心）',
	ringSpot: '热点，编号同列表',
	ringBurst: '短时聚集',
	openCase: (number: string) => `打开案件 ${number}`,
	closeIt: '关闭',
	// Time
	time: '时间',
	histogram: { day: '每天的件数', week: '每周的件数' },
	bar: (from: string, to: string, n: number) =>
		`${from === to ? zhFormats.day(from) : `${zhFormats.day(from)}至${zhFormats.day(to)}`}：${zhFormats.number(n)} 件`,
	start: '图上从哪天起',
	end: '图上到哪天止',
	play: '播放',
	pause: '暂停',
	still: '系统设为减少动态效果，不自动播放；可以一段一段看。',
	earlier: '前一段',
	later: '后一段',
	wholePeriod: '看整个时段',
	asPeriod: '只分析这一段',
	hotWhole: '热点按整个时段检验，不随这一段变。',
	// Hours
	hours: '一周中的钟点',
	hoursLead: '点一格、一天（左）或一个钟点（上），就只看这些时候；再点取消。',
	weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
	hour: (h: number) => `${h} 时`,
	cell: (day: string, h: number, n: number) => `${day} ${h} 时至 ${h + 1} 时：${zhFormats.number(n)} 件`,
	wholeDay: (day: string) => `${day}全天`,
	everyDay: (h: number) => `每天 ${h} 时`,
	onlyHours: (n: number) => `只看一周中的 ${zhFormats.number(n)} 个小时`,
	allHours: '不限钟点',
	// Comparison
	comparison: '与从前相比',
	compared: { before: '与之前同样长的时段', year: '与去年同期' } as Record<Compared, string>,
	by: { street: '按街道', community: '按社区', duty_grid: '按责任网格' } as Record<ComparedLevel, string>,
	byLabel: '按哪一级区域比',
	whole: (now: number, earlier: number, from: string, to: string) =>
		`本期 ${zhFormats.number(now)} 件；${zhFormats.day(from)}至${zhFormats.day(to)} ${zhFormats.number(earlier)} 件。`,
	change: (n: number) =>
		n > 0 ? `多 ${zhFormats.number(n)} 件` : n < 0 ? `少 ${zhFormats.number(-n)} 件` : '一样多',
	times: (value: number | null) => (value === null ? '从前没有' : `是从前的 ${ratio(value)} 倍`),
	interval: (low: number | null, high: number | null) =>
		`95% 区间 ${low === null ? '0' : ratio(low)}–${high === null ? '无上限' : ratio(high)}`,
	p: (value: number) => `p ${value < 0.001 ? '' : '= '}${pText(value)}`,
	number: pText,
	ratio,
	more: '报得更多的',
	fewer: '报得更少的',
	noMore: '没有哪个区域报得更多。',
	noFewer: '没有哪个区域报得更少。',
	surestOf: (listed: number, all: number) =>
		`共 ${zhFormats.number(all)} 个区域，只列最可信的 ${zhFormats.number(listed)} 个。`,
	sure: '可信',
	unsure: '也可能是偶然',
	ofAreas: (risen: number, fallen: number, all: number) =>
		`比较了 ${zhFormats.number(all)} 个区域：可信地变多的 ${zhFormats.number(risen)} 个，变少的 ${zhFormats.number(fallen)} 个。`,
	columns: {
		area: '区域',
		now: '本期',
		before: '从前',
		change: '变化',
		ratio: '倍数（95% 区间）',
		p: 'p',
		q: 'q',
		sure: '判断'
	},
	comparisonWords:
		'p 是说：如果两段时间其实报得一样快，仅凭偶然就差这么多（或更多）的可能性。比较的区域多，总有几个碰巧很小，q 把这一点折算进去；q 不超过 0.05 才说可信（其中约二十分之一会是误报）。每件案件当作各自独立发生。',
	noScript: '地图、播放和热点检验需要浏览器脚本；下面的数字不需要。',
	// The cases behind
	behind: '背后的案件',
	behindNear: (grid: string, m: number) =>
		m === 0 ? `网格 ${grid} 里的` : `网格 ${grid} 及其 ${zhFormats.distance(m)} 以内各网格里的`,
	backToPatterns: '回到案件规律',
	page: (page: number, all: number) => `第 ${zhFormats.number(page)} 页，共 ${zhFormats.number(all)} 页`,
	next: '下一页',
	previous: '上一页',
	happened: '发生',
	place: '地点',
	state: '进度',
	noAddress: '没有地址',
	what: '事件'
};

const en: typeof zh = {
	title: 'Patterns of cases',
	lead: 'Where and when much is reported, and whether that has changed. Only cases you may see; void ones and duplicates are left out.',
	back: 'Cases',
	ask: 'Show',
	from: 'From',
	to: 'To',
	kind: 'Kind',
	allKinds: 'All kinds',
	class: 'Class',
	allClasses: 'All',
	area: 'Area',
	allAreas: 'All that I may see',
	presets: { week: 'Last 7 days', month: 'Last 30 days', quarter: 'Last 90 days', year: 'Last 12 months' },
	period: 'Period',
	total: (n) => `${enFormats.number(n)} ${n === 1 ? 'case' : 'cases'}`,
	none: 'No cases in this period. Choose another, or ask for less.',
	outside: (n) => `${enFormats.number(n)} of them lie in no grid, and are only in the total and the times.`,
	span: (from, to) => (from === to ? enFormats.day(from) : `${enFormats.day(from)} to ${enFormats.day(to)}`),
	map: 'Map of the cases',
	views: { points: 'Clusters', heat: 'Heat', bins: 'Grids', hot: 'Hot spots' },
	viewsLabel: 'What the map draws',
	shown: (n) => `${enFormats.number(n)} on the map`,
	loading: 'Fetching …',
	failed: 'It did not arrive; the map may be out of date.',
	retry: 'Try again',
	several: 'The number of cases together',
	few: 'few',
	many: 'many',
	legend: 'Legend',
	binLevel: {
		grid: 'Cases in each unit grid',
		community: 'Cases in each community',
		street: 'Cases in each street',
		district: 'Cases in each district'
	},
	binRange: (from, to) =>
		to === null
			? `${enFormats.number(from)} or more`
			: from === to
				? enFormats.number(from)
				: `${enFormats.number(from)}–${enFormats.number(to)}`,
	binNone: 'None: not coloured',
	hotClass: { 1: '90 %', 2: '95 %', 3: '99 %' },
	hot: 'More reported (filled)',
	cold: 'Less reported (hollow)',
	ringSpot: 'Hot spot, numbered as in the list',
	ringBurst: 'Burst',
	openCase: (number) => `Open case ${number}`,
	closeIt: 'Close',
	time: 'Time',
	histogram: { day: 'Cases a day', week: 'Cases a week' },
	bar: (from, to, n) =>
		`${from === to ? enFormats.day(from) : `${enFormats.day(from)} to ${enFormats.day(to)}`}: ${enFormats.number(n)}`,
	start: 'First day on the map',
	end: 'Last day on the map',
	play: 'Play',
	pause: 'Pause',
	still: 'Your system asks for less motion: nothing plays by itself; step through instead.',
	earlier: 'Earlier',
	later: 'Later',
	wholePeriod: 'Whole period',
	asPeriod: 'Analyse these days only',
	hotWhole: 'Hot spots are of the whole period, whatever days are shown.',
	hours: 'Hours of the week',
	hoursLead: 'A cell, a day (left) or an hour (top) narrows everything to it; again, and it is left out.',
	weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
	hour: (h) => `${String(h).padStart(2, '0')}`,
	cell: (day, h, n) => `${day} ${h}:00 to ${h + 1}:00: ${enFormats.number(n)}`,
	wholeDay: (day) => `All of ${day}`,
	everyDay: (h) => `${h}:00 every day`,
	onlyHours: (n) => `Only ${enFormats.number(n)} ${n === 1 ? 'hour' : 'hours'} of the week`,
	allHours: 'Any hour',
	comparison: 'Compared with before',
	compared: { before: 'With as many days before', year: 'With the year before' },
	by: { street: 'By street', community: 'By community', duty_grid: 'By duty grid' },
	byLabel: 'By which areas',
	whole: (now, earlier, from, to) =>
		`${enFormats.number(now)} in this period; ${enFormats.number(earlier)} from ${enFormats.day(from)} to ${enFormats.day(to)}.`,
	change: (n) =>
		n > 0 ? `${enFormats.number(n)} more` : n < 0 ? `${enFormats.number(-n)} fewer` : 'as many',
	times: (value) => (value === null ? 'none before' : `${ratio(value)} times as before`),
	interval: (low, high) =>
		`95 % interval ${low === null ? '0' : ratio(low)}–${high === null ? 'no upper end' : ratio(high)}`,
	p: (value) => `p ${value < 0.001 ? '' : '= '}${pText(value)}`,
	number: pText,
	ratio,
	more: 'More reported',
	fewer: 'Less reported',
	noMore: 'In no area is more reported.',
	noFewer: 'In no area is less reported.',
	surestOf: (listed, all) => `The ${enFormats.number(listed)} surest of ${enFormats.number(all)} areas.`,
	sure: 'likely real',
	unsure: 'may be chance',
	ofAreas: (risen, fallen, all) =>
		`${enFormats.number(all)} ${all === 1 ? 'area' : 'areas'} compared: in ${enFormats.number(risen)} more is reported beyond chance, in ${enFormats.number(fallen)} less.`,
	columns: {
		area: 'Area',
		now: 'Now',
		before: 'Before',
		change: 'Change',
		ratio: 'Ratio (95 % interval)',
		p: 'p',
		q: 'q',
		sure: 'Verdict'
	},
	comparisonWords:
		'p says how likely such a difference, or a larger one, is by chance alone if as much were reported in both periods. Of many areas some are small by luck, and q accounts for that: only q up to 0.05 is called likely real (about one in twenty of these will be a false alarm). Cases are taken to happen independently.',
	noScript: 'The map, playing and the tests need scripts; the figures below do not.',
	behind: 'The cases behind it',
	behindNear: (grid, m) =>
		m === 0 ? `In grid ${grid}` : `In grid ${grid} and all within ${enFormats.distance(m)} of it`,
	backToPatterns: 'Back to the patterns',
	page: (page, all) => `Page ${enFormats.number(page)} of ${enFormats.number(all)}`,
	next: 'Next',
	previous: 'Previous',
	happened: 'Happened',
	place: 'Place',
	state: 'State',
	noAddress: 'No address',
	what: 'What'
};

export const patternWords: Record<Language, typeof zh> = { 'zh-CN': zh, en };
export type PatternWords = typeof zh;
