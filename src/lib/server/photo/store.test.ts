import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../db/index.ts';
import { unwritable } from './folder.ts';
import { photoFolder } from './setting.ts';
import { PhotoStore, type PhotoSize } from './store.ts';

// A busy disk takes a second to say that it has something.
vi.setConfig({ testTimeout: 60_000 });

const HOUR_MS = 3_600_000;
let around: string;
let folder: string;
let store: PhotoStore;
beforeEach(async () => {
	around = await mkdtemp(join(tmpdir(), 'wangge-photos-'));
	folder = join(around, 'data', 'photos');
	store = new PhotoStore(folder);
});
afterEach(() => rm(around, { recursive: true, force: true }));

const picture = (n: number, length = 200_000) => ({
	bytes: new Uint8Array(length).fill(n),
	width: 1,
	height: 1
});
const photo = (n: number) => ({ picture: picture(n), thumbnail: picture(n + 100, 5000) });
const nameOf = (n: number) => createHash('sha256').update(picture(n).bytes).digest('hex');

async function everything(): Promise<{ path: string; mode: number; isFile: boolean }[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	return Promise.all(
		found.map(async (one) => {
			const path = join(one.parentPath, one.name);
			return { path, mode: (await lstat(path)).mode & 0o777, isFile: one.isFile() };
		})
	);
}
const everyFile = async () =>
	(await everything())
		.filter(({ isFile }) => isFile)
		.map(({ path }) => path)
		.sort();

async function bytesOf(name: string, size: PhotoSize): Promise<Uint8Array> {
	const { stream, length } = await store.read(name, size);
	const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
	expect(bytes.length).toBe(length);
	return bytes;
}

const notThere = { kind: 'not-found', details: { what: 'photo' } };

describe('photos as files', () => {
	it('are named by their content, and are for nobody but their owner', async () => {
		const name = await store.keep(photo(1));
		expect(name).toBe(nameOf(1));
		const room = join(folder, name.slice(0, 2), name.slice(2, 4));
		expect(await everyFile()).toEqual([join(room, `${name}.jpg`), join(room, `${name}.thumbnail.jpg`)]);
		for (const { mode, isFile } of await everything()) expect(mode).toBe(isFile ? 0o600 : 0o700);
		for (const made of [folder, dirname(folder)]) expect((await lstat(made)).mode & 0o777).toBe(0o700);
	});

	it('are read as they were kept, also by another process', async () => {
		const name = await store.keep(photo(1));
		store = new PhotoStore(folder);
		expect(await bytesOf(name, 'picture')).toEqual(picture(1).bytes);
		expect(await bytesOf(name, 'thumbnail')).toEqual(picture(101, 5000).bytes);
	});

	it('are there once, however often and at the same time they are kept', async () => {
		const names = await Promise.all(Array.from({ length: 20 }, () => store.keep(photo(1))));
		expect(new Set(names)).toEqual(new Set([nameOf(1)]));
		expect(await everyFile()).toHaveLength(2);
		expect(await bytesOf(nameOf(1), 'picture')).toEqual(picture(1).bytes);
		await store.keep(photo(2));
		expect(await everyFile()).toHaveLength(4);
	});

	it('are read as far as somebody wants, and no file stays open', async () => {
		const open = async () => (await readdir('/proc/self/fd').catch(() => [])).length;
		const name = await store.keep(photo(1));
		const before = await open();
		for (let n = 0; n < 30; n++) {
			const { stream } = await store.read(name, 'picture');
			if (n % 3 === 0) await stream.cancel();
			else {
				const reader = stream.getReader();
				const first = await reader.read();
				expect(first.value!.length).toBeLessThan(picture(1).bytes.length);
				if (n % 3 === 1) await reader.cancel();
				else await Promise.all([reader.read(), reader.cancel()]);
			}
		}
		expect(await open()).toBeLessThan(before + 5);
	});

	it('go when they are removed, and others stay', async () => {
		const [one, other] = [await store.keep(photo(1)), await store.keep(photo(2))];
		expect(await store.remove(one)).toBe(true);
		expect(await store.remove(one)).toBe(false);
		expect(await store.remove('0'.repeat(64))).toBe(false);
		await expect(store.read(one, 'picture')).rejects.toMatchObject(notThere);
		await expect(store.read(one, 'thumbnail')).rejects.toMatchObject(notThere);
		expect(await everyFile()).toHaveLength(2);
		expect(await bytesOf(other, 'picture')).toEqual(picture(2).bytes);
		await store.keep(photo(1));
		expect(await bytesOf(one, 'picture')).toEqual(picture(1).bytes);
	});
});

describe('a name that is none', () => {
	const outside = ['..', '../secret', `../../${'a'.repeat(58)}`, '/etc/passwd', `${'a'.repeat(63)}/`];
	const unlike = [
		'',
		'a',
		'A'.repeat(64),
		'a'.repeat(65),
		`${'a'.repeat(64)}\0`,
		`${'a'.repeat(64)}\n`,
		`%2e%2e%2f${'a'.repeat(55)}`
	];
	it.each([...outside, ...unlike])('%j is not looked for', async (name) => {
		await store.keep(photo(1));
		await writeFile(join(around, 'data', 'secret.jpg'), 'secret');
		await expect(store.read(name, 'picture')).rejects.toMatchObject(notThere);
		await expect(store.remove(name)).rejects.toMatchObject(notThere);
		expect(await readFile(join(around, 'data', 'secret.jpg'), 'utf8')).toBe('secret');
	});
});

