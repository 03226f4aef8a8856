import type { Context } from '../../src/lib/server/context.ts';
import { importClasses } from '../../src/lib/server/incident-class/importing.ts';
import { classProblemSentence } from '../../src/lib/words/class-problems.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';
import { withProblems } from './problems.ts';

export const runClasses = (context: Context, file: string, dry: boolean, lang: Language): Promise<void> =>
	withProblems(lang, classProblemSentence, async () => {
		const report = await importClasses(context, file, { dry });
		console.log(importWords[lang].classes(report, dry));
	});
