/** The page of the classes of incident. */
import type { ClassKind, Evidence } from '../domain/incident/classes.ts';
import type { Clock } from '../domain/incident/clocks.ts';
import { enFormats, zhFormats } from './format.ts';
import { zh as incidentZh, en as incidentEn } from './incident.ts';
import type { Language } from './language.ts';

type Certainty = 'confirmed' | 'inferred' | 'memory' | 'city';

const DAY_MINUTES = 1440;
const HOUR_MINUTES = 60;

const zh = {
	classes: '案件类别',
	lead: '上报的案件按这里的类别立案：由谁负责、要什么证据、多久办完。',
	edition: '版本',
	kind: '类型',
	all: '全部',
	kinds: incidentZh.kinds satisfies Record<ClassKind, string>,
	find: '按名称、代码或分组查找',
	count: (count: number) => `${zhFormats.number(count)} 类`,
	none: '没有符合的类别。清空上面的条件，或换一个版本。',
	name: '类别',
	noCode: '代码未知',
	duty: '职责',
	noDuty: '未定',
	evidence: '取证',
	evidenceNames: {
		photo_found: '发现照片',
		photo_done: '处置照片',
		component_code: '部件编码',
		measure: '测量值',
		witness: '见证人'
	} satisfies Record<Evidence, string>,
	noEvidence: '不要求',
	limits: '处置时限',
	limitsHint: '（若现在派遣，应于）',
	noLimit: '没有时限：请导入本市的规定',
	limit: (clock: Clock, minutes: number): string => {
		if (clock === 'working_days' && minutes % DAY_MINUTES === 0) return `${minutes / DAY_MINUTES} 个工作日`;
		const name = { emergency_hours: '紧急工作时', working_hours: '工作时', working_days: '工作日' }[clock];
		return minutes % HOUR_MINUTES === 0 ? `${minutes / HOUR_MINUTES} ${name}` : `${minutes} 分钟（${name}）`;
	},
	anyCase: '各种情形',
	example: (place: string) => `示例：${place}`,
	exampleHint: '外地的规定，供参考。导入本市的时限后不再显示。',
	own: '本市',
	certainty: {
		confirmed: '',
		inferred: '推断',
		memory: '待核实',
		city: '本市'
	} satisfies Record<Certainty, string>,
	certaintyHint: {
		confirmed: '',
		inferred: '由其他条目推断，没有见到原文',
		memory: '凭记忆录入，请核对后使用',
		city: '本市录入'
	} satisfies Record<Certainty, string>,
	was: '原',
	is: '现',
	calendar: (years: readonly number[]) =>
		`时限按 ${years.join('、')} 年的节假日和调休计算；其他年份的节假日还没有录入，按周一至周五算。`,
	noCalendar: '还没有录入节假日，时限按周一至周五算。',
	bring: '本市有而这里没有的类别、时限，由管理员用 npm run import -- incident-classes 导入。'
};
export type ClassWords = typeof zh;

const en: ClassWords = {
	classes: 'Classes of incident',
	lead: 'What cases are filed under: whose duty it is, what evidence is asked for, how long handling may take.',
	edition: 'Edition',
	kind: 'Kind',
	all: 'All',
	kinds: incidentEn.kinds,
	find: 'Find by name, code or group',
	count: (count) => `${enFormats.number(count)} classes`,
	none: 'No class fits. Clear what is chosen above, or choose another edition.',
	name: 'Class',
	noCode: 'code not known',
	duty: 'Duty',
	noDuty: 'none yet',
	evidence: 'Evidence',
	evidenceNames: {
		photo_found: 'photo when found',
		photo_done: 'photo when done',
		component_code: 'code of the component',
		measure: 'a measurement',
		witness: 'a witness'
	},
	noEvidence: 'none asked for',
	limits: 'Limit',
	limitsHint: '(dispatched now, due)',
	noLimit: 'No limit: import those of the city',
	limit: (clock, minutes) => {
		if (clock === 'working_days' && minutes % DAY_MINUTES === 0)
			return `${minutes / DAY_MINUTES} working day${minutes === DAY_MINUTES ? '' : 's'}`;
		const name = { emergency_hours: 'emergency', working_hours: 'working', working_days: 'working-day' }[
			clock
		];
		return minutes % HOUR_MINUTES === 0
			? `${minutes / HOUR_MINUTES} ${name} hour${minutes === HOUR_MINUTES ? '' : 's'}`
			: `${minutes} ${name} minutes`;
	},
	anyCase: 'in all cases',
	example: (place) => `example: ${place}`,
	exampleHint: 'The rule of another city. It goes once the city’s own limits are imported.',
	own: 'our city',
	certainty: { confirmed: '', inferred: 'inferred', memory: 'to be checked', city: 'our city' },
	certaintyHint: {
		confirmed: '',
		inferred: 'Follows from other rows; the text was not seen',
		memory: 'From memory: check it before use',
		city: 'Entered by the city'
	},
	was: 'was',
	is: 'is now',
	calendar: (years) =>
		`Limits count the holidays and shifted working days of ${years.join(', ')}; those of other years are not known yet, and Monday to Friday are worked.`,
	noCalendar: 'No holidays are known yet: limits count Monday to Friday.',
	bring: 'Classes and limits that the city has and we lack are brought by npm run import -- incident-classes.'
};

export const classWords: Record<Language, ClassWords> = { 'zh-CN': zh, en };
