/**
 * npm run bench -- [--share 1] [--only PART,…] [--json FILE] [--seconds N] [--rotations N] [--grids N] [--edits N]
 * Ratios measured in one run, on full-grain ground that is made once and then reused. Needs PostgreSQL with PostGIS
 * (DATABASE_URL, or a private one); without it coverage and clicks alone are measured, on the embedded engine.
 * Exit: 0 all goals met, 1 not met, 2 not understood.
 */
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Database } from '../src/lib/server/db/index.ts';
import { densestPlace } from '../src/lib/server/jurisdiction/bench.ts';
import { benchWords } from '../src/lib/words/bench.ts';
import { demoWords } from '../src/lib/words/demo.ts';
import type { Bench } from './bench/bench.ts';
import { benchClick } from './bench/click.ts';
import { benchColdTiles } from './bench/cold-tiles.ts';
import { benchCoverageFigures } from './bench/coverage.ts';
import { isMet, tableOf, type Figure } from './bench/figures.ts';
import { benchFloods } from './bench/flood.ts';
import { benchContext, benchGround, embeddedGround } from './bench/ground.ts';
import { benchHotTiles } from './bench/hot-tiles.ts';
import { benchLive } from './bench/live.ts';
import { describeMachine } from './bench/machine.ts';
import { benchMonths } from './bench/months.ts';
import { NotUnderstood, PARTS, readOrder, type Order, type Part } from './bench/order.ts';
import { benchPage } from './bench/page.ts';
import { startProduct, type RunningProduct } from './setup/product.ts';
import { commandLanguage } from './command/language.ts';
import { buildWhereStale } from './setup/build.ts';
import { NoPostgis } from './setup/postgres-programs.ts';

const language = commandLanguage(process.env);
const words = benchWords[language];
const say = (line: string) => console.error(`» ${line}`);

/** What needs no product, and so runs on either engine. */
const ON_EITHER: readonly Part[] = ['coverage', 'click'];

async function measure(db: Database, url: string | undefined, order: Order): Promise<Figure[]> {
	const figures: Figure[] = [];
	let product: RunningProduct | undefined;
	const tiles = await mkdtemp(join(tmpdir(), 'wangge-bench-tiles-'));
	const middle = await densestPlace(db);
	if (!middle) throw new Error(words.noGrids);
	const bench: Bench = {
		db,
		context: () => benchContext(db),
		middle,
		seconds: order.seconds,
		say,
		async product() {
			if (!url) throw new Error('a product needs a database server');
			if (!product) {
				await buildWhereStale();
				product = await startProduct(url, { WANGGE_TILE_FOLDER: tiles, WANGGE_DEMO: 'yes' });
			}
			return product;
		}
	};
	const parts: Record<Part, () => Promise<Figure[]>> = {
		coverage: () => benchCoverageFigures(bench.context(), order),
		click: () => benchClick(bench),
		'cold-tiles': () => benchColdTiles(bench),
		'hot-tiles': () => benchHotTiles(bench),
		live: () => benchLive(bench),
		page: () => benchPage(bench, order.rotations),
		months: () => benchMonths(bench),
		flood: () => benchFloods(bench)
	};
	try {
		for (const part of PARTS.filter((one) => order.only.includes(one))) {
			if (!url && !ON_EITHER.includes(part)) continue;
			say(words.part(part));
			figures.push(...(await parts[part]()));
		}
		if (product) {
			const { now, most } = product.memory();
			figures.push(
				{ row: 'serverMemory', value: now, unit: 'bytes' },
				{ row: 'serverMemoryMost', value: most, unit: 'bytes' }
			);
		}
		return figures;
	} finally {
		await product?.stop();
		await rm(tiles, { recursive: true, force: true });
	}
}

async function ground(share: number): Promise<{ db: Database; url?: string; drop(): Promise<void> }> {
	try {
		return { ...(await benchGround(share, words, demoWords[language])), drop: async () => {} };
	} catch (error) {
		if (!(error instanceof NoPostgis)) throw error;
		say(`${words.embedded} (${error.message})`);
		return embeddedGround();
	}
}

async function main(): Promise<void> {
	const order = readOrder(process.argv.slice(2));
	// Before an hour of measuring, not after it.
	await mkdir(dirname(order.json), { recursive: true });
	await appendFile(order.json, '');
	const { db, url, drop } = await ground(order.share);
	try {
		const machine = await describeMachine(db);
		const figures = await measure(db, url, order);
		for (const line of tableOf(figures, words)) console.log(line);
		const judged = figures.map(isMet).filter((met) => met !== null);
		const report = { at: new Date().toISOString(), share: order.share, machine, figures };
		await writeFile(order.json, `${JSON.stringify(report, null, '\t')}\n`);
		console.log(Object.values(machine).filter(Boolean).join(' · '));
		console.log(words.closing(judged.filter(Boolean).length, judged.length, order.json));
		process.exitCode = judged.every(Boolean) ? 0 : 1;
	} finally {
		await db.close();
		await drop();
	}
}

try {
	await main();
} catch (error) {
	const unknown =
		error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
	if (!(error instanceof NotUnderstood) && !unknown) throw error;
	if (error instanceof NotUnderstood) console.error(words.refused(error.argument, error.value));
	else if (!process.argv.includes('--help')) console.error(error.message);
	console.error(words.usage(PARTS));
	process.exitCode = 2;
}
