/** Whatever the product writes to the audit has its words, and all that has words is written somewhere. */
import { expect, test } from 'vitest';
import { AUDIT_ACTION_NAMES } from '../../src/lib/domain/audit/actions.ts';
import { auditPageWords } from '../../src/lib/words/audit-page.ts';
import { LANGUAGES } from '../../src/lib/words/language.ts';
import { files, text, TEST_FILE } from './sources.ts';

/** Names of actions where entries are made: as `action`, as what is refused, or as what a plan says it does. */
const WRITTEN =
	/(?:\baction: (?:[^'\n]+ \? )?|\bwhat: AuditAction = |\brefused\([^)]*, |\baccountOf\([^)]*, )'([^']+)'(?: : '([^']+)')?/g;

const written = new Set(
	files(/^(src|scripts)\/.*\.ts$/)
		.filter((file) => !TEST_FILE.test(file) && !/^src\/lib\/(words|domain)\//.test(file))
		.flatMap((file) => [...(text(file) ?? '').matchAll(WRITTEN)].flatMap(([, ...actions]) => actions))
		.filter((action) => action !== undefined)
		.filter((action) => action.includes('.'))
);

test('every action that is written is in the one list, and nothing else is', () => {
	expect([...written].sort()).toEqual([...AUDIT_ACTION_NAMES].sort());
});

test.each(LANGUAGES)('every action has its words (%s)', (lang) => {
	const said = AUDIT_ACTION_NAMES.map((action) => auditPageWords[lang].actions[action]);
	expect(said.filter((words) => !words.trim())).toEqual([]);
	expect(new Set(said).size).toBe(said.length);
	if (lang === 'zh-CN') expect(said.filter((words) => !/\p{Script=Han}/u.test(words))).toEqual([]);
});
