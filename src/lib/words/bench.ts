/** Words of npm run bench. */
import type { Language } from './language.ts';

export const BENCH_ROWS = [
	'coverage',
	'coverageOnce',
	'coverageTime',
	'coverageApart',
	'edit',
	'editTime',
	'click',
	'clickTime',
	'coldTiles',
	'coldTilesAt',
	'largestTile',
	'hotTiles',
	'hotTilesPerSecond',
	'hotTilesRefused',
	'hotTilesBare',
	'delta',
	'deltaBytes',
	'firstGrid',
	'firstBytes',
	'firstScripts',
	'panning',
	'switch',
	'columnBytes',
	'deltaFrames',
	'deltaShown',
	'pageMemory',
	'pageGrowth',
	'deviceGrowth',
	'monthsBytes',
	'monthsTime',
	'monthStep',
	'monthRequests',
	'floodHealth',
	'floodHealthFailed',
	'floodUnanswered',
	'floodMemory',
	'serverMemory',
	'serverMemoryMost'
] as const;
export type BenchRow = (typeof BENCH_ROWS)[number];

export type BenchUnit = 'times' | 'share' | 's' | 'ms' | 'frames' | 'bytes' | 'count';

export interface BenchWords {
	usage(parts: readonly string[]): string;
	refused(argument: string, value: string): string;
	making(share: number): string;
	part(name: string): string;
	embedded: string;
	noGrids: string;
	columns: readonly [row: string, value: string, goal: string, met: string];
	rows: Record<BenchRow, string>;
	value(value: number, unit: BenchUnit): string;
	met(met: boolean | null): string;
	/** Goals that were met, of those that there are. */
	closing(met: number, of: number, file: string): string;
}

const digits = (value: number): string =>
	Number.isInteger(value) ? String(value) : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

