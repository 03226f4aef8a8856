import Papa from 'papaparse';
import {
	COLUMN_KEYS,
	headingOf,
	TEMPLATE_ROWS
} from '../../src/lib/domain/exchange/responsibility-columns.ts';
import type { Problem } from '../../src/lib/domain/exchange/responsibility-row.ts';
import { isWanggeError } from '../../src/lib/domain/errors.ts';
import type { Context } from '../../src/lib/server/context.ts';
import { computeCoverage } from '../../src/lib/server/exchange/osm-service.ts';
import { importResponsibilities } from '../../src/lib/server/responsibility/service.ts';
import { problemSentence } from '../../src/lib/words/import-problems.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';

const SHOWN = 50;

export async function runResponsibilities(context: Context, file: string, lang: Language): Promise<void> {
	const words = importWords[lang];
	try {
		const report = await importResponsibilities(context, file, computeCoverage);
		console.log(words.responsibilities(report));
		for (const { line, ground } of report.groundless.slice(0, SHOWN))
			console.error(words.groundless(line, ground));
	} catch (error) {
		if (!isWanggeError(error, 'row-invalid')) throw error;
		const problems = error.details.problems as Problem[];
		console.error(words.problems(problems.length, SHOWN));
		for (const problem of problems.slice(0, SHOWN)) console.error(problemSentence(lang, problem));
		process.exitCode = 1;
	}
}

/** With a byte order mark, so that Excel reads it as UTF-8. */
export function printTemplate(lang: Language): void {
	const fields = lang === 'en' ? COLUMN_KEYS : COLUMN_KEYS.map(headingOf);
	const data = TEMPLATE_ROWS.map((row) => COLUMN_KEYS.map((key) => row[key] ?? ''));
	process.stdout.write(`\ufeff${Papa.unparse({ fields, data })}\n`);
}
