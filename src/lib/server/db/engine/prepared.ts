import { randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { cacheFolder, EXTENSIONS, versionKey } from './cache.ts';
import { Engine } from './engine.ts';
import { EngineStream } from './stream.ts';

/**
 * Sees to it that `folder` is a data folder with PostGIS in it. Making one takes many seconds, so it is made once
 * for each version of the engine's packages, kept under node_modules/.cache/wangge/ and copied from there. Both
 * are built beside their place and renamed, so that a half-written one is never met.
 */
export async function prepareFolder(folder: string, durable: boolean): Promise<void> {
	if (existsSync(join(folder, 'PG_VERSION'))) return;
	await placeFolder(await preparedFolder(), folder, durable);
}

/** Copies a data folder that no engine has open to a new place. */
export async function placeFolder(from: string, to: string, durable: boolean): Promise<void> {
	await mkdir(dirname(to), { recursive: true });
	const partial = join(
		dirname(to),
		`.${basename(to)}.${process.pid}.${randomBytes(4).toString('hex')}.partial`
	);
	try {
		await copyTree(from, partial);
		if (durable) syncTree(partial);
		await rm(to, { recursive: true, force: true });
		await rename(partial, to);
		if (durable) syncOne(dirname(to));
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	}
}

/** The prepared data folder of this version of the engine; made if it is not there. Never opened itself. */
export async function preparedFolder(): Promise<string> {
	const place = join(cacheFolder(), `engine-${versionKey()}`);
	if (existsSync(join(place, 'PG_VERSION'))) return place;
	const partial = `${place}.${process.pid}.${randomBytes(4).toString('hex')}.partial`;
	await mkdir(partial, { recursive: true });
	try {
		const engine = await Engine.open({ folder: partial, durable: false });
		try {
			await createExtensions(engine);
		} finally {
			await engine.close();
		}
		await rename(partial, place).catch((error: NodeJS.ErrnoException) => {
			// Another process was quicker.
			if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
		});
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
	return place;
}

async function createExtensions(engine: Engine): Promise<void> {
	const client = new pg.Client({
		stream: () => new EngineStream(engine, { timeoutMs: 0 }),
		user: 'postgres'
	});
	await client.connect();
	for (const extension of EXTENSIONS) await client.query(`create extension if not exists ${extension}`);
	await client.query('vacuum analyze');
	await client.end();
}

/** A thousand small files: side by side, some eight times as fast as fs.cp, which does one after another. */
async function copyTree(from: string, to: string): Promise<void> {
	await mkdir(to, { mode: 0o700 });
	const entries = await readdir(from, { withFileTypes: true });
	await Promise.all(
		entries.map((entry) => {
			const [source, place] = [join(from, entry.name), join(to, entry.name)];
			return entry.isDirectory()
				? copyTree(source, place)
				: copyFile(source, place, constants.COPYFILE_FICLONE);
		})
	);
}

function syncTree(folder: string): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) syncTree(path);
		else if (entry.isFile()) syncOne(path);
	}
	syncOne(folder);
}

function syncOne(path: string): void {
	if (process.platform === 'win32') return; // a folder cannot be opened there, and files are written through
	const file = openSync(path, 'r');
	try {
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}
