/** Cases as a list, a map and a board, and what is done to several of them at once. */
import type { BulkAction } from '../domain/incident/bulk.ts';
import type { ShownAs, Sort } from '../domain/incident/filter.ts';
import type { Urgency } from '../domain/incident/urgency.ts';
import { enFormats, zhFormats } from './format.ts';
import type { Language } from './language.ts';

const zhCount = (n: number) => zhFormats.number(n);
const enCount = (n: number) => enFormats.number(n);
const enCases = (n: number) => `${enCount(n)} ${n === 1 ? 'case' : 'cases'}`;

const zh = {
	shownAs: { list: '列表', map: '地图', board: '看板' } satisfies Record<ShownAs, string>,
	/** Where both are side by side. */
	listAndMap: '列表和地图',
	how: '显示方式',
	// Filter
	from: '发现日期从',
	to: '到',
	sort: '排序',
	sorts: { due: '最早到期的在前', happened: '最新发现的在前' } satisfies Record<Sort, string>,
	endedSorts: { due: '最后办结的在前', happened: '最新发现的在前' } satisfies Record<Sort, string>,
	more: '更多条件',
	inGrid: (code: string) => `只看网格 ${code}`,
	inBox: '只看地图这一块',
	onDays: (from: string | null, to: string | null) =>
		from === to ? `只看 ${from} 发现的` : `只看 ${from ?? '最早'} 到 ${to ?? '今天'} 发现的`,
	lastMonthOnly: (days: number) =>
		`按文字查找已办结的案件，只看最近 ${zhCount(days)} 天发现的；更早的请选日期，或输入完整编号。`,
	// Map
	mapOf: '案件地图：方向键移动，加减号缩放，回车选中间的案件',
	follow: '随地图筛选',
	followHint: '移动地图，列表只列出地图上看得到的案件',
	mapped: (n: number) => `地图上 ${zhCount(n)} 件`,
	/** Of the map's cases the list has those in sight: how many, where it is one page. */
	mappedBeside: (listed: number | null, n: number) =>
		listed === null
			? `列表只列看得到的，地图共 ${zhCount(n)} 件`
			: `列表只列看得到的 ${zhCount(listed)} 件，地图共 ${zhCount(n)} 件`,
	mappedMost: (n: number) => `案件太多，地图只画了最急的 ${zhCount(n)} 件；请再缩小范围。`,
	mapEmpty: '没有符合的案件可画。',
	mapProblem: '案件的位置没有读到。',
	retry: '重试',
	legend: '图例',
	urgencies: {
		overdue: '超期',
		soon: '即将超期',
		'in-time': '按时',
		stands: '暂停计时',
		'no-limit': '没有期限',
		ended: '已办结'
	} satisfies Record<Urgency, string>,
	gathered: '几件在一处，叹号后是超期的件数',
	open: '打开',
	leave: '关闭',
	// Choosing
	choose: (what: string) => `选 ${what}`,
	chooseAll: '全选本页',
	chosen: (n: number) => `已选 ${zhCount(n)} 件`,
	chooseNone: '取消选择',
	nothingForAll: '所选的案件没有共同可办的事；少选几件，或逐件办理。',
	chooseFirst: '勾选案件，可以一次办理几件。',
	// Doing it
	doing: {
		accept: (n: number) => `受理 ${zhCount(n)} 件案件`,
		file: (n: number) => `立案 ${zhCount(n)} 件`,
		dispatch: (n: number) => `派遣 ${zhCount(n)} 件案件`,
		send_back: (n: number) => `退回 ${zhCount(n)} 件案件`,
		redispatch: (n: number) => `改派 ${zhCount(n)} 件案件`,
		dispose: (n: number) => `报告 ${zhCount(n)} 件案件处置完成`,
		rework: (n: number) => `${zhCount(n)} 件案件返工`,
		pass: (n: number) => `${zhCount(n)} 件案件核查通过`,
		close: (n: number) => `${zhCount(n)} 件案件结案`,
		grant_extension: (n: number) => `同意 ${zhCount(n)} 件案件延期`,
		refuse_extension: (n: number) => `不同意 ${zhCount(n)} 件案件延期`,
		suspend: (n: number) => `挂账 ${zhCount(n)} 件案件`,
		resume: (n: number) => `恢复处置 ${zhCount(n)} 件案件`,
		escalate: (n: number) => `督办 ${zhCount(n)} 件案件`,
		void: (n: number) => `作废 ${zhCount(n)} 件案件`,
		say: (n: number) => `给 ${zhCount(n)} 件案件留言`
	} satisfies Record<BulkAction, unknown>,
	before: '每件各自办理、各记一笔，不能一次撤销；办不成的会逐件说明，不影响别的。',
	beforeVoid: (n: number) => `作废之后不能恢复。我确认作废这 ${zhCount(n)} 件案件。`,
	toProposed: '各派给建议的单位',
	toProposedHint: '按各自的类别和位置，派给主责单位；没有或有几家的，派给街道办事处协调。',
	shortest: '处置时限按类别取最短的一档。',
	whatToDo: '对选中的案件',
	doIt: '办理',
	cancel: '取消',
	progress: (done: number, of: number) => `已办 ${zhCount(done)} / ${zhCount(of)} 件`,
	stop: '停下',
	interrupted: '中途断开，还有案件没有办。再点一次接着办，办过的不会重复。',
	result: (action: string, done: number) => `已${action} ${zhCount(done)} 件`,
	resultNot: (action: string, n: number) => `${zhCount(n)} 件没有${action}：`,
	notReached: '没有这个案件，或不在您的范围内。',
	nobodyProposed: '没有可以建议的单位，请逐件选择。',
	changedMeanwhile: '刚被别人办理过，请看过最新情况再办。',
	// Board
	board: '看板',
	column: (count: number, overdue: number) =>
		overdue > 0 ? `${zhCount(count)} 件，超期 ${zhCount(overdue)}` : `${zhCount(count)} 件`,
	columnEmpty: '没有',
	showMore: (n: number) => `再显示 ${zhCount(n)} 件`,
	showRest: (n: number) => `其余 ${zhCount(n)} 件在列表里`,
	actionsOf: (number: string) => `办理 ${number}`,
	boardEnded: '看板只有没有办结的案件；已办结的请看列表。',
	// Keys
	keys: '快捷键',
	keyList: [
		['j', 'k', '下一件、上一件'],
		['↓', '↑', '同上，焦点在列表里时'],
		['空格', null, '选中或取消这一件；按住 Shift 选一段'],
		['Enter', null, '打开这一件'],
		['/', null, '查找'],
		['Esc', null, '取消选择'],
		['?', null, '显示快捷键']
	] as readonly (readonly [string, string | null, string])[],
	boardKeys: ['←', '→', '看板上换一列'] as readonly [string, string, string],
	behind: '有新的办理，办完这一批后显示。',
	print: '打印',
	printedAt: (at: string) => `打印于 ${at}`,
	position: '位置'
};
export type CaseListWords = typeof zh;

