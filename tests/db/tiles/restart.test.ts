import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { TileFiles } from '../../../src/lib/server/tiles/files.ts';
import { keepInFiles, readTile, type TileAnswer } from '../../../src/lib/server/tiles/service.ts';
import { describeEngines } from '../harness/index.ts';
import { LineProcess } from '../harness/process.ts';
import { CENTRE, FACILITY, next, of } from './edits.ts';
import { layOddGround } from './odd-ground.ts';
import { around, contextOf, counting, placeIn, type Counting } from './places.ts';
import { foundBroken, writeRound } from './shared-files.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wangge-tiles-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Started extends Counting {
	files: TileFiles;
	said: object[];
}

/** What a process has after its start: nothing in memory, and the folder. */
function start(db: Database, at: string = folder): Started {
	const said: object[] = [];
	const files = new TileFiles({ folder: at, mostBytes: 1e8, warn: (details) => said.push(details) });
	const counted = counting(db);
	keepInFiles(counted.db, files);
	return { ...counted, files, said };
}

const TILES = [...around(of('facilities'), 1), ...around(of('ground'), 1)];

async function ask({ db, files }: Started, later: number): Promise<TileAnswer[]> {
	const answers = [];
	for (const address of TILES) answers.push(await readTile(contextOf(db, later), address));
	await files.settled();
	return answers;
}

async function everyFile(): Promise<string[]> {
	const names = await readdir(folder, { recursive: true, withFileTypes: true });
	return names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

describeEngines('tiles as files', (db) => {
	beforeAll(async () => {
		await layOddGround(db);
		await db.query(FACILITY, [...placeIn(CENTRE, 0.5, 0.5), '起点']);
	});

	it('answer after a restart without a query for a tile, byte for byte and tag for tag', async () => {
		const first = start(db);
		const before = await ask(first, next());
		expect(first.tiles()).toBeGreaterThan(TILES.length - 1);
		const second = start(db);
		expect(await ask(second, next())).toEqual(before);
		expect(second.tiles()).toBe(0);
	});

	it('are made anew after a restart only where the ground has changed since', async () => {
		const first = start(db);
		const before = await ask(first, next());
		await db.query(FACILITY, [...placeIn(CENTRE, 0.25, 0.25), '关机时加的']);
		const second = start(db);
		const after = await ask(second, next());
		expect(second.tiles()).toBe(1);
		expect(after.filter((answer, at) => JSON.stringify(answer) !== JSON.stringify(before[at]))).toHaveLength(
			1
		);
		const third = start(db);
		expect(await ask(third, next())).toEqual(after);
		expect(third.tiles()).toBe(0);
	});

	it('are made anew where a file is torn', async () => {
		const before = await ask(start(db), next());
		const [torn] = await everyFile();
		await writeFile(torn!, (await readFile(torn!)).subarray(0, -20));
		const second = start(db);
		expect(await ask(second, next())).toEqual(before);
		expect(second.tiles()).toBeGreaterThan(0);
		expect(second.tiles()).toBeLessThan(8);
		expect(second.said).toEqual([]);
	});

	it('are told from those of another database in the same folder', async () => {
		await ask(start(db), next());
		const many = (await everyFile()).length;
		await db.query('update database_identity set origin = gen_random_uuid()');
		const other = start(db);
		await ask(other, next());
		expect(other.tiles()).toBeGreaterThan(TILES.length - 1);
		expect(await everyFile()).toHaveLength(2 * many);
	});

	it('are let go when the functions that make them are others', async () => {
		await ask(start(db), next());
		await db.query(`update migration.file set sha256 = reverse(sha256) where name = '80_tiles.sql'`);
		const other = start(db);
		await ask(other, next());
		expect(other.tiles()).toBeGreaterThan(TILES.length - 1);
	});

	it('are shared by two who serve at once: what one has made, the other need not', async () => {
		const [one, two] = [start(db), start(db)];
		const later = next();
		const [first, second] = [await ask(one, later), await ask(two, later)];
		expect(second).toEqual(first);
		expect(two.tiles()).toBe(0);
		await db.query(`delete from facility where name = '起点'`);
		const after = next();
		expect(await ask(two, after)).toEqual(await ask(one, after));
		expect(two.tiles() + one.tiles()).toBeGreaterThan(first.length);
	});

	it('fail no request where the folder cannot be used, and say so once', async () => {
		const file = join(folder, 'file');
		await writeFile(file, '');
		const broken = start(db, file);
		const answers = await ask(broken, next());
		expect(answers.every(({ kind }) => kind === 'tile')).toBe(true);
		expect(await ask(start(db), next())).toEqual(answers);
		expect(broken.said).toHaveLength(1);
	});
});

describe('two processes that write the same files', () => {
	it('never read each other half', async () => {
		const other = new LineProcess('tests/db/tiles/file-writer.ts', [folder]);
		const files = new TileFiles({ folder, mostBytes: 64 * 1024 * 1024 });
		try {
			for (let round = 0; round < 15; round++) {
				other.say(String(2 * round));
				writeRound(files, 2 * round + 1);
				expect(await foundBroken(files)).toEqual([]);
				await files.settled();
				expect(await other.hear()).toEqual({ broken: [] });
			}
			expect(await everyFile()).toHaveLength(12);
		} finally {
			await other.end();
		}
	});
});
