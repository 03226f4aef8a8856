/**
 * Finished tiles as files, so that they outlast a restart. One file for each tile, of the last content only; several
 * processes may share the folder. Nothing here ever fails a request: a disk that cannot be read or written costs work,
 * no more.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import pino from 'pino';
import { WanggeError } from '../../domain/errors.ts';
import { projectRoot } from '../db/index.ts';
import type { Tile } from './service.ts';

const DEFAULT_BYTES = 512 * 1024 * 1024;
/** A file begins with this, then comes the SHA-256 of the rest. */
const MAGIC = Buffer.from('WANGGE T1\n');
const DIGEST_BYTES = 32;
/** A small file takes a whole block of the disk. */
const BLOCK = 4096;
/** When the bound is reached, so much is left: removing costs a look at every file. */
const LEFT = 0.9;
/** Own writes, as a share of the bound, after which it is time to see what other processes have written. */
const LOOK_AFTER = 0.05;
/** When writing has failed, one of so many is still tried: a full disk may become free. */
const TRIED_OF_FAILED = 64;
/** What is used has its time moved on when it is older than this, in ms. */
const USED_MS = 3_600_000;
const PARTIAL = '.partial';

export interface TileFilesOptions {
	folder: string;
	/** Highest sum of sizes. */
	mostBytes: number;
	/** Where it is said, once, that the folder cannot be used. */
	warn?: (details: object, message: string) => void;
	/** Milliseconds since 1970; for what was used last. */
	clock?: () => number;
}

/**
 * Folder and size from the environment: WANGGE_TILE_FOLDER (.data/tiles in the project's root), WANGGE_TILE_BYTES
 * (536,870,912; 0 keeps no files).
 * @returns undefined when no files are wanted
 * @throws WanggeError invalid { field: 'WANGGE_TILE_BYTES' } when it is not a whole number
 */
export function tileFilesSetting(
	environment: Record<string, string | undefined> = process.env
): { folder: string; mostBytes: number } | undefined {
	const said = environment.WANGGE_TILE_BYTES?.trim() || String(DEFAULT_BYTES);
	if (!/^[0-9]{1,15}$/.test(said)) throw new WanggeError('invalid', { field: 'WANGGE_TILE_BYTES' });
	if (Number(said) === 0) return undefined;
	const folder = environment.WANGGE_TILE_FOLDER?.trim() || join('.data', 'tiles');
	return {
		folder: isAbsolute(folder) ? folder : join(projectRoot(), folder),
		mostBytes: Number(said)
	};
}

export class TileFiles {
	readonly #folder: string;
	readonly #mostBytes: number;
	readonly #warn: (details: object, message: string) => void;
	readonly #clock: () => number;
	readonly #writing = new Set<Promise<void>>();
	#warned = false;
	#failed = 0;
	/** Bytes in the folder as far as this process knows; undefined until it has looked. */
	#bytes: number | undefined;
	#sinceLook = 0;
	/** Bytes that are being written. */
	#underway = 0;
	#looking: Promise<void> | undefined;

	constructor({ folder, mostBytes, warn, clock = Date.now }: TileFilesOptions) {
		this.#folder = folder;
		this.#mostBytes = mostBytes;
		this.#clock = clock;
		const log = pino({ name: 'tiles', level: process.env.LOG_LEVEL ?? 'info' });
		this.#warn = warn ?? ((details, message) => log.warn(details, message));
	}

	/**
	 * The kept tile, if there is one that was made from the same.
	 * @param name the tile's address and its database
	 * @param seal what it was made from
	 * @returns undefined also when the file is torn, or cannot be read
	 */
	async read(name: string, seal: string): Promise<Tile | undefined> {
		const path = this.#path(name);
		let content: Buffer;
		try {
			content = await readFile(path);
		} catch (error) {
			if (codeOf(error) !== 'ENOENT') this.#fail(error);
			return undefined;
		}
		const found = unpack(content);
		if (!found || found.name !== name || found.seal !== seal) return undefined;
		this.#follow(this.#touch(path));
		return found.tile;
	}

