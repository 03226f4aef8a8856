import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { projectRoot } from '../root.ts';
import { cacheFolder, versionKey } from './cache.ts';

const BLOCK = 512;

/** Of the bundle of pglite-postgis: the library, the extension's own files, and the data of PROJ. */
const NEEDED =
	/^(lib\/postgresql\/postgis-3\.so|share\/postgresql\/extension\/postgis(\.control|--\d[\d.]*\.sql)|share\/proj\/.*)$/;

/**
 * The PostGIS bundle without raster, topology and geocoder, which nothing of ours uses: the engine compiles every
 * library that it finds in it at each start, and those two are two thirds of the time and of the memory. Made
 * once and kept in the cache; undefined where the cache cannot be written (then the full one serves).
 */
export async function leanBundle(): Promise<string | undefined> {
	const place = join(cacheFolder(), `postgis-${versionKey()}.tar.gz`);
	if (existsSync(place)) return place;
	const full = join(
		projectRoot(),
		'node_modules',
		'@electric-sql',
		'pglite-postgis',
		'dist',
		'postgis.tar.gz'
	);
	const lean = filterTar(await promisify(gunzip)(await readFile(full)), NEEDED);
	const partial = `${place}.${process.pid}.${randomBytes(4).toString('hex')}.partial`;
	try {
		await mkdir(dirname(place), { recursive: true });
		await writeFile(partial, await promisify(gzip)(lean, { level: constants.Z_BEST_SPEED }));
		await rename(partial, place);
		return place;
	} catch (error) {
		await rm(partial, { force: true });
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return undefined;
		throw error;
	}
}

/** The entries of a tar whose names match, byte for byte. */
export function filterTar(tar: Buffer, wanted: RegExp): Buffer {
	const kept: Buffer[] = [];
	for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
		const text = (from: number, length: number) =>
			tar.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
		const size = parseInt(text(124, 12).trim() || '0', 8);
		const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
		const prefix = text(345, 155);
		const name = (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)).replace(/^\.\//, '');
		if (wanted.test(name)) kept.push(tar.subarray(at, end));
		at = end;
	}
	return Buffer.concat([...kept, Buffer.alloc(2 * BLOCK)]);
}
