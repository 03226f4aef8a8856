/**
 * npm run demo -- [--replace] [--seed N] [--day YYYY-MM-DD] [--full-grain [--share 0.1]] | responsibilities
 * Exit: 0 done, 1 refused (nothing was changed), 2 not understood.
 */
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../src/lib/server/catalogue/service.ts';
import { dayOf, type Context } from '../src/lib/server/context.ts';
import { keepCoverageTrue, recomputeCoverage } from '../src/lib/server/coverage/service.ts';
import { migrate, openDatabase } from '../src/lib/server/db/index.ts';
import { giveCases } from '../src/lib/server/demo/cases.ts';
import { makeFictionalResponsibilities } from '../src/lib/server/demo/fiction.ts';
import { DEMONSTRATION_SEED, makeDemonstration } from '../src/lib/server/demo/service.ts';
import { demoWords } from '../src/lib/words/demo.ts';
import { runFullGrain } from './demo/full-grain.ts';
import { commandLanguage } from './command/language.ts';
import { progressBar } from './command/progress-bar.ts';
import { NotUnderstood, runCommand } from './command/run.ts';

const lang = commandLanguage(process.env);
const words = demoWords[lang];

function readArguments() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				replace: { type: 'boolean', default: false },
				seed: { type: 'string' },
				day: { type: 'string' },
				'full-grain': { type: 'boolean', default: false },
				share: { type: 'string' }
			}
		});
		if (positionals.length > 1 || (positionals[0] ?? 'responsibilities') !== 'responsibilities')
			throw new NotUnderstood();
		if (!/^[0-9]{1,12}$/.test(values.seed ?? '0')) throw new NotUnderstood();
		const { 'full-grain': fullGrain, ...rest } = values;
		if (values.share !== undefined && (!fullGrain || !/^[01]?(\.[0-9]{1,6})?$/.test(values.share)))
			throw new NotUnderstood();
		if (fullGrain && positionals.length) throw new NotUnderstood();
		return { ...rest, fullGrain, responsibilities: positionals.length === 1 };
	} catch {
		throw new NotUnderstood();
	}
}

async function main(): Promise<void> {
	const { replace, seed: given, day, responsibilities, fullGrain, share } = readArguments();
	const seed = given === undefined ? DEMONSTRATION_SEED : Number(given);
	const db = await openDatabase();
	try {
		await migrate(db);
		const context: Context = { db, actor: 'npm run demo', now: new Date() };
		await loadCatalogue(context);
		const bar = progressBar();
		const coverage = (done: number): void => bar(words.stage.coverage, done, 1);
		if (responsibilities) {
			const made = await makeFictionalResponsibilities(context, { seed });
			await keepCoverageTrue(context, coverage);
			console.log(words.fiction(made.name, made.organisations, made.responsibilities));
			return;
		}
		const today = day ?? dayOf(context.now);
		if (fullGrain) {
			await runFullGrain(context, words, { seed, today, replace, share });
			return;
		}
		const made = await makeDemonstration(context, { seed, today, replace }, (stage, done) =>
			bar(words.stage[stage], done, 1)
		);
		await recomputeCoverage(context, dayOf(context.now), coverage);
		await giveCases(context);
		console.log(words.city(made.name, made.grids.grids, made.counts));
	} finally {
		await db.close();
	}
}

await runCommand(main, { lang, usage: words.usage, sentence: (error) => words.error(error) });