	/** Keeps a tile, in place of what was kept of it. Returns at once. */
	write(name: string, seal: string, tile: Tile): void {
		if (this.#failed > 0 && this.#failed++ % TRIED_OF_FAILED !== 0) return;
		this.#follow(this.#put(this.#path(name), pack(name, seal, tile)));
	}

	/** When all that was begun is on the disk, or has failed. */
	async settled(): Promise<void> {
		while (this.#writing.size > 0) await Promise.all(this.#writing);
	}

	#follow(work: Promise<void>): void {
		const followed = work
			.catch((error: unknown) => this.#fail(error))
			.finally(() => this.#writing.delete(followed));
		this.#writing.add(followed);
	}

	async #put(path: string, content: Buffer): Promise<void> {
		const size = sizeOnDisk(content.byteLength);
		if (size > this.#mostBytes || !(await this.#takeRoom(size))) return;
		const partial = `${path}.${process.pid}.${randomBytes(6).toString('hex')}${PARTIAL}`;
		try {
			await makeFolder(dirname(path));
			const file = await open(partial, 'wx');
			try {
				await file.writeFile(content);
			} finally {
				await file.close();
			}
			await rename(partial, path);
			this.#failed = 0;
		} catch (error) {
			await rm(partial, { force: true }).catch(() => undefined);
			this.#bytes = undefined;
			throw error;
		} finally {
			this.#underway -= size;
		}
	}

	/** Counts a file in before it is written, so that many at once keep to the bound as well. */
	async #takeRoom(size: number): Promise<boolean> {
		const isRoom = () => this.#bytes !== undefined && this.#bytes + size <= this.#mostBytes;
		while (this.#looking) await this.#looking;
		const due = this.#sinceLook > this.#mostBytes * LOOK_AFTER;
		if (due || !isRoom()) {
			this.#looking = this.#look(size).finally(() => (this.#looking = undefined));
			await this.#looking;
		}
		// Others may have been quicker: this tile is then kept another time.
		if (!isRoom()) return false;
		this.#bytes! += size;
		this.#underway += size;
		this.#sinceLook += size;
		return true;
	}

	/** Sees what there is, and removes what was used longest ago until there is room. */
	async #look(wanted: number): Promise<void> {
		const files = await this.#files();
		let bytes = files.reduce((sum, file) => sum + file.size, 0);
		if (bytes + wanted > this.#mostBytes) {
			files.sort((a, b) => a.used - b.used);
			for (const file of files) {
				if (bytes + wanted <= this.#mostBytes * LEFT) break;
				// Another process may have removed it already: gone either way.
				await rm(file.path, { force: true });
				bytes -= file.size;
			}
		}
		this.#bytes = bytes + this.#underway;
		this.#sinceLook = 0;
	}

	async #files(): Promise<{ path: string; size: number; used: number }[]> {
		const files = [];
		for (const room of await namesIn(this.#folder)) {
			// Nothing but what is ours is looked at: the folder may have been set to one with other things in it.
			if (!/^[0-9a-f]{2}$/.test(room)) continue;
			for (const name of await namesIn(join(this.#folder, room))) {
				if (!/^[0-9a-f]{62}\.tile(\.[0-9]+\.[0-9a-f]{12}\.partial)?$/.test(name)) continue;
				const path = join(this.#folder, room, name);
				const known = await stat(path).catch(() => undefined);
				if (!known) continue;
				const left = name.endsWith(PARTIAL) && this.#clock() - known.mtimeMs > USED_MS;
				// Left by a process that was ended while it wrote.
				if (left) await rm(path, { force: true });
				else files.push({ path, size: sizeOnDisk(known.size), used: known.mtimeMs });
			}
		}
		return files;
	}

	async #touch(path: string): Promise<void> {
		const known = await stat(path).catch(() => undefined);
		const now = this.#clock();
		// In a folder that is only read, nothing needs to be known about use.
		if (known && now - known.mtimeMs > USED_MS)
			await utimes(path, now / 1000, now / 1000).catch(() => undefined);
	}

	#path(name: string): string {
		const hash = createHash('sha256').update(name).digest('hex');
		return join(this.#folder, hash.slice(0, 2), `${hash.slice(2)}.tile`);
	}

	#fail(error: unknown): void {
		this.#failed ||= 1;
		if (this.#warned) return;
		this.#warned = true;
		const reason = error instanceof Error ? error.message : String(error);
		this.#warn(
			{ folder: this.#folder, reason },
			'tiles cannot be kept as files; they are made anew each time'
		);
	}
}

function pack(name: string, seal: string, { etag, body }: Tile): Buffer {
	const head = Buffer.from(`${JSON.stringify({ name, seal, etag, empty: body === null })}\n`);
	const rest = Buffer.concat([head, body ?? new Uint8Array()]);
	return Buffer.concat([MAGIC, createHash('sha256').update(rest).digest(), rest]);
}

/** @returns undefined for anything that was not packed here, whole. */
function unpack(content: Buffer): { name: string; seal: string; tile: Tile } | undefined {
	const start = MAGIC.byteLength + DIGEST_BYTES;
	if (!content.subarray(0, MAGIC.byteLength).equals(MAGIC)) return undefined;
	const rest = content.subarray(start);
	const said = content.subarray(MAGIC.byteLength, start);
	if (!createHash('sha256').update(rest).digest().equals(said)) return undefined;
	const end = rest.indexOf('\n');
	const { name, seal, etag, empty } = JSON.parse(rest.subarray(0, end).toString()) as {
		name: string;
		seal: string;
		etag: string;
		empty: boolean;
	};
	return { name, seal, tile: { etag, body: empty ? null : new Uint8Array(rest.subarray(end + 1)) } };
}

async function namesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return [];
		throw error;
	}
}

/** Not by mkdir's own recursion, which tries for ever where a folder is there and nothing can be made in it (/proc). */
async function makeFolder(path: string): Promise<void> {
	const attempt = () =>
		mkdir(path).catch((error: unknown) => {
			if (codeOf(error) !== 'EEXIST') throw error;
		});
	try {
		await attempt();
	} catch (error) {
		if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
		await makeFolder(dirname(path));
		await attempt();
	}
}

const sizeOnDisk = (bytes: number) => Math.ceil(bytes / BLOCK) * BLOCK;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;
