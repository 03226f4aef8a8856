/** The page around the map: search, notices, errors, first visit, print. */
import type { SearchKind } from '../domain/search/rank.ts';
import type { ViewField } from '../domain/view/view-state.ts';
import { enFormats, zhFormats } from './format.ts';

export const zh = {
	product: '网格',
	title: (place: string) => `${place} · 网格`,
	gridTitle: (code: string, place: string) => `网格 ${code} · ${place}`,
	described: '点一下网格，看谁负责，缺什么。',
	welcome: (place: string, demonstration: boolean) =>
		demonstration
			? `${place}是虚构的城市。点任何一个网格，看每项职责谁负责、缺什么。`
			: '点任何一个网格，看每项职责谁负责、缺什么。',
	dismiss: '知道了',
	signIn: '登录',
	signedIn: (title: string) => `${title}，我的帐号`,
	preview: '以其身份预览',
	previewOf: (title: string) => `预览：${title}`,
	previewLeft: (minutes: number) => `只看，不能改。还剩 ${zhFormats.number(minutes)} 分钟`,
	previewEnd: '结束预览',
	signedOut: '您的登录已经结束，现在只显示不登录也能看的内容。',
	signInAgain: '重新登录',
	beyond: (fields: string) => `地址里的${fields}要登录后按岗位看，已按默认显示。`,
	beyondPost: (fields: string) => `地址里的${fields}不在您的岗位之内，已按默认显示。`,
	demonstration: '演示数据，纯属虚构',
	skipToPanel: '跳到网格详情',
	notice: '提示',
	badAddress: (fields: string) => `地址里的${fields}无法识别，已按默认显示。`,
	viewFields: {
		lng: '经度',
		lat: '纬度',
		zoom: '缩放级别',
		grid: '网格代码',
		duty: '职责',
		facility: '设施类型',
		measure: '指标',
		month: '月份',
		show: '图层',
		hide: '图层',
		at: '日期',
		theme: '主题',
		lang: '语言'
	} satisfies Record<ViewField, string>,
	quoted: (name: string, value: string) => `${name}“${value}”`,
	offline: '网络已断开。已打开的内容仍可看，新的内容要等网络恢复。',
	retry: '重试',
	problems: {
		offline: '没有网络，暂时读不到。',
		unknownGrid: '没有这个网格。代码可能写错，或者在所选的日期还没有划定。',
		notReady: '数据正在准备，请稍候再试。',
		busy: '服务器正忙，已经试过几次。请过半分钟再试；一直如此，请告知管理员。',
		beyond: '这一项要登录后按岗位看；已经登录的，是登录已结束，或岗位有变。',
		failed: '读取失败，请重试。'
	},
	errorTitle: (status: number): string => (status === 404 ? '没有这个页面' : '出了问题'),
	errorHow: (status: number): string =>
		status === 404
			? '地址可能写错，或者页面已经搬走。'
			: '页面没能打开。请稍后再试；若一直如此，请告诉管理员。',
	home: '回到地图',
	search: '搜索',
	searchHow: '网格代码、社区、单位、地址、设施',
	searchClear: '清除',
	searching: '正在搜索……',
	searchNone: (text: string) => `没有找到“${text}”。可以换个写法，或只写名称的一部分。`,
	searchFound: (count: number) => `找到 ${zhFormats.number(count)} 条，用上下键选择`,
	searchKinds: {
		grid: '网格',
		area: '区划',
		organisation: '单位',
		building: '地址',
		facility: '设施'
	} satisfies Record<SearchKind, string>,
	searchNoPlace: '没有位置',
	areaLevels: {
		city: '市',
		district: '区',
		street: '街道',
		community: '社区',
		duty_grid: '责任网格'
	} as Record<string, string>,
	sheet: '网格详情面板',
	sheetHeights: { peek: '收起', half: '半屏', full: '全屏' },
	sheetHandle: '面板高度：上下键调整',
	attribution: '数据来源',
	empty: '还没有辖区',
	emptyHow: '用 npm run demo 建立演示城市，或用 npm run import 导入真实地块。',
	printTitle: '网格责任与缺口',
	printScale: (scale: number) => `比例尺约 1∶${zhFormats.number(scale)}`,
	printNorth: '北',
	printed: (moment: string) => `打印于 ${moment}`,
	printNoMap: '没有得到地图图像，只打印图例和表格。'
};

