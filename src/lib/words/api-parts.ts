/** What the API's document says of what it does, and of parameters by their names. */
import type { CommandId } from '../domain/api/incidents.ts';
import type { Language } from './language.ts';

export interface CommandSaid {
	summary: string;
	description: string;
	answer: string;
}

export const commandWords: Record<Language, Record<CommandId, CommandSaid>> = {
	'zh-CN': {
		reportIncident: {
			summary: '上报案件',
			description:
				'在自己的范围内上报看到的情况，马上得到编号。key 由上报的一方选定：没有收到回答时原样再发一次，不会变成两件。',
			answer: '案件的编号、步数和状态'
		},
		actOnIncident: {
			summary: '办理案件',
			description:
				'做工作流里的一步：受理、核实、立案、派遣、退回、改派、处置完成、核查、结案、延期、挂账、并案、督办、作废、留言。version 说明看过几步：其间别人办过，就拒绝（409），请重新读取。',
			answer: '案件的编号、步数和状态'
		}
	},
	en: {
		reportIncident: {
			summary: 'Report a case',
			description:
				'What was seen within one’s reach; it has its number at once. The key is chosen by whoever reports: where no answer came, the same is sent again under it, and does not become two.',
			answer: 'Number, step and state of the case'
		},
		actOnIncident: {
			summary: 'Work on a case',
			description:
				'One step of the workflow: accept, verify, file, dispatch, send back, dispatch to another, handle, check, close, more time, suspend, merge, press, void, a message. version says how many steps were seen: where somebody did another meanwhile it is refused (409), and to be read anew.',
			answer: 'Number, step and state of the case'
		}
	}
};

export const parameterWords: Record<Language, Record<string, string>> = {
	'zh-CN': {
		code: '编码',
		at: '位置（经度,纬度），或所问的日期',
		on: '所问的日期，不给时为今天',
		measure:
			'指标：gap 空白、fallback 兜底、overlap 交叉、unreached 设施覆盖之外的居民、incidents 处理中事件、greening 逾期养护、residents 居民',
		duty: '职责编码，all 为全部之和',
		facility: '设施类型编码，unreached 需要',
		area: '只看此区域之内',
		level: '统计层级',
		page: '第几页，从 1 起',
		size: '每页行数',
		parent: '只看此区域的直接下级',
		from: '第一天：这一天起发生的',
		to: '最后一天：到这一天为止发生的',
		kind: '只算这一类：component 部件、matter 事项、public_order 治安',
		class: '只算这一案件类别（编号），连同它在旧版目录里的前身',
		hours: '只算一周中的这些小时，0 至 167，从星期一零点数起',
		bounds: '范围：西,南,东,北（度）',
		zoom: '地图的级别，方格随之大小',
		reach: '多少米以内的网格算作一处',
		number: '案件的编号',
		after: '已经收到的最后一条事件的 id，不给时从现在起',
		edition: '目录的版本，不给时为现行国家标准',
		view: '看哪一部分：open 全部未办结、overdue 超期、bounced 无主或推诿、某一状态，或 ended 已办结',
		grid: '只看此单元网格之内',
		organisation: '只看由此单位（代码）处置的',
		q: '要找的文字',
		kinds: '只找这些种类，以逗号分隔',
		limit: '最多几条'
	},
	en: {
		code: 'Code',
		at: 'Place (longitude,latitude), or the day asked about',
		on: 'The day asked about; today when left out',
		measure:
			'Measure: gap, fallback, overlap, unreached (residents beyond reach), incidents (open), greening (overdue), residents',
		duty: 'Code of a duty; all for the sum of all',
		facility: 'Code of a facility type; unreached needs it',
		area: 'Only inside this area',
		level: 'Where it is counted',
		page: 'Page, from 1',
		size: 'Rows of a page',
		parent: 'Only directly below this area',
		from: 'First day: happened on it or later',
		to: 'Last day: happened on it or earlier',
		kind: 'Only this kind: component, matter, public_order',
		class: 'Only this class (its id), with what it was in older editions',
		hours: 'Only these hours of the week, 0 to 167 from Monday 00:00 on',
		bounds: 'Box: west,south,east,north in degrees',
		zoom: 'Zoom of the map, by which cells are sized',
		reach: 'Metres within which grids are counted together',
		number: 'Number of a case',
		after: 'Id of the last event that was received; from now on when left out',
		edition: 'Edition of the catalogue; the national one in force when left out',
		view: 'Which of them: open, overdue, bounced (nobody’s, or sent back), one state, or ended',
		grid: 'Only inside this unit grid',
		organisation: 'Only those that this organisation (code) handles',
		q: 'Text to look for',
		kinds: 'Only these kinds, separated by commas',
		limit: 'Most hits'
	}
};
