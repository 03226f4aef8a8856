/** Sentences of npm run audit:verify; those of faults are the page's as well. */
import type { ChainFault } from '../domain/audit/fault.ts';
import type { Language } from './language.ts';

export interface AuditWords {
	following: string;
	/** @param head as it is noted and given again */
	whole: (entries: number, head: string) => string;
	none: string;
	faults: (count: number) => string;
	more: (count: number) => string;
	altered: (nth: number) => string;
	missing: (from: number, to: number) => string;
	moved: (nth: number, belongs: number) => string;
	unchained: (id: string) => string;
	head: string;
	rewritten: (nth: number) => string;
	oldSchema: string;
	usage: string;
}

const COMMAND = 'npm run -s audit:verify -- [--expect NUMBER:HASH]';

export const auditWords: Record<Language, AuditWords> = {
	'zh-CN': {
		following: '核对审计',
		whole: (entries, head) =>
			`审计完整：${entries} 条，一条不少，没有改动，次序未变。\n末尾：${head}\n把这一行记在数据库之外；下次用 --expect 带上，整条链被重写或截断也能发现。`,
		none: '还没有审计记录。',
		faults: (count) => `审计有 ${count} 处不对：`,
		more: (count) => `……还有 ${count} 处`,
		altered: (nth) => `第 ${nth} 条被改动过`,
		missing: (from, to) =>
			from === to ? `第 ${from} 条缺失` : `第 ${from} 至 ${to} 条缺失，共 ${to - from + 1} 条`,
		moved: (nth, belongs) => `第 ${nth} 条的位置上是原来的第 ${belongs} 条`,
		unchained: (id) => `编号 ${id} 的记录不在链上，是绕过程序写入的`,
		head: '链的末尾标记不见了，或者不是这条链的',
		rewritten: (nth) => `第 ${nth} 条不是当初记下的那一条：整条链被重写或截断过`,
		oldSchema: '数据库的结构还是旧的，没有审计的链；请先运行 npm run migrate。',
		usage: `用法：${COMMAND}`
	},
	en: {
		following: 'Verifying the audit',
		whole: (entries, head) =>
			`The audit is whole: ${entries} entries, none missing, none altered, all in order.\nHead: ${head}\nNote this line outside of the database; given with --expect, it finds a chain that was rewritten or cut off as a whole.`,
		none: 'There is no audit entry yet.',
		faults: (count) => `Faults of the audit: ${count}`,
		more: (count) => `… and ${count} more`,
		altered: (nth) => `Entry ${nth} was altered`,
		missing: (from, to) =>
			from === to ? `Entry ${from} is missing` : `Entries ${from} to ${to} are missing (${to - from + 1})`,
		moved: (nth, belongs) => `At place ${nth} stands what was entry ${belongs}`,
		unchained: (id) => `The entry with id ${id} is in no chain: it was written past the program`,
		head: "The note of the chain's end is gone, or is of another chain",
		rewritten: (nth) =>
			`Entry ${nth} is not the one that was noted: the whole chain was rewritten or cut off`,
		oldSchema: 'The schema of the database is an older one without a chain: run npm run migrate first.',
		usage: `Usage: ${COMMAND}`
	}
};

export function faultSentence(fault: ChainFault, words: AuditWords): string {
	switch (fault.kind) {
		case 'altered':
			return words.altered(fault.nth);
		case 'missing':
			return words.missing(fault.from, fault.to);
		case 'moved':
			return words.moved(fault.nth, fault.belongs);
		case 'unchained':
			return words.unchained(fault.id);
		case 'head':
			return words.head;
		case 'rewritten':
			return words.rewritten(fault.nth);
	}
}
