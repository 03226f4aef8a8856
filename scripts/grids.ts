/**
 * npm run grids -- [options]: divides communities into unit grids, brings in a jurisdiction's own, or checks them.
 * Exit: 0 done, 1 refused or not clean (nothing was changed), 2 not understood.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { WanggeError } from '../src/lib/domain/errors.ts';
import type { GridOptions } from '../src/lib/domain/grid/options.ts';
import type { GridProblem } from '../src/lib/domain/grid/own-grids.ts';
import type { Context } from '../src/lib/server/context.ts';
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';
import { readGivenFile } from '../src/lib/server/exchange/given-file.ts';
import { checkGrids, isClean } from '../src/lib/server/grid-maker/checking.ts';
import { importGrids } from '../src/lib/server/grid-maker/importing.ts';
import { makeGrids, type GridReport } from '../src/lib/server/grid-maker/service.ts';
import { gridWords } from '../src/lib/words/grids.ts';
import { commandLanguage } from './command/language.ts';
import { progressBar } from './command/progress-bar.ts';
import { NotUnderstood, runCommand } from './command/run.ts';

const lang = commandLanguage(process.env);
const words = gridWords[lang];
const SHOWN = 100;

const NUMBERS = {
	target: 'target',
	coarse: 'coarse',
	'built-up': 'builtUpShare',
	'min-area': 'minArea',
	'min-width': 'minWidth',
	simplify: 'simplify',
	snap: 'snap'
} as const;

function readArguments() {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean', default: false } as const;
	try {
		const { values } = parseArgs({
			options: {
				area: text,
				target: text,
				coarse: text,
				'built-up': text,
				'min-area': text,
				'min-width': text,
				simplify: text,
				snap: text,
				'duty-grids': flag,
				'replace-imported': flag,
				import: text,
				crs: text,
				check: flag
			}
		});
		const options: GridOptions = {
			area: values.area,
			dutyGrids: values['duty-grids'],
			replaceImported: values['replace-imported']
		};
		for (const [argument, field] of Object.entries(NUMBERS)) {
			const given = values[argument as keyof typeof NUMBERS];
			if (given === undefined) continue;
			if (!/^[0-9]+(\.[0-9]+)?$/.test(given)) throw new NotUnderstood();
			options[field] = Number(given);
		}
		return { options, file: values.import, crs: values.crs, check: values.check };
	} catch {
		throw new NotUnderstood();
	}
}

/** What is wrong with given grids, a line for each. */
function listed({ details }: WanggeError): string {
	const problems = details.problems as GridProblem[];
	const shown = problems.slice(0, SHOWN);
	return [
		words.problems(problems.length, shown.length),
		...shown.map((problem) => `  ${words.problem(problem)}`)
	].join('\n');
}

async function main(): Promise<void> {
	const { options, file, crs, check } = readArguments();
	if (crs !== undefined && file === undefined) throw new NotUnderstood();
	const db = await openDatabase();
	try {
		await migrate(db);
		const context: Context = { db, actor: 'npm run grids', now: new Date() };
		if (file !== undefined) {
			const text = (await readGivenFile(file)).toString('utf8');
			print(await importGrids(context, { name: basename(file), text, crs, dutyGrids: options.dutyGrids }));
		} else if (!check) {
			const bar = progressBar();
			print(await makeGrids(context, options, (done) => bar(words.dividing, done, 1)));
		}
		await printCheck(context, options.area);
	} finally {
		await db.close();
	}
}

function print(report: GridReport): void {
	console.log(words.done(report));
	if (report.skipped.length > 0) console.log(words.skipped(report.skipped));
	for (const row of report.coarsened) console.log(words.coarsened(row));
	if (report.grids === 0) return;
	console.log(words.areas(report.areas, false));
	console.log(words.areas(report.builtUpAreas, true));
	console.log(report.households ? words.households(report.households) : words.noHouseholds);
	console.log(words.cut(report.cutBuildings, report.buildings));
	if (report.dutyGrids) console.log(words.dutyGrids(report.dutyGrids));
}

async function printCheck(context: Context, area: string | undefined): Promise<void> {
	const found = await checkGrids(context, area);
	if (isClean(found)) {
		console.log(words.clean(found.communities, found.invalidCoverage !== null));
		return;
	}
	for (const row of found.unbalanced) console.error(words.unbalanced(row));
	for (const row of found.unmatched) console.error(words.unmatched(row));
	if (found.invalidCoverage) console.error(words.invalidCoverage(found.invalidCoverage));
	process.exitCode = 1;
}

await runCommand(main, {
	lang,
	usage: words.usage,
	sentence: (error) => (error.kind === 'grids-invalid' ? listed(error) : words.error(error))
});
