/**
 * npm run load -- [--minutes 3] [--staff 200] [--walls 50] [--open 2000] [--past 100000] [--seed 1] [--json FILE]
 * The built product under a working day: staff who look at lists and cases, act and report, and displays that follow all
 * of it, on the demonstration with a large past. It is measured when everybody has come. Needs PostgreSQL with PostGIS (DATABASE_URL, or a private one). The crowd
 * is a process of its own, and shares the machine's cores with what it measures.
 * Exit: 0 every goal met and no error, 1 otherwise, 2 not understood.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { readClasses } from '../src/lib/server/incident-class/service.ts';
import { addCases } from '../src/lib/server/incident/bench.ts';
import { densestPlace } from '../src/lib/server/jurisdiction/bench.ts';
import { pathOfTile, tileAt } from '../src/lib/server/tiles/address.ts';
import { describeMachine } from './bench/machine.ts';
import { commandLanguage } from './command/language.ts';
import { runCommand } from './command/run.ts';
import { aligned } from './command/table.ts';
import { sendCrowd, type CrowdOrder } from './load/crowd.ts';
import { readLoadOrder, type LoadOrder } from './load/order.ts';
import { takePosts } from './load/posts.ts';
import type { Kind, Report } from './load/tally.ts';
import { buildWhereStale } from './setup/build.ts';
import { demonstrationGround, scriptContext } from './setup/demonstration-ground.ts';
import { freshDatabase } from './setup/fresh-database.ts';
import { startPostgis } from './setup/private-postgis.ts';
import { startProduct } from './setup/product.ts';
import type { Database } from '../src/lib/server/db/index.ts';

const ACTOR = 'npm run load';
const MOST_MS = 500;
const MOST_LAG_MS = 1000;
const JUDGED: readonly Kind[] = ['list', 'list-whole', 'case', 'case-whole', 'wall-list'];
/** Of the map on a display, far enough out to show a town. */
const ZOOM = 13;
const SETTINGS = { WANGGE_DEMO: 'yes', ADDRESS_HEADER: 'x-forwarded-for' };

const say = (line: string) => console.error(`» ${line}`);

async function prepare(
	db: Database,
	order: LoadOrder
): Promise<Omit<CrowdOrder, 'url' | 'seconds' | 'seed'>> {
	const context = scriptContext(db, ACTOR);
	const cases = await addCases(context, order);
	await db.settle();
	say(`${cases.open} cases open, of ${cases.all}`);
	const { classes } = await readClasses(context, {});
	const { x, y } = tileAt(ZOOM, (await densestPlace(db))!);
	const around = [0, 1].flatMap((right) => [0, 1].map((down) => ({ x: x + right, y: y + down })));
	return {
		...(await takePosts(context, order)),
		tiles: around.map((tile) => pathOfTile({ set: 'incidents', z: ZOOM, ...tile, duty: '' })),
		classes: classes.filter(({ kind }) => kind === 'matter').map(({ id }) => id)
	};
}

interface Result extends Report {
	/** Of the product's process: cores that it kept busy, and memory in bytes. */
	server: { cores: number; memory: number; most: number };
}

async function measure(
	url: string,
	order: LoadOrder,
	crowd: Awaited<ReturnType<typeof prepare>>
): Promise<Result> {
	const product = await startProduct(url, { ...SETTINGS });
	try {
		say(`${order.staff} at work and ${order.walls} displays for ${order.minutes} minutes`);
		const before = product.processor();
		const report = await sendCrowd({
			...crowd,
			url: product.url,
			seconds: order.minutes * 60,
			seed: order.seed
		});
		const { now, most } = product.memory();
		if (Object.keys(report.errors).length > 0) console.error(product.said());
		const cores = (product.processor() - before) / report.seconds;
		return { ...report, server: { cores, memory: now, most } };
	} finally {
		await product.stop();
	}
}

const ms = (value: number) => (Number.isNaN(value) ? '–' : `${value.toFixed(0)} ms`);

/** @returns what is not as it should be */
function judge({ lines, errors, heard }: Result): string[] {
	const slow = lines
		.filter(({ kind, p95 }) => JUDGED.includes(kind) && !(p95 < MOST_MS))
		.map(({ kind, p95 }) => `${kind}: p95 ${ms(p95)}, not under ${MOST_MS} ms`);
	const late = heard.count > 0 && !(heard.p95 < MOST_LAG_MS);
	return [
		...slow,
		...(late ? [`displays hear late: p95 ${ms(heard.p95)}, not under ${MOST_LAG_MS} ms`] : []),
		...Object.entries(errors).map(([what, times]) => `${times} × ${what}`)
	];
}

function tell({ lines, seconds, heard, forestalled, server, processor }: Result): void {
	const table = lines.map(({ kind, count, p50, p95, p99, most }) => [
		...[kind, String(count), (count / seconds).toFixed(1)],
		...[p50, p95, p99, most].map(ms)
	]);
	for (const line of aligned([['asked for', 'times', '/s', 'p50', 'p95', 'p99', 'max'], ...table]))
		console.log(line);
	const all = lines.reduce((sum, { count }) => sum + count, 0);
	console.log(`${(all / seconds).toFixed(1)} requests a second, ${forestalled} deeds forestalled by others`);
	console.log(
		`displays heard ${heard.count} times of a deed, from its sending: p50 ${ms(heard.p50)}, p95 ${ms(heard.p95)}, ` +
			`max ${ms(heard.most)}; ${heard.missed} still to be heard at the end`
	);
	const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
	console.log(
		`the server kept ${server.cores.toFixed(2)} of ${cpus().length} cores busy, ${mb(server.memory)}, at most ` +
			`${mb(server.most)}; the crowd ${(processor / seconds).toFixed(2)}, the database shares the rest`
	);
}

async function main(): Promise<void> {
	const order = readLoadOrder(process.argv.slice(2));
	await mkdir(dirname(order.json), { recursive: true });
	await buildWhereStale();
	const server = process.env.DATABASE_URL ?? (await startPostgis((line) => console.error(line)));
	const url = await freshDatabase(server, 'wangge_load');
	say('making the demonstration');
	const db = await demonstrationGround({ url }, ACTOR);
	try {
		const result = await measure(url, order, await prepare(db, order));
		tell(result);
		const report = { at: new Date().toISOString(), order, machine: await describeMachine(db), ...result };
		await writeFile(order.json, `${JSON.stringify(report, null, '\t')}\n`);
		const faults = judge(result);
		for (const fault of faults) console.log(`✗ ${fault}`);
		if (faults.length > 0) process.exitCode = 1;
	} finally {
		await db.close();
	}
}

await runCommand(main, {
	lang: commandLanguage(process.env),
	usage:
		'npm run load -- [--minutes 3] [--staff 200] [--walls 50] [--open 2000] [--past 100000] [--seed 1] [--json FILE]'
});