export const en: typeof zh = {
	product: 'Wangge',
	title: (place) => `${place} · Wangge`,
	gridTitle: (code, place) => `Grid ${code} · ${place}`,
	described: 'One click on a grid: who is responsible here, and what is missing.',
	welcome: (place, demonstration) =>
		demonstration
			? `${place} is a fictional city. Click any grid to see who answers for each duty and what is missing.`
			: 'Click any grid to see who answers for each duty and what is missing.',
	dismiss: 'Got it',
	signIn: 'Sign in',
	signedIn: (title) => `${title}, my account`,
	preview: 'Seeing as somebody else',
	previewOf: (title) => `Seen as ${title}`,
	previewLeft: (minutes) => `Reading only. ${enFormats.number(minutes)} min left`,
	previewEnd: 'End the preview',
	signedOut: 'You are no longer signed in; what is shown is what anybody may see.',
	signInAgain: 'Sign in again',
	beyond: (fields) =>
		`The address holds something that needs signing in (${fields}); the default is shown instead.`,
	beyondPost: (fields) =>
		`The address holds something that your post does not reach (${fields}); the default is shown instead.`,
	demonstration: 'Demonstration data, fictional',
	skipToPanel: 'Skip to the grid details',
	notice: 'Notice',
	badAddress: (fields) => `The address holds something unknown (${fields}); the default is shown instead.`,
	viewFields: {
		lng: 'longitude',
		lat: 'latitude',
		zoom: 'zoom',
		grid: 'grid code',
		duty: 'duty',
		facility: 'facility type',
		measure: 'measure',
		month: 'month',
		show: 'layer',
		hide: 'layer',
		at: 'day',
		theme: 'theme',
		lang: 'language'
	},
	quoted: (name, value) => `${name} “${value}”`,
	offline: 'No network. What is open can still be read; anything new has to wait.',
	retry: 'Try again',
	problems: {
		offline: 'There is no network, so this cannot be read now.',
		unknownGrid: 'There is no such grid. The code may be wrong, or the grid did not exist on the chosen day.',
		notReady: 'The data is being prepared; please try again shortly.',
		busy: 'The server is busy and was asked several times. Please try again in half a minute; if it goes on, tell the administrator.',
		beyond:
			'This is shown by one’s post, once one has signed in. If you had, your session has ended or your post has changed.',
		failed: 'Reading failed; please try again.'
	},
	errorTitle: (status) => (status === 404 ? 'No such page' : 'Something went wrong'),
	errorHow: (status) =>
		status === 404
			? 'The address may be wrong, or the page has moved.'
			: 'The page could not be opened. Please try again later; if it stays so, tell the administrator.',
	home: 'Back to the map',
	search: 'Search',
	searchHow: 'Grid code, area, organisation, address, facility',
	searchClear: 'Clear',
	searching: 'Searching…',
	searchNone: (text) => `Nothing was found for “${text}”. Try another spelling or a part of the name.`,
	searchFound: (count) => `${enFormats.number(count)} found; choose with the up and down keys`,
	searchKinds: {
		grid: 'Grids',
		area: 'Areas',
		organisation: 'Organisations',
		building: 'Addresses',
		facility: 'Facilities'
	},
	searchNoPlace: 'no place known',
	areaLevels: {
		city: 'city',
		district: 'district',
		street: 'street',
		community: 'community',
		duty_grid: 'duty grid'
	},
	sheet: 'Grid details panel',
	sheetHeights: { peek: 'Peek', half: 'Half', full: 'Full' },
	sheetHandle: 'Panel height: up and down keys',
	attribution: 'Sources',
	empty: 'No jurisdiction yet',
	emptyHow: 'Make the demonstration city with npm run demo, or bring real ground with npm run import.',
	printTitle: 'Responsibilities and gaps of a grid',
	printScale: (scale) => `Scale about 1:${enFormats.number(scale)}`,
	printNorth: 'N',
	printed: (moment) => `Printed ${moment}`,
	printNoMap: 'There is no map picture; legend and tables are printed alone.'
};

/** Why something could not be read, where no reason but these has words of its own there. */
export const readingProblem = (problems: (typeof zh)['problems'], problem: string): string =>
	problems[
		problem === 'offline' || problem === 'busy' ? problem : problem === 'not-found' ? 'beyond' : 'failed'
	];
