/** One sentence for each problem of a file of past incidents, naming row and column. */
import type { IncidentProblem } from '../domain/exchange/incident-row.ts';
import type { Language } from './language.ts';

type What = (value: string) => string;

const zh: Record<string, What> = {
	missing: () => '没有填写',
	long: () => '太长（编号最多 60 字，地址最多 200 字）',
	moment: (v) => `“${v}”不是对照里写的那种时间`,
	future: (v) => `“${v}”在今后`,
	before: (v) => `结案时间“${v}”早于上报时间`,
	state: (v) => `状态“${v}”在对照里没有说明`,
	class: (v) => `类别“${v}”在目录和对照里都没有`,
	number: (v) => `“${v}”不是数`,
	personal: () => '里面有电话或身份证号，请删去',
	twice: (v) => `编号“${v}”在文件里出现过`,
	known: (v) => `编号“${v}”已经有了`,
	nowhere: (v) => `坐标 ${v} 超出所说的坐标系`,
	outside: (v) => `坐标 ${v} 在辖区之外`
};

const en: Record<string, What> = {
	missing: () => 'is empty',
	long: () => 'is too long (numbers 60 characters, addresses 200)',
	moment: (v) => `"${v}" is no moment as the mapping writes them`,
	future: (v) => `"${v}" is in the future`,
	before: (v) => `"${v}" is before it was reported`,
	state: (v) => `the mapping does not say what "${v}" is`,
	class: (v) => `neither the catalogue nor the mapping has "${v}"`,
	number: (v) => `"${v}" is no number`,
	personal: () => 'holds a phone or identity number: take it out',
	twice: (v) => `the number "${v}" stands in the file before`,
	known: (v) => `there is a case with the number "${v}" already`,
	nowhere: (v) => `${v} lies beyond the reference system that was said`,
	outside: (v) => `${v} lies outside of the jurisdiction`
};

const SENTENCES: Record<Language, Record<string, What>> = { 'zh-CN': zh, en };

/** @param column its heading in the file */
export function incidentProblemSentence(
	lang: Language,
	{ line, problem, value = '' }: IncidentProblem,
	column: string | undefined
): string {
	const what = SENTENCES[lang][problem]?.(value) ?? problem;
	if (lang === 'en') return `row ${line}${column ? `, ${column}` : ''}: ${what}.`;
	return `第 ${line} 行${column ? `“${column}”` : ''}：${what}。`;
}
/** Problems that have a sentence, to compare the languages. */
export const incidentProblemKeys = (lang: Language): string[] => Object.keys(SENTENCES[lang]).sort();