const en: CaseListWords = {
	shownAs: { list: 'List', map: 'Map', board: 'Board' },
	listAndMap: 'List and map',
	how: 'Shown as',
	from: 'Happened from',
	to: 'to',
	sort: 'Order',
	sorts: { due: 'What is due first', happened: 'The newest first' },
	endedSorts: { due: 'The last to end first', happened: 'The newest first' },
	more: 'More conditions',
	inGrid: (code) => `Only grid ${code}`,
	inBox: 'Only this part of the map',
	onDays: (from, to) =>
		from === to ? `Only those of ${from}` : `Only those from ${from ?? 'the first'} to ${to ?? 'today'}`,
	lastMonthOnly: (days) =>
		`Words are looked for in those that ended and happened in the last ${enCount(days)} days; for older ones choose days, or type the whole number.`,
	mapOf: 'Map of cases: arrow keys move, plus and minus zoom, Enter chooses the case in the middle',
	follow: 'Filter by the map',
	followHint: 'Move the map, and the list has only what can be seen on it',
	mapped: (n) => `${enCases(n)} on the map`,
	mappedBeside: (listed, n) =>
		listed === null
			? `The list has those in sight, of ${enCases(n)} on the map`
			: `The list has the ${enCases(listed)} in sight, of ${enCases(n)} on the map`,
	mappedMost: (n) => `Too many: the map has only the ${enCount(n)} most urgent; ask for fewer.`,
	mapEmpty: 'There is no such case to draw.',
	mapProblem: 'The places of the cases did not arrive.',
	retry: 'Try again',
	legend: 'Legend',
	urgencies: {
		overdue: 'overdue',
		soon: 'nearly due',
		'in-time': 'in time',
		stands: 'clock stopped',
		'no-limit': 'no limit',
		ended: 'ended'
	},
	gathered: 'several in one place; after “!” those overdue',
	open: 'Open',
	leave: 'Close',
	choose: (what) => `Choose ${what}`,
	chooseAll: 'Choose this page',
	chosen: (n) => `${enCount(n)} chosen`,
	chooseNone: 'Choose none',
	nothingForAll: 'There is nothing that can be done to all of them; choose fewer, or do it one by one.',
	chooseFirst: 'Tick cases to do the same to several at once.',
	doing: {
		accept: (n) => `Accept ${enCases(n)}`,
		file: (n) => `File ${enCases(n)}`,
		dispatch: (n) => `Dispatch ${enCases(n)}`,
		send_back: (n) => `Send back ${enCases(n)}`,
		redispatch: (n) => `Dispatch ${enCases(n)} to another`,
		dispose: (n) => `Report ${enCases(n)} as done`,
		rework: (n) => `${enCases(n)}: not done, again`,
		pass: (n) => `${enCases(n)}: check passed`,
		close: (n) => `Close ${enCases(n)}`,
		grant_extension: (n) => `Grant ${enCases(n)} more time`,
		refuse_extension: (n) => `Refuse ${enCases(n)} more time`,
		suspend: (n) => `Suspend ${enCases(n)}`,
		resume: (n) => `Resume ${enCases(n)}`,
		escalate: (n) => `Press ${enCases(n)}`,
		void: (n) => `Make ${enCases(n)} void`,
		say: (n) => `Leave a message with ${enCases(n)}`
	},
	before:
		'Each is done and recorded by itself, and cannot be undone as a whole; what cannot be done is said of each, and holds up nothing else.',
	beforeVoid: (n) => `What is void cannot be brought back. I want to make ${enCases(n)} void.`,
	toProposed: 'Each to the one that is proposed',
	toProposedHint:
		'By class and place: to the only leader of its duty; where there is none, or several, to the street office.',
	shortest: 'Of the limits of its class each has the shortest.',
	whatToDo: 'With those chosen',
	doIt: 'Do it',
	cancel: 'Cancel',
	progress: (done, of) => `${enCount(done)} of ${enCount(of)} done`,
	stop: 'Stop',
	interrupted:
		'It was interrupted, and some are left. Press again to go on; what was done is not done twice.',
	result: (action, done) => `${action}: ${enCount(done)} done`,
	resultNot: (_, n) => `${enCount(n)} not done:`,
	notReached: 'There is no such case within your reach.',
	nobodyProposed: 'There is nobody to propose; choose for each by itself.',
	changedMeanwhile: 'Somebody has just done something to it; look at it first.',
	board: 'Board',
	column: (count, overdue) =>
		overdue > 0 ? `${enCount(count)}, ${enCount(overdue)} overdue` : enCount(count),
	columnEmpty: 'none',
	showMore: (n) => `Show ${enCount(n)} more`,
	showRest: (n) => `The other ${enCount(n)} are in the list`,
	actionsOf: (number) => `Work on ${number}`,
	boardEnded: 'The board has open cases only; those that ended are in the list.',
	keys: 'Keys',
	keyList: [
		['j', 'k', 'next, previous'],
		['↓', '↑', 'the same, within the list'],
		['Space', null, 'choose this one, or not; with Shift a range'],
		['Enter', null, 'open this one'],
		['/', null, 'find'],
		['Esc', null, 'choose none'],
		['?', null, 'show the keys']
	],
	boardKeys: ['←', '→', 'another column of the board'],
	behind: 'Something was done meanwhile; it shows when this is done.',
	print: 'Print',
	printedAt: (at) => `printed ${at}`,
	position: 'Place'
};

export const caseListWords: Record<Language, CaseListWords> = { 'zh-CN': zh, en };
