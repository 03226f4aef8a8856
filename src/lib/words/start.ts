/** Words of the page that is shown while the ground is being prepared, or when there is none. */
import { isWanggeError } from '../domain/errors.ts';
import { carrierSentences } from './carrier.ts';
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

/** What keeps the product from starting and somebody has to mend, in both languages: for whoever starts it. */
export function startFault(error: unknown): string | undefined {
	if (!isWanggeError(error)) return undefined;
	const login = String(error.details.login ?? 'wangge_app');
	const make = `CREATE ROLE "${login}" LOGIN PASSWORD '…' IN ROLE wangge_app;`;
	const [zh, en] =
		{
			'role-refused': [
				`数据库所有者无权建立应用自己的登录角色。请由管理员执行一次 ${make} 然后把 DATABASE_URL 设为该角色的地址，把 DATABASE_OWNER_URL 设为所有者的地址。`,
				`The database's owner may not make the product's own login. Let an administrator run once ${make} then set DATABASE_URL to that login's address, and DATABASE_OWNER_URL to the owner's.`
			],
			'role-unfit': [
				`DATABASE_URL 的登录角色 ${login} ${{ owner: '拥有数据表', mighty: '权限过大（超级用户、BYPASSRLS、CREATEROLE 等）', stranger: '不是 wangge_app 的成员' }[String(error.details.reason)] ?? ''}，行级安全管不住它或它读不到数据。请用 ${make} 建立的角色。`,
				`The login of DATABASE_URL, ${login}, ${{ owner: 'owns tables', mighty: 'is too mighty (superuser, BYPASSRLS, CREATEROLE or the like)', stranger: 'is no member of wangge_app' }[String(error.details.reason)] ?? ''}: row-level security cannot hold it, or it may read nothing. Use a role made by ${make}`
			],
			'schema-behind': [
				'数据库结构不是这一版本的。请先以所有者的地址运行 DATABASE_OWNER_URL=… npm run migrate，再启动。',
				'The schema of the database is not that of this version. Run DATABASE_OWNER_URL=… npm run migrate with the owner’s address first.'
			],
			'database-unfit': [
				'数据库不认识本进程的密钥。请让各进程使用同一 WANGGE_KEYS（或同一密钥文件），并以所有者的地址运行 npm run migrate。',
				'The database does not know the keys of this process. Give all processes the same WANGGE_KEYS (or file of keys), and run npm run migrate with the owner’s address.'
			]
		}[error.kind as string] ?? [];
	if (error.kind === 'database-unfit' && error.details.reason !== 'context') return undefined;
	return zh === undefined ? carrierSentences(error) : `${zh}\n${en}`;
}
