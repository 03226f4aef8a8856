/** One sentence for each problem of a file of incident classes, naming line and column. */
import { CLASS_COLUMNS, type ClassProblem } from '../domain/exchange/incident-class-row.ts';
import type { Language } from './language.ts';

type What = (value: string, other: string) => string;

const zh: Record<string, What> = {
	missing: () => '没有填写',
	'missing-new': () => '没有填写；这个代码是新的，要写明名称和分组',
	cells: (v) => `有 ${v} 格，比表头多`,
	long: (v) => `超过 ${v} 字`,
	kind: (v) => `“${v}”不是部件、事项或治安`,
	code: (v) => `“${v}”不是这个版本、这个类型的代码；三种编号长得像，请核对版本`,
	evidence: (v) => `“${v}”不是发现照片、处置照片、部件编码、测量值、见证人或无`,
	former: (v) => `“${v}”写法不对，应如 GB/T 30428.2-2013 0110`,
	'former-unknown': (v) => `没有“${v}”这个类别（类型与本行相同）`,
	'former-same': (v) => `旧类也是 ${v}，应是另一个版本`,
	unit: (v) => `“${v}”不是分钟、小时或天`,
	'unit-of-clock': (v) =>
		v === '工作日' ? '工作日的时限以天计' : '工作时的时限以小时或分钟计；几天请写工作日',
	clock: (v) => `“${v}”不是紧急工作时、工作时或工作日`,
	number: (v) => `“${v}”不是 1 分钟到 366 天之间的整数分钟`,
	differs: (v, o) => `“${v}”与第 ${o} 行同一代码的名称不一致`,
	'name-known': (v, o) => `“${v}”不是这个代码的名称，目录里是“${o}”；可能写错了版本`,
	duty: (v) => `职责目录中没有“${v}”`,
	twice: (_, o) => `与第 ${o} 行是同一类别、同一情形`
};

const en: Record<string, What> = {
	missing: () => 'is empty',
	'missing-new': () => 'is empty; the code is new, so that it needs a name and a group',
	cells: (v) => `has ${v} cells, more than the header`,
	long: (v) => `is longer than ${v} characters`,
	kind: (v) => `"${v}" is not component, matter or public_order`,
	code: (v) => `"${v}" is no code of this edition and kind; three numberings look alike: check the edition`,
	evidence: (v) => `"${v}" is not photo_found, photo_done, component_code, measure, witness or none`,
	former: (v) => `"${v}" is not of the form GB/T 30428.2-2013 0110`,
	'former-unknown': (v) => `there is no class "${v}" (of the kind of this row)`,
	'former-same': (v) => `the older class is of ${v} as well; it must be of another edition`,
	unit: (v) => `"${v}" is not minute, hour or day`,
	'unit-of-clock': (v) =>
		v === '工作日'
			? 'working days are counted in days'
			: 'working hours are counted in hours or minutes; for days write working_days',
	clock: (v) => `"${v}" is not emergency_hours, working_hours or working_days`,
	number: (v) => `"${v}" is no whole number of minutes from 1 minute to 366 days`,
	differs: (v, o) => `"${v}" is not the name that line ${o} has for the same code`,
	'name-known': (v, o) =>
		`"${v}" is not the name of this code: the catalogue has "${o}"; perhaps the edition is wrong`,
	duty: (v) => `the duty catalogue has no "${v}"`,
	twice: (_, o) => `is the same class and condition as line ${o}`
};

const SENTENCES: Record<Language, Record<string, What>> = { 'zh-CN': zh, en };

export function classProblemSentence(
	lang: Language,
	{ line, column, problem, value = '', other = '' }: ClassProblem
): string {
	const what = SENTENCES[lang][problem]?.(value, String(other)) ?? problem;
	if (lang === 'en') return `line ${line}${column ? `, ${column}` : ''}: ${what}.`;
	const heading = CLASS_COLUMNS.find(([key]) => key === column)?.[1];
	return `第 ${line} 行${heading ? `“${heading}”` : ''}：${what}。`;
}
/** Problems that have a sentence, to compare the languages. */
export const classProblemKeys = (lang: Language): string[] => Object.keys(SENTENCES[lang]).sort();
