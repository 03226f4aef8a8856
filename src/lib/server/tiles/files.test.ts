import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../db/index.ts';
import { TileFiles, tileFilesSetting } from './files.ts';

const MB = 1024 * 1024;
let folder: string;
let said: object[];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wangge-tiles-'));
	said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openFiles = (options: Partial<ConstructorParameters<typeof TileFiles>[0]> = {}) =>
	new TileFiles({ folder, mostBytes: MB, warn: (details) => said.push(details), ...options });

const tile = (n: number, bytes = 3000) => ({ etag: `W/"s-${n}"`, body: new Uint8Array(bytes).fill(n) });

async function everyFile(): Promise<string[]> {
	const names = await readdir(folder, { recursive: true, withFileTypes: true });
	return names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

async function kept(files: TileFiles, name: string, n: number, bytes?: number): Promise<void> {
	files.write(name, 'seal', tile(n, bytes));
	await files.settled();
}

describe('tiles as files', () => {
	it('are the same after a restart, also an empty one', async () => {
		const first = openFiles();
		await kept(first, 'grids/16/1/2', 7);
		first.write('grids/16/1/3', 'seal', { etag: 'W/"s-0"', body: null });
		await first.settled();
		const second = openFiles();
		expect(await second.read('grids/16/1/2', 'seal')).toEqual(tile(7));
		expect(await second.read('grids/16/1/3', 'seal')).toEqual({ etag: 'W/"s-0"', body: null });
		expect(said).toEqual([]);
	});

	it('are one for each tile: another seal takes the place of the last', async () => {
		const files = openFiles();
		await kept(files, 'a', 1);
		expect(await files.read('a', 'another')).toBeUndefined();
		files.write('a', 'another', tile(2));
		await files.settled();
		expect(await files.read('a', 'another')).toEqual(tile(2));
		expect(await files.read('a', 'seal')).toBeUndefined();
		expect(await everyFile()).toHaveLength(1);
	});

	it('are not given out under another name, whatever lies at their place', async () => {
		const files = openFiles();
		await kept(files, 'origin-a/grids/16/1/2', 1);
		const [file] = await everyFile();
		const content = await readFile(file!);
		await kept(files, 'origin-b/grids/16/1/2', 2);
		const other = (await everyFile()).find((one) => one !== file);
		await writeFile(other!, content);
		expect(await files.read('origin-b/grids/16/1/2', 'seal')).toBeUndefined();
	});

	it.each([
		['nothing', () => Buffer.alloc(0)],
		['its first half', (whole: Buffer) => whole.subarray(0, whole.byteLength / 2)],
		['all but the last byte', (whole: Buffer) => whole.subarray(0, -1)],
		['the head alone', (whole: Buffer) => whole.subarray(0, 42)],
		['a byte more', (whole: Buffer) => Buffer.concat([whole, Buffer.from([0])])],
		['zeros where the disk lost a block', (whole: Buffer) => Buffer.from(whole).fill(0, 1000, 2000)],
		['something else', () => Buffer.from('<!doctype html>')]
	])('are made anew where the file is torn: %s', async (_, tear) => {
		const files = openFiles();
		await kept(files, 'a', 1);
		const [file] = await everyFile();
		await writeFile(file!, tear(await readFile(file!)));
		expect(await files.read('a', 'seal')).toBeUndefined();
		await kept(files, 'a', 1);
		expect(await files.read('a', 'seal')).toEqual(tile(1));
		expect(said).toEqual([]);
	});
});

describe('the bound', () => {
	const total = async () => {
		const sizes = await Promise.all((await everyFile()).map(async (file) => (await stat(file)).size));
		return sizes.reduce((sum, size) => sum + Math.ceil(size / 4096) * 4096, 0);
	};

	it('holds, and what was used longest ago goes first', async () => {
		let now = Date.now() + 86_400_000;
		const files = openFiles({ mostBytes: 40 * 4096, clock: () => now });
		const known = new Set<string>();
		for (let n = 0; n < 40; n++) {
			await kept(files, `${n}`, n);
			const file = (await everyFile()).find((one) => !known.has(one))!;
			known.add(file);
			await utimes(file, 1_700_000_000 + n, 1_700_000_000 + n);
		}
		// Being asked for keeps them.
		now += 1;
		for (const n of [3, 17]) expect(await files.read(`${n}`, 'seal')).toEqual(tile(n));
		await files.settled();
		for (let n = 40; n < 60; n++) await kept(files, `${n}`, n);
		expect(await total()).toBeLessThanOrEqual(40 * 4096);
		for (const n of [3, 17, 59]) expect(await files.read(`${n}`, 'seal')).toEqual(tile(n));
		for (const n of [0, 1, 2, 4, 5]) expect(await files.read(`${n}`, 'seal')).toBeUndefined();
	});

	it('holds for many at once, and for two who do not know of each other', async () => {
		const both = [openFiles({ mostBytes: 60 * 4096 }), openFiles({ mostBytes: 60 * 4096 })];
		for (let round = 0; round < 10; round++) {
			both.forEach((files, who) => {
				for (let n = 0; n < 20; n++) files.write(`${who}/${round}/${n}`, 'seal', tile(n));
			});
			await Promise.all(both.map((files) => files.settled()));
			expect(await total()).toBeLessThanOrEqual(2 * 60 * 4096);
		}
		await kept(both[0]!, 'last', 9);
		expect(await total()).toBeLessThanOrEqual(1.1 * 60 * 4096);
		expect(said).toEqual([]);
	});

	it('leaves a tile out that is larger than all of it, and the rest alone', async () => {
		const files = openFiles({ mostBytes: 10 * 4096 });
		await kept(files, 'small', 1);
		await kept(files, 'large', 2, 50 * 4096);
		expect(await files.read('small', 'seal')).toEqual(tile(1));
		expect(await files.read('large', 'seal')).toBeUndefined();
	});

	it('removes only what is its own, and what a process left half written an hour ago', async () => {
		const files = openFiles({ mostBytes: 5 * 4096 });
		await kept(files, 'a', 1);
		const [file] = await everyFile();
		const [left, fresh] = [`${file}.1.0123456789ab.partial`, `${file}.2.0123456789ab.partial`];
		for (const one of [left, fresh]) await writeFile(one, 'half');
		await utimes(left, 1_700_000_000, 1_700_000_000);
		await mkdir(join(folder, 'ab'), { recursive: true });
		const foreign = [join(folder, 'photo.jpg'), join(folder, 'ab', 'notes.txt')];
		for (const one of foreign) await writeFile(one, 'not ours'.repeat(5000));
		const second = openFiles({ mostBytes: 5 * 4096 });
		await kept(second, 'b', 2);
		const names = await everyFile();
		expect(names).not.toContain(left);
		for (const one of [...foreign, fresh]) expect(names).toContain(one);
	});
});

describe('a folder that cannot be used', () => {
	const useless = async (files: TileFiles) => {
		for (let n = 0; n < 200; n++) {
			expect(await files.read(`${n}`, 'seal')).toBeUndefined();
			files.write(`${n}`, 'seal', tile(n));
		}
		await files.settled();
		expect(said).toHaveLength(1);
		expect(said[0]).toMatchObject({ folder: expect.any(String), reason: expect.any(String) });
	};

	it('is said once, and costs no more: it is a file', async () => {
		const file = join(folder, 'file');
		await writeFile(file, '');
		await useless(openFiles({ folder: file }));
	});

	it('is said once, and costs no more: it cannot be made', () =>
		useless(openFiles({ folder: '/proc/wangge-tiles' })));

	it('still gives what is in it, when it is only read', async () => {
		await kept(openFiles(), 'a', 1);
		const [file] = await everyFile();
		await chmod(join(file!, '..'), 0o555);
		await chmod(folder, 0o555);
		try {
			const files = openFiles();
			files.write('b', 'seal', tile(2));
			await files.settled();
			expect(await files.read('a', 'seal')).toEqual(tile(1));
			// Whoever is root may write all the same.
			expect(said.length).toBe(process.getuid?.() === 0 ? 0 : 1);
		} finally {
			await chmod(folder, 0o755);
			await chmod(join(file!, '..'), 0o755);
		}
	});

	it('is used again when it has become free', async () => {
		const place = join(folder, 'later');
		await writeFile(place, '');
		const files = openFiles({ folder: place });
		await kept(files, 'a', 1);
		await rm(place);
		for (let n = 0; n < 70; n++) await kept(files, 'a', 1);
		expect(await files.read('a', 'seal')).toEqual(tile(1));
		expect(said).toHaveLength(1);
	});
});

describe('the setting', () => {
	it('is a folder in .data and half a gibibyte, unless it says otherwise', () => {
		expect(tileFilesSetting({})).toEqual({
			folder: join(projectRoot(), '.data', 'tiles'),
			mostBytes: 512 * MB
		});
		expect(tileFilesSetting({ WANGGE_TILE_FOLDER: '/var/tiles', WANGGE_TILE_BYTES: '1000000' })).toEqual({
			folder: '/var/tiles',
			mostBytes: 1_000_000
		});
		expect(tileFilesSetting({ WANGGE_TILE_FOLDER: 'here' })!.folder).toBe(join(projectRoot(), 'here'));
	});

	it('keeps no files when it is 0', () => {
		expect(tileFilesSetting({ WANGGE_TILE_BYTES: '0' })).toBeUndefined();
	});

	it.each(['-1', '1e9', '512MB', '1.5', 'many'])('is refused when it is not a whole number: %s', (bytes) => {
		expect(() => tileFilesSetting({ WANGGE_TILE_BYTES: bytes })).toThrowError(
			expect.objectContaining({ kind: 'invalid', details: { field: 'WANGGE_TILE_BYTES' } })
		);
	});
});
