/** One row of a file of incident classes: a class, what it was in an older edition, and how long its handling may take. */
import { CLASS_KINDS, EVIDENCE, isClassCode, type ClassKind, type Evidence } from '../incident/classes.ts';
import type { Limit } from '../incident/clocks.ts';
import type { Columns } from './header.ts';

export const CLASS_COLUMNS = [
	['edition', '版本', true],
	['kind', '类型', true],
	['code', '代码', true],
	['name', '名称', false],
	['name_en', '英文名称', false],
	['group', '分组', false],
	['duty', '职责', false],
	['evidence', '取证', false],
	['former', '对应旧类', false],
	['condition', '情形', false],
	['limit', '时限', false],
	['unit', '时限单位', false],
	['clock', '计时', false]
] as const satisfies Columns<string>;
export type ClassColumn = (typeof CLASS_COLUMNS)[number][0];

/** Rows that show what can be said: a row that a city has and we lack, an extension of its own, and two limits. */
export const CLASS_TEMPLATE: readonly Partial<Record<ClassColumn, string>>[] = [
	{
		edition: 'GB/T 47678.5-2026',
		kind: '部件',
		code: '01001',
		former: 'GB/T 30428.2-2013 0101',
		condition: '缺失、移位',
		limit: '2',
		unit: '小时',
		clock: '紧急工作时'
	},
	{
		edition: 'GB/T 47678.5-2026',
		kind: '部件',
		code: '01001',
		condition: '破损',
		limit: '1',
		unit: '天',
		clock: '工作日'
	},
	{
		edition: '某市扩展',
		kind: '事项',
		code: '99001',
		name: '共享单车乱停放',
		name_en: 'Shared bicycles in the way',
		group: '街面秩序',
		duty: 'public_order',
		evidence: '发现照片；处置照片',
		limit: '4',
		unit: '小时',
		clock: '工作时'
	}
];

export interface ClassRef {
	edition: string;
	kind: ClassKind;
	code: string;
}
export interface ClassSaid extends ClassRef {
	line: number;
	name: string | null;
	nameEn: string | null;
	group: string | null;
	duty: string | null;
	/** Null where nothing is said of it. */
	evidence: Evidence[] | null;
	former: ClassRef | null;
	/** Null where nothing is said of it. */
	limit: (Limit & { condition: string }) | null;
}

/** Something wrong in one cell; words/class-problems.ts has a sentence for each. */
export interface ClassProblem {
	line: number;
	column: ClassColumn | null;
	problem: string;
	value?: string;
	/** What it differs from, or the line of the first. */
	other?: string | number;
}

const KIND_WORDS: Record<string, ClassKind> = {
	部件: 'component',
	事项: 'matter',
	事件: 'matter',
	治安: 'public_order',
	...Object.fromEntries(CLASS_KINDS.map((kind) => [kind, kind]))
};
const EVIDENCE_WORDS: Record<string, Evidence> = {
	发现照片: 'photo_found',
	处置照片: 'photo_done',
	部件编码: 'component_code',
	测量值: 'measure',
	见证人: 'witness',
	...Object.fromEntries(EVIDENCE.map((one) => [one, one]))
};
const CLOCK_WORDS: Record<string, Limit['clock']> = {
	紧急工作时: 'emergency_hours',
	工作时: 'working_hours',
	工作日: 'working_days',
	emergency_hours: 'emergency_hours',
	working_hours: 'working_hours',
	working_days: 'working_days'
};
const UNIT_WORDS: Record<string, 'minute' | 'hour' | 'day'> = {
	分钟: 'minute',
	小时: 'hour',
	天: 'day',
	日: 'day',
	minute: 'minute',
	hour: 'hour',
	day: 'day'
};
const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
const LONGEST_MINUTES = 1440 * 366;
const NONE = new Set(['无', 'none']);

