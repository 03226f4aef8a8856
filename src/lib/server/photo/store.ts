/**
 * Photos as files, beside the database. Each has the name of what is in it, the SHA-256 of its picture: the same photo is
 * there once. A file is seen whole or not at all, and is on the disk before its name is told.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { WanggeError } from '../../domain/errors.ts';
import { codeOf, isFolder, makeFolder, namesIn, syncFolder, unwritable } from './folder.ts';
import type { Photo } from './reading.ts';

const OWNER_ONLY = 0o600;
const NAME = /^[0-9a-f]{64}$/;
const ROOM = /^[0-9a-f]{2}$/;
const ENDINGS = { picture: '.jpg', thumbnail: '.thumbnail.jpg' } as const;
const PARTIAL = /^[0-9a-f]{64}(\.thumbnail)?\.jpg\.[0-9]+\.[0-9a-f]{12}\.partial$/;
/** Nobody writes at one file for so long, ms. */
const LEFT_MS = 3_600_000;
const PIECE_BYTES = 64 * 1024;
/** Links are not followed; Windows knows no such flag. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

export type PhotoSize = keyof typeof ENDINGS;

export interface StoredPicture {
	/** JPEG. Whoever does not read it to its end cancels it, or a file stays open. */
	stream: ReadableStream<Uint8Array>;
	/** Bytes. */
	length: number;
}

export class PhotoStore {
	readonly #folder: string;

	/** @param folder made at first need; it may be a link itself */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/**
	 * Keeps a photo. What is there already is written once more: it may not be on the disk yet, or be about to be removed.
	 * @returns its name, 64 hex digits
	 * @throws WanggeError photos-unwritable (PhotosUnwritable)
	 */
	async keep({ picture, thumbnail }: Pick<Photo, 'picture' | 'thumbnail'>): Promise<string> {
		const name = createHash('sha256').update(picture.bytes).digest('hex');
		try {
			const rooms = this.#rooms(name);
			for (const room of rooms) {
				await makeFolder(room);
				if (!(await isFolder(room))) throw notFollowed(room);
			}
			// In this order: where a picture is, its thumbnail is.
			await put([
				{ path: this.#path(name, 'thumbnail'), bytes: thumbnail.bytes },
				{ path: this.#path(name, 'picture'), bytes: picture.bytes }
			]);
			// Also those that another has made just now.
			await Promise.all([this.#folder, ...rooms].map(syncFolder));
		} catch (error) {
			throw unwritable(error, this.#folder);
		}
		return name;
	}

	/** @throws WanggeError not-found { what: 'photo' }, also for what is no name of a photo */
	async read(name: string, size: PhotoSize): Promise<StoredPicture> {
		let file: FileHandle | undefined;
		try {
			await this.#enter(name);
			file = await open(this.#path(name, size), READ);
			const about = await file.stat();
			if (!about.isFile()) throw notThere();
			return { stream: streamOf(file), length: about.size };
		} catch (error) {
			await file?.close();
			throw isNothing(error) ? notThere() : error;
		}
	}

	/**
	 * Whoever calls it knows that nobody refers to the photo, and lets nobody keep the same meanwhile.
	 * @returns whether it was there
	 * @throws WanggeError not-found { what: 'photo' } for what is no name of a photo; photos-unwritable
	 */
	async remove(name: string): Promise<boolean> {
		try {
			await this.#enter(name);
			await rm(this.#path(name, 'thumbnail'), { force: true });
			// Last, so that after a crash it is still known what to remove.
			await rm(this.#path(name, 'picture'));
			await syncFolder(this.#rooms(name)[1]);
			return true;
		} catch (error) {
			if (NAME.test(name) && isNothing(error)) return false;
			throw unwritable(error, this.#folder);
		}
	}

	/**
	 * Removes what processes that were ended while they wrote have left, and nothing else, whatever lies in the folder.
	 * @param now ms since 1970
	 * @returns how many files
	 * @throws WanggeError photos-unwritable
	 */
	async sweep(now: number): Promise<number> {
		let count = 0;
		try {
			for (const room of await this.#everyRoom()) {
				const names = await namesIn(room, 'files');
				for (const name of names.filter((one) => isLeft(one, names))) {
					const path = join(room, name);
					const about = await stat(path).catch(() => undefined);
					if (!about || now - about.mtimeMs < LEFT_MS) continue;
					await rm(path, { force: true });
					count += 1;
				}
			}
		} catch (error) {
			throw unwritable(error, this.#folder);
		}
		return count;
	}

	async #everyRoom(): Promise<string[]> {
		const found: string[] = [];
		const roomsIn = async (folder: string) =>
			(await namesIn(folder, 'folders')).filter((name) => ROOM.test(name)).map((name) => join(folder, name));
		for (const room of await roomsIn(this.#folder)) found.push(...(await roomsIn(room)));
		return found;
	}

	/** @throws WanggeError not-found where there is no way to such a file that stays in the folder */
	async #enter(name: string): Promise<void> {
		if (!NAME.test(name)) throw notThere();
		for (const room of this.#rooms(name)) if (!(await isFolder(room))) throw notThere();
	}

	/** The folders of a photo, the outer one first. */
	#rooms(name: string): [string, string] {
		const outer = join(this.#folder, name.slice(0, 2));
		return [outer, join(outer, name.slice(2, 4))];
	}

	#path(name: string, size: PhotoSize): string {
		return join(this.#rooms(name)[1], `${name}${ENDINGS[size]}`);
	}
}

/** Begun beside their places, and brought there one after the other when all are whole and on the disk. */
async function put(files: readonly { path: string; bytes: Uint8Array }[]): Promise<void> {
	const begun = files.map(({ path, bytes }) => {
		const partial = `${path}.${process.pid}.${randomBytes(6).toString('hex')}.partial`;
		return { path, bytes, partial };
	});
	try {
		const written = await Promise.allSettled(begun.map(({ partial, bytes }) => write(partial, bytes)));
		for (const one of written) if (one.status === 'rejected') throw one.reason;
		for (const { partial, path } of begun) await rename(partial, path);
	} catch (error) {
		for (const { partial } of begun) await rm(partial, { force: true }).catch(() => undefined);
		throw error;
	}
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path, 'wx', OWNER_ONLY);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** A file that was begun, or a thumbnail whose picture never came. */
function isLeft(name: string, names: readonly string[]): boolean {
	if (PARTIAL.test(name)) return true;
	const photo = name.endsWith(ENDINGS.thumbnail) ? name.slice(0, -ENDINGS.thumbnail.length) : '';
	return NAME.test(photo) && !names.includes(`${photo}${ENDINGS.picture}`);
}

/** Piece by piece as it is asked for; the file is closed at its end, at an error, or when nobody wants more. */
const streamOf = (file: FileHandle): ReadableStream<Uint8Array> =>
	new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const piece = new Uint8Array(PIECE_BYTES);
				try {
					const { bytesRead } = await file.read(piece, 0, PIECE_BYTES);
					if (bytesRead > 0) return controller.enqueue(piece.subarray(0, bytesRead));
				} catch (error) {
					await file.close();
					throw error;
				}
				await file.close();
				controller.close();
			},
			cancel: () => file.close()
		},
		{ highWaterMark: 0 }
	);

/** No such file, or on the way to it something that is no folder, or a link. */
const isNothing = (error: unknown) => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '');

const notThere = () => new WanggeError('not-found', { what: 'photo' });

const notFollowed = (path: string) => Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });
