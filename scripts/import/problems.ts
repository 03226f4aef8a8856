import { isWanggeError } from '../../src/lib/domain/errors.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';

export const SHOWN = 50;

/** Runs an import of a table, and lists what is wrong with its rows. Exit 1 where anything is. */
export async function withProblems<P>(
	lang: Language,
	sentence: (lang: Language, problem: P) => string,
	work: () => Promise<void>
): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!isWanggeError(error, 'row-invalid')) throw error;
		const problems = error.details.problems as P[];
		console.error(importWords[lang].problems(problems.length, SHOWN));
		for (const problem of problems.slice(0, SHOWN)) console.error(sentence(lang, problem));
		process.exitCode = 1;
	}
}
