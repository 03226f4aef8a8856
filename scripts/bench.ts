/**
 * npm run bench -- [--share 1] [--only PART,…] [--json FILE] [--seconds N] [--rotations N] [--grids N] [--edits N]
 * Ratios measured in one run, on full-grain ground that is made once and then reused. Needs PostgreSQL with PostGIS
 * (DATABASE_URL, or a private one); without it coverage alone is measured, on the embedded engine.
 * Exit: 0 all goals met, 1 not met, 2 not understood.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
import { benchPage } from './bench/page.ts';
import { startProduct, type RunningProduct } from './setup/product.ts';
import { commandLanguage } from './import/command-language.ts';
import { buildWhereStale } from './setup/build.ts';
import { NoPostgis } from './setup/postgres-programs.ts';

const language = commandLanguage(process.env);
const words = benchWords[language];
const say = (line: string) => console.error(`» ${line}`);

const PARTS = ['coverage', 'click', 'cold-tiles', 'hot-tiles', 'live', 'page', 'months', 'flood'] as const;
/** What needs no product, and so runs on either engine. */
const ON_EITHER: readonly Part[] = ['coverage', 'click'];
type Part = (typeof PARTS)[number];

class NotUnderstood extends Error {}

function readArguments() {
	const { values } = parseArgs({
		options: {
			share: { type: 'string', default: '1' },
			only: { type: 'string', default: PARTS.join() },
			json: { type: 'string', default: join('.data', 'bench.json') },
			seconds: { type: 'string', default: '5' },
			rotations: { type: 'string', default: '120' },
			grids: { type: 'string', default: '1000' },
			edits: { type: 'string', default: '60' }
		}
	});
	const whole = (text: string) => {
		const number = Number(text);
		if (!(Number.isInteger(number) && number > 0)) throw new NotUnderstood();
		return number;
	};
	const share = Number(values.share);
	const only = values.only.split(',') as Part[];
	if (!(share > 0 && share <= 1) || !only.every((part) => PARTS.includes(part))) throw new NotUnderstood();
	return {
		share,
		only,
		json: resolve(values.json),
		seconds: whole(values.seconds),
		rotations: whole(values.rotations),
		grids: whole(values.grids),
		edits: whole(values.edits)
	};
}

type Order = ReturnType<typeof readArguments>;

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
				product = await startProduct(url, { WANGGE_TILE_FOLDER: tiles });
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
	const order = readArguments();
	const { db, url, drop } = await ground(order.share);
	try {
		const machine = await describeMachine(db);
		const figures = await measure(db, url, order);
		for (const line of tableOf(figures, words)) console.log(line);
		const judged = figures.map(isMet).filter((met) => met !== null);
		await mkdir(dirname(order.json), { recursive: true });
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
	const parse =
		error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
	if (!(error instanceof NotUnderstood) && !parse) throw error;
	console.error(words.usage);
	process.exitCode = 2;
}
