/**
 * npm run bench -- [--grids N] [--all] [--edits N] [--generate]
 * What the stored coverage costs against the plain query, on the configured database, or on a generated one where that
 * is empty (or --generate says so). Exit: 0 all met, 1 not met, 2 not understood.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../src/lib/server/catalogue/service.ts';
import { dayOf, type Context } from '../src/lib/server/context.ts';
import { benchCoverage } from '../src/lib/server/coverage/bench.ts';
import { migrate, openDatabase, type Database } from '../src/lib/server/db/index.ts';
import { DEMONSTRATION_SEED, makeDemonstration } from '../src/lib/server/demo/service.ts';
import { readJurisdiction } from '../src/lib/server/jurisdiction/service.ts';
import { benchWords } from '../src/lib/words/bench.ts';
import { commandLanguage } from './import/command-language.ts';

const LEAST_TIMES_FASTER = 8;
const MOST_OF_A_RECOMPUTE = 1 / 1000;
const words = benchWords[commandLanguage(process.env)];

function readArguments() {
	const { values } = parseArgs({
		options: {
			grids: { type: 'string', default: '1000' },
			edits: { type: 'string', default: '60' },
			all: { type: 'boolean', default: false },
			generate: { type: 'boolean', default: false }
		}
	});
	const [grids, edits] = [Number(values.grids), Number(values.edits)];
	if (!(Number.isInteger(grids) && grids > 0 && Number.isInteger(edits) && edits > 0))
		throw new Error(words.usage);
	return { grids: values.all ? Number.MAX_SAFE_INTEGER : grids, edits, generate: values.generate };
}

const contextOf = (db: Database): Context => ({ db, actor: 'npm run bench', now: new Date() });

async function bench(db: Database, order: { grids: number; edits: number }): Promise<boolean> {
	const report = await benchCoverage(contextOf(db), { ...order, clock: () => performance.now() });
	const times = report.statesS / report.dutiesS;
	const once = report.plainS / report.dutiesS;
	const share = report.editMedianMs / 1000 / report.recomputeS;
	const met = [
		times >= LEAST_TIMES_FASTER,
		report.compared > 0 && report.apart === 0,
		share < MOST_OF_A_RECOMPUTE
	] as const;
	for (const line of words.lines(report)) console.log(line);
	console.log(words.ratio(times, once, LEAST_TIMES_FASTER, met[0]));
	console.log(words.same(met[1]));
	console.log(words.edit(share, MOST_OF_A_RECOMPUTE, met[2]));
	return met.every(Boolean);
}

async function generated(order: { grids: number; edits: number }): Promise<boolean> {
	console.error(words.generating);
	const folder = await mkdtemp(join(tmpdir(), 'wangge-bench-'));
	try {
		const db = await openDatabase({
			dataDir: join(folder, 'database'),
			durable: false,
			statementTimeoutMs: 0
		});
		try {
			await migrate(db);
			const context = contextOf(db);
			await loadCatalogue(context);
			await makeDemonstration(context, {
				seed: DEMONSTRATION_SEED,
				today: dayOf(context.now),
				replace: false
			});
			return await bench(db, order);
		} finally {
			await db.close();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function main(): Promise<boolean> {
	const { generate, ...order } = readArguments();
	if (generate) return generated(order);
	const db = await openDatabase();
	try {
		await migrate(db);
		if (await readJurisdiction({ ...contextOf(db) })) return await bench(db, order);
	} finally {
		await db.close();
	}
	return generated(order);
}

try {
	process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 2;
}
