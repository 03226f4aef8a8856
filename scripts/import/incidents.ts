import { writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { WanggeError } from '../../src/lib/domain/errors.ts';
import { jsonFault } from '../../src/lib/domain/exchange/json-fault.ts';
import type { IncidentProblem } from '../../src/lib/domain/exchange/incident-row.ts';
import type { IncidentMapping } from '../../src/lib/domain/exchange/incident-mapping.ts';
import type { Context } from '../../src/lib/server/context.ts';
import { readGivenFile } from '../../src/lib/server/exchange/given-file.ts';
import {
	importIncidents,
	listImports,
	parsed,
	savedMapping,
	undoImport
} from '../../src/lib/server/incident-import/service.ts';
import { incidentProblemSentence } from '../../src/lib/words/incident-problems.ts';
import { importWords } from '../../src/lib/words/import.ts';
import type { Language } from '../../src/lib/words/language.ts';
import { SHOWN } from './problems.ts';

export interface IncidentOrder {
	mapping?: string | undefined;
	use?: string | undefined;
	save?: string | undefined;
	errors?: string | undefined;
	'dry-run': boolean;
}

export async function runIncidents(
	context: Context,
	file: string,
	order: IncidentOrder,
	lang: Language
): Promise<void> {
	const words = importWords[lang];
	const mapping = order.use
		? await savedMapping(context, order.use)
		: parsed(await readJson(order.mapping!), order.mapping!);
	const report = await importIncidents(context, file, mapping, { dry: order['dry-run'], save: order.save });
	const refused = new Set(report.problems.map(({ line }) => line)).size;
	console.log(words.incidents({ ...report, refused, classes: report.classes.length }));
	const sentence = (problem: IncidentProblem) =>
		incidentProblemSentence(lang, problem, problem.field ? headingOf(mapping, problem) : undefined);
	for (const problem of report.problems.slice(0, SHOWN)) console.error(sentence(problem));
	if (order.errors) {
		const data = report.problems.map((problem) => [
			problem.line,
			headingOf(mapping, problem) ?? '',
			problem.value ?? '',
			sentence(problem)
		]);
		// With a byte order mark, so that Excel reads it as UTF-8.
		await writeFile(
			order.errors,
			`\ufeff${Papa.unparse({ fields: ['row', 'column', 'value', 'problem'], data })}\n`
		);
		console.error(words.errorsIn(order.errors));
	} else if (report.problems.length > SHOWN) console.error(words.more(report.problems.length - SHOWN));
}

const headingOf = ({ columns }: IncidentMapping, { field }: IncidentProblem): string | undefined =>
	field === null ? undefined : columns[field];

async function readJson(file: string): Promise<unknown> {
	const text = (await readGivenFile(file)).toString('utf8').replace(/^\ufeff/, '');
	try {
		return JSON.parse(text);
	} catch {
		throw new WanggeError('file-broken', { file, reason: 'json', ...jsonFault(text) });
	}
}

export async function runList(context: Context, lang: Language): Promise<void> {
	const words = importWords[lang];
	const rows = await listImports(context);
	if (rows.length === 0) console.log(words.noImports);
	for (const { imported_at, undone_at, ...row } of rows)
		console.log(words.imported({ ...row, at: imported_at.toISOString(), undone: undone_at !== null }));
}

export async function runUndo(context: Context, id: number, lang: Language): Promise<void> {
	console.log(importWords[lang].undone(await undoImport(context, id)));
}