function valueOf(value: number, unit: BenchUnit, words: { times: string; frames: string }): string {
	if (Number.isNaN(value)) return '–';
	switch (unit) {
		case 'times':
			return `${digits(value)} ${words.times}`;
		case 'share':
			return `1/${Math.round(1 / value)}`;
		case 'frames':
			return `${digits(value)} ${words.frames}`;
		case 'bytes':
			return value >= 1e6 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e3).toFixed(1)} kB`;
		case 'count':
			return digits(Math.round(value));
		default:
			return `${digits(value)} ${unit}`;
	}
}

export const benchWords: Record<Language, BenchWords> = {
	'zh-CN': {
		usage: (parts) =>
			`用法：npm run bench -- [--share 0.1] [--only 项目,…] [--json 文件] [--seconds 秒] [--rotations 次] [--grids 数量] [--edits 数量]\n项目：${parts.join('、')}`,
		refused: (argument, value) => `${argument} 不能是“${value}”。`,
		making: (share) => `先生成全粒度数据（${share} 份），以后的测量会重用它。`,
		part: (name) => `正在测量：${name}`,
		embedded: '没有 PostgreSQL + PostGIS：只在内置引擎上测量覆盖计算和点选。',
		noGrids: '没有单元网格：先运行 npm run grids。',
		columns: ['测量', '结果', '目标', ''],
		rows: {
			coverage: '全部重算职责，比得出同样答案的普通查询快',
			coverageOnce: '　　比逐格逐职责只求一次差快',
			coverageTime: '　　全部重算并从零写入（职责和设施覆盖）',
			coverageApart: '　　与普通查询不一致的答案',
			edit: '终止一条责任，占全部重算',
			editTime: '　　用时中位数',
			click: '点击网格（p95），是按主键取一行的',
			clickTime: '　　用时',
			coldTiles: '冷瓦片每秒块数，z12 到 z16 平均，是 ST_AsMVT 的',
			coldTilesAt: '　　',
			largestTile: '　　最大的一块（压缩后）',
			hotTiles: '热瓦片，是 nginx 发同样文件的',
			hotTilesPerSecond: '　　每秒瓦片',
			hotTilesRefused: '　　被拒绝的请求',
			hotTilesBare: '　　只会发这些文件的 Node 服务器，是 nginx 的',
			delta: '一格有变，到 50 个打开的页面（p95）',
			deltaBytes: '　　一次变化的字节',
			firstGrid: '首次打开，10 Mbit/s，到屏幕上有网格',
			firstBytes: '　　到那时的全部字节',
			firstScripts: '　　其中脚本',
			panning: '拖动地图每秒帧数，网格全开是空地图的',
			switch: '换一项颜色，字节到达后到画出（p95）',
			columnBytes: '　　一列全部网格的字节（压缩后）',
			deltaFrames: '一格有变，消息到达后到画出（p95）',
			deltaShown: '　　从提交到画出（p95）',
			pageMemory: '页面内存（轮播之后）',
			pageGrowth: '　　是预热之后的',
			deviceGrowth: '　　图形设备上多出的对象',
			monthsBytes: '事件逐月，全部网格十三个月的字节（压缩后）',
			monthsTime: '　　服务器算出',
			monthStep: '　　换一个月，到画出（p95）',
			monthRequests: '　　换一个月发出的请求',
			floodHealth: '600 个请求一拥而上时 /healthz（p99）',
			floodHealthFailed: '　　/healthz 没有回答',
			floodUnanswered: '　　没有得到回答的请求',
			floodMemory: '　　服务器多用的内存',
			serverMemory: '服务器内存，测量之后',
			serverMemoryMost: '　　最多时'
		},
		value: (value, unit) => valueOf(value, unit, { times: '倍', frames: '帧' }),
		met: (met) => (met === null ? '' : met ? '达到' : '未达到'),
		closing: (met, of, file) => `${of} 项目标达到 ${met} 项；已写入 ${file}`
	},
	en: {
		usage: (parts) =>
			`Usage: npm run bench -- [--share 0.1] [--only PART,…] [--json FILE] [--seconds N] [--rotations N] [--grids N] [--edits N]\nParts: ${parts.join(', ')}`,
		refused: (argument, value) => `${argument} cannot be "${value}".`,
		making: (share) => `Full-grain data (${share} of a city) is made first; later runs use it again.`,
		part: (name) => `measuring: ${name}`,
		embedded:
			'There is no PostgreSQL with PostGIS: only coverage and clicks are measured, on the embedded engine.',
		noGrids: 'There are no unit grids: run npm run grids first.',
		columns: ['measured', 'result', 'goal', ''],
		rows: {
			coverage: 'Duties of all grids, faster than the plain query with the same answer',
			coverageOnce: '  than one difference for each grid and duty',
			coverageTime: '  everything, stored from nothing (duties and reaches)',
			coverageApart: '  answers apart from the plain query',
			edit: 'One responsibility ended, of a full recompute',
			editTime: '  median time',
			click: 'A click (p95), of one row by its primary key',
			clickTime: '  time',
			coldTiles: 'Cold tiles a second, mean of z12 to z16, of ST_AsMVT',
			coldTilesAt: ' ',
			largestTile: '  the largest, compressed',
			hotTiles: 'Hot tiles, of nginx serving the same files',
			hotTilesPerSecond: '  tiles a second',
			hotTilesRefused: '  requests refused',
			hotTilesBare: '  a Node server that does nothing else, of nginx',
			delta: 'A change of one grid, to 50 open pages (p95)',
			deltaBytes: '  bytes of a change',
			firstGrid: 'First visit, 10 Mbit/s, to grids on the screen',
			firstBytes: '  all bytes until then',
			firstScripts: '  of them scripts',
			panning: 'Frames a second while panning, all grids, of the empty map',
			switch: 'Another measure, from its bytes to its colours (p95)',
			columnBytes: '  bytes of a column of all grids, compressed',
			deltaFrames: 'A change of one grid, from its message to its colour (p95)',
			deltaShown: '  from the commit to its colour (p95)',
			pageMemory: 'Memory of the page after a rotation',
			pageGrowth: '  of that after warming up',
			deviceGrowth: '  more objects on the graphics device',
			monthsBytes: 'Incidents month by month, thirteen months of all grids, compressed',
			monthsTime: '  time to work them out',
			monthStep: '  another month, to its colours (p95)',
			monthRequests: '  requests sent for another month',
			floodHealth: 'Health while 600 ask at once (p99)',
			floodHealthFailed: '  health not answered',
			floodUnanswered: '  requests without an answer',
			floodMemory: '  more memory of the server',
			serverMemory: 'Memory of the server, afterwards',
			serverMemoryMost: '  at most'
		},
		value: (value, unit) => valueOf(value, unit, { times: '×', frames: 'frames' }),
		met: (met) => (met === null ? '' : met ? 'met' : 'not met'),
		closing: (met, of, file) => `${met} of ${of} goals met; written to ${file}`
	}
};