describe('a link', () => {
	const name = nameOf(1);
	it.each([
		[2, 'the outer folder'],
		[4, 'the inner folder'],
		[0, 'the file']
	])('is not followed out of the folder (%i: %s)', async (digits) => {
		const elsewhere = join(around, 'elsewhere');
		const room = join(folder, name.slice(0, 2), name.slice(2, 4));
		const link = digits === 2 ? dirname(room) : digits === 4 ? room : join(room, `${name}.jpg`);
		const target = digits === 0 ? join(elsewhere, 'file') : elsewhere;
		await mkdir(digits === 2 ? join(elsewhere, name.slice(2, 4)) : elsewhere, { recursive: true });
		const secret = join(
			elsewhere,
			digits === 2 ? name.slice(2, 4) : '',
			digits === 0 ? 'file' : `${name}.jpg`
		);
		await writeFile(secret, 'secret');
		await mkdir(dirname(link), { recursive: true });
		await symlink(target, link);
		await expect(store.read(name, 'picture')).rejects.toMatchObject(notThere);
		const kept = store.keep(photo(1));
		// A link in the place of a file is replaced by the file; one on the way to it is a fault of the folder.
		if (digits === 0) expect(await bytesOf(await kept, 'picture')).toEqual(picture(1).bytes);
		else {
			await expect(kept).rejects.toMatchObject({
				kind: 'photos-unwritable',
				details: { folder, code: 'ENOTDIR' }
			});
			await expect(store.remove(name)).rejects.toMatchObject(notThere);
		}
		await store.sweep(Date.now() + 2 * HOUR_MS);
		expect(await readFile(secret, 'utf8')).toBe('secret');
	});

	it('may be the folder itself, which the administrator has put elsewhere', async () => {
		await mkdir(join(around, 'disk'));
		await mkdir(dirname(folder));
		await symlink(join(around, 'disk'), folder);
		expect(await bytesOf(await store.keep(photo(1)), 'picture')).toEqual(picture(1).bytes);
	});
});

describe('what a process left that was ended while it wrote', () => {
	it('is never read, and goes when it is old; all else stays', async () => {
		const name = await store.keep(photo(1));
		const [whole] = await everyFile();
		const other = nameOf(2);
		const room = dirname(whole!);
		const left = [
			join(room, `${other}.jpg.4711.0123456789ab.partial`),
			join(room, `${other}.thumbnail.jpg.4711.0123456789ab.partial`),
			join(room, `${other}.thumbnail.jpg`)
		];
		const strange = [join(room, 'notes.partial'), join(folder, `${other}.jpg.1.0123456789ab.partial`)];
		for (const path of [...left, ...strange]) await writeFile(path, 'half');
		await expect(store.read(other, 'picture')).rejects.toMatchObject(notThere);
		expect(await store.sweep(Date.now())).toBe(0);
		const old = (Date.now() - 2 * HOUR_MS) / 1000;
		for (const path of [...left, ...strange, ...(await everyFile())]) await utimes(path, old, old);
		expect(await store.sweep(Date.now())).toBe(3);
		expect(await everyFile()).toEqual([whole!, whole!.replace('.jpg', '.thumbnail.jpg'), ...strange].sort());
		expect(await bytesOf(name, 'picture')).toEqual(picture(1).bytes);
	});

	it('is nothing where there is no folder yet', async () => {
		expect(await store.sweep(Date.now())).toBe(0);
	});

	it('is nothing where writing failed', async () => {
		const name = nameOf(1);
		const room = join(folder, name.slice(0, 2), name.slice(2, 4));
		// A folder in the place of the file.
		await mkdir(join(room, `${name}.jpg`, 'x'), { recursive: true });
		await expect(store.keep(photo(1))).rejects.toMatchObject({ kind: 'photos-unwritable' });
		expect((await everyFile()).filter((path) => path.endsWith('.partial'))).toEqual([]);
	});
});

describe('a folder that cannot be used', () => {
	it('is named, where a file is in its place', async () => {
		await mkdir(dirname(folder));
		await writeFile(folder, '');
		await expect(store.keep(photo(1))).rejects.toMatchObject({
			kind: 'photos-unwritable',
			details: { reason: 'unwritable', folder, code: 'ENOTDIR' }
		});
	});

	it('is named, where nothing can be made', async () => {
		const nowhere = '/proc/self/photos';
		await expect(new PhotoStore(nowhere).keep(photo(1))).rejects.toMatchObject({
			kind: 'photos-unwritable',
			details: { reason: 'unwritable', folder: nowhere }
		});
	});

	it.each([
		['ENOSPC', 'full'],
		['EDQUOT', 'full'],
		['EROFS', 'unwritable'],
		['EACCES', 'unwritable']
	])('says whether it is the room that is missing (%s)', (code, reason) => {
		const error = Object.assign(new Error(code), { code });
		expect(unwritable(error, folder)).toMatchObject({
			kind: 'photos-unwritable',
			details: { reason, folder, code },
			cause: error
		});
	});

	it('is not blamed for what is no fault of it', () => {
		const error = new TypeError('of ours');
		expect(unwritable(error, folder)).toBe(error);
	});
});

describe('where photos are', () => {
	it.each([
		[{}, join(projectRoot(), '.data', 'photos')],
		[{ WANGGE_PHOTOS: '  ' }, join(projectRoot(), '.data', 'photos')],
		[{ WANGGE_PHOTOS: 'elsewhere' }, join(projectRoot(), 'elsewhere')],
		[{ WANGGE_PHOTOS: '/srv/photos' }, '/srv/photos']
	])('is said by %j', (environment, where) => {
		expect(photoFolder(environment)).toBe(where);
	});
});
