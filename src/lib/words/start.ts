/** Words of the page that is shown while the ground is being prepared, or when there is none. */
import type { Language } from './language.ts';

/** Stages of a first start, in their order. */
export const START_STAGES = [
	'opening',
	'migrating',
	'catalogue',
	'demonstration',
	'coverage',
	'ready'
] as const;
export type StartStage = (typeof START_STAGES)[number];

interface StartWords {
	title: string;
	preparing: string;
	patience: string;
	stages: Record<StartStage, string>;
	failed: string;
	failedHow: string;
	/** Instead, where the start is tried again by itself. */
	failedAgain: string;
	empty: string;
	emptyHow: string;
}

export const startWords: Record<Language, StartWords> = {
	'zh-CN': {
		title: '网格',
		preparing: '正在准备地图',
		patience: '首次启动要建立演示城市，约需一分钟；本页会自动打开地图。',
		stages: {
			opening: '打开数据库',
			migrating: '建立数据表',
			catalogue: '载入目录',
			demonstration: '建立演示城市',
			coverage: '计算职责与设施覆盖',
			ready: '完成'
		},
		failed: '启动没有完成',
		failedHow: '原因如下。改正后请重新运行 npm start。',
		failedAgain: '现在连不上数据库，原因如下。程序会自己继续尝试，不用重新启动；请查看数据库是否在运行。',
		empty: '数据库里还没有辖区',
		emptyHow:
			'运行 npm run demo 建立演示城市，或运行 npm run import -- osm 文件.osm.pbf 导入真实地面，完成后本页会自动打开地图。'
	},
	en: {
		title: 'Wangge',
		preparing: 'Preparing the map',
		patience:
			'The first start builds a demonstration city, which takes about a minute. This page opens the map by itself.',
		stages: {
			opening: 'Opening the database',
			migrating: 'Laying out the tables',
			catalogue: 'Loading the catalogues',
			demonstration: 'Building the demonstration city',
			coverage: 'Working out duties and reach',
			ready: 'Ready'
		},
		failed: 'The start did not finish',
		failedHow: 'The reason is below. Mend it and run npm start again.',
		failedAgain:
			'The database cannot be reached; the reason is below. It is tried again by itself, so nothing needs to be restarted; see whether the database is running.',
		empty: 'There is no jurisdiction in the database yet',
		emptyHow:
			'Run npm run demo for the demonstration city, or npm run import -- osm FILE.osm.pbf for real ground. This page then opens the map by itself.'
	}
};

/** What is printed where nobody runs the system yet. In both languages: nobody has chosen one. */
export const firstLinkLines = (link: string): string[] => [
	'还没有管理员。请在 24 小时内用浏览器打开这个一次性链接，成为第一位系统管理员（不要转发）：',
	'There is no administrator yet. Open this link once, within 24 hours, to become the first one:',
	`  ${link}`
];
