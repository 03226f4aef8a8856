import type { Context } from '../../src/lib/server/context.ts';
import { computeCoverage } from '../../src/lib/server/exchange/osm-service.ts';
import { importResponsibilities } from '../../src/lib/server/responsibility/service.ts';
import { problemSentence } from '../../src/lib/words/import-problems.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';
import { SHOWN, withProblems } from './problems.ts';

export const runResponsibilities = (context: Context, file: string, lang: Language): Promise<void> =>
	withProblems(lang, problemSentence, async () => {
		const words = importWords[lang];
		const report = await importResponsibilities(context, file, computeCoverage);
		console.log(words.responsibilities(report));
		for (const { line, ground } of report.groundless.slice(0, SHOWN))
			console.error(words.groundless(line, ground));
	});
