/**
 * npm run import -- osm FILE.osm.pbf | responsibilities FILE.csv | incident-classes FILE.csv [--dry-run]
 *   | incidents FILE --mapping FILE.json | incidents --list | incidents --undo ID
 * Exit: 0 done, 1 refused (nothing was changed), 2 not understood. WANGGE_LANG or LANG chooses the language.
 */
import { parseArgs } from 'node:util';
import { CLASS_COLUMNS, CLASS_TEMPLATE } from '../src/lib/domain/exchange/incident-class-row.ts';
import { COLUMNS, TEMPLATE_ROWS } from '../src/lib/domain/exchange/responsibility-columns.ts';
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';
import { loadCatalogue } from '../src/lib/server/catalogue/service.ts';
import { readTable } from '../src/lib/server/exchange/table-file.ts';
import type { Context } from '../src/lib/server/context.ts';
import { importErrorSentence } from '../src/lib/words/import-errors.ts';
import { importWords } from '../src/lib/words/import.ts';
import { commandLanguage } from './command/language.ts';
import { NotUnderstood, runCommand } from './command/run.ts';
import { checkOsm, runOsm } from './import/osm.ts';
import { runClasses } from './import/incident-classes.ts';
import { runIncidents, runList, runUndo } from './import/incidents.ts';
import { runResponsibilities } from './import/responsibilities.ts';
import { printTemplate } from './import/template.ts';

const lang = commandLanguage(process.env);
const words = importWords[lang];

async function main(): Promise<void> {
	const { values, positionals } = parseArguments();
	const [what, file] = positionals;
	if (values.template && !file) {
		if (what === 'responsibilities') return printTemplate(lang, COLUMNS, TEMPLATE_ROWS);
		if (what === 'incident-classes') return printTemplate(lang, CLASS_COLUMNS, CLASS_TEMPLATE);
	}
	if (what === 'incidents' && !file && values.list) return withContext((context) => runList(context, lang));
	if (what === 'incidents' && !file && values.undo) {
		const id = Number(values.undo);
		if (!Number.isInteger(id)) throw new NotUnderstood();
		return withContext((context) => runUndo(context, id, lang));
	}
	if (!file || positionals.length > 2) throw new NotUnderstood();
	if (what === 'incidents') {
		if ((values.mapping === undefined) === (values.use === undefined)) throw new NotUnderstood();
		return withContext((context) => runIncidents(context, file, values, lang));
	}
	if (what === 'osm') {
		await checkOsm(file);
		return withContext((context) => runOsm(context, file, values, lang));
	}
	if (what === 'responsibilities') {
		await readTable(file);
		return withContext((context) => runResponsibilities(context, file, lang));
	}
	if (what === 'incident-classes') {
		await readTable(file);
		return withContext((context) => runClasses(context, file, values['dry-run'], lang));
	}
	throw new NotUnderstood();
}

function parseArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				preset: { type: 'string' },
				levels: { type: 'string' },
				name: { type: 'string' },
				replace: { type: 'boolean', default: false },
				'allow-holes': { type: 'boolean', default: false },
				mapping: { type: 'string' },
				use: { type: 'string' },
				save: { type: 'string' },
				errors: { type: 'string' },
				list: { type: 'boolean', default: false },
				undo: { type: 'string' },
				'dry-run': { type: 'boolean', default: false },
				template: { type: 'boolean', default: false }
			}
		});
	} catch {
		throw new NotUnderstood();
	}
}

async function withContext(work: (context: Context) => Promise<void>): Promise<void> {
	const db = await openDatabase();
	try {
		await migrate(db);
		const context: Context = { db, actor: 'npm run import', now: new Date() };
		await loadCatalogue(context);
		await work(context);
	} finally {
		await db.close();
	}
}

await runCommand(main, { lang, usage: words.usage, sentence: (error) => importErrorSentence(lang, error) });