/** A row that has problems holds what could be read of it, so that the rest can be judged too; it must not be written. */
export function readClassRow(
	line: number,
	cells: Readonly<Partial<Record<ClassColumn, string>>>
): { said: ClassSaid; problems: ClassProblem[] } {
	const problems: ClassProblem[] = [];
	const say = (column: ClassColumn, problem: string, value?: string) =>
		problems.push({ line, column, problem, ...(value === undefined ? {} : { value }) });
	const cell = (column: ClassColumn): string | null => cells[column]?.trim() || null;
	const text = (column: ClassColumn, most: number): string | null => {
		const value = cell(column);
		if (value && value.length > most) say(column, 'long', String(most));
		return value;
	};

	const edition = text('edition', 40);
	if (!edition) say('edition', 'missing');
	const kindText = cell('kind');
	const kind = kindText === null ? undefined : KIND_WORDS[kindText.toLowerCase()];
	if (!kindText) say('kind', 'missing');
	else if (!kind) say('kind', 'kind', kindText);
	const code = cell('code');
	if (!code) say('code', 'missing');
	else if (edition && kind && !isClassCode(edition, kind, code)) say('code', 'code', code);

	const said: ClassSaid = {
		line,
		edition: edition ?? '',
		kind: kind ?? 'matter',
		code: code ?? '',
		name: text('name', 60),
		nameEn: text('name_en', 120),
		group: text('group', 40),
		duty: cell('duty'),
		evidence: evidenceOf(cell('evidence'), say),
		former: formerOf(cell('former'), kind, say),
		limit: limitOf(cell, text, say)
	};
	return { said, problems };
}

type Say = (column: ClassColumn, problem: string, value?: string) => void;

/** "发现照片；处置照片", or 无 for none. */
function evidenceOf(value: string | null, say: Say): Evidence[] | null {
	if (value === null) return null;
	if (NONE.has(value.toLowerCase())) return [];
	const found: Evidence[] = [];
	for (const word of value.split(/[;；、,，]/).map((one) => one.trim())) {
		const one = EVIDENCE_WORDS[word];
		if (!one) say('evidence', 'evidence', word);
		else if (!found.includes(one)) found.push(one);
	}
	return found;
}

/** "GB/T 30428.2-2013 0110": the edition, which is never guessed from the code, and the code. Its kind is the row's own. */
function formerOf(value: string | null, kind: ClassKind | undefined, say: Say): ClassRef | null {
	if (value === null) return null;
	const found = /^(.{1,40})\s+([0-9A-Za-z_-]{1,20})$/.exec(value);
	if (!found) {
		say('former', 'former', value);
		return null;
	}
	return kind ? { edition: found[1]!.trim(), kind, code: found[2]! } : null;
}

function limitOf(
	cell: (column: ClassColumn) => string | null,
	text: (column: ClassColumn, most: number) => string | null,
	say: Say
): ClassSaid['limit'] {
	const condition = text('condition', 80) ?? '';
	const [amountText, unitText, clockText] = [cell('limit'), cell('unit'), cell('clock')];
	if (amountText === null && unitText === null && clockText === null) {
		if (condition) say('limit', 'missing');
		return null;
	}
	const [unit, clock] = [UNIT_WORDS[unitText ?? ''], CLOCK_WORDS[clockText ?? '']];
	if (amountText === null) say('limit', 'missing');
	if (unitText === null) say('unit', 'missing');
	else if (!unit) say('unit', 'unit', unitText);
	if (clockText === null) say('clock', 'missing');
	else if (!clock) say('clock', 'clock', clockText);
	if (amountText === null || !unit || !clock) return null;
	// A day of office hours is eight of them to some and a date to others; hours of working days nobody writes.
	if (clock === 'working_hours' && unit === 'day') say('unit', 'unit-of-clock', '工作时');
	if (clock === 'working_days' && unit !== 'day') say('unit', 'unit-of-clock', '工作日');
	const minutes = Number(amountText) * MINUTES[unit];
	if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES) {
		say('limit', 'number', amountText);
		return null;
	}
	return { condition, clock, minutes };
}
