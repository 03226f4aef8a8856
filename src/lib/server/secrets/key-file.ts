/**
 * The file of keys for an installation that is given none: one a line, newest first, for nobody but its owner. It is
 * never seen half-written, and what was put into it is on the disk.
 */
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	fstatSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { embeddedFolder, takeLock, type FolderLock } from '../db/index.ts';
import { newKey } from './keys.ts';

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;
/** Folders cannot be opened there, and modes say nothing. */
const WINDOWS = process.platform === 'win32';

/** Beside the embedded database's folder, also where a server is used. */
export const keyFile = (): string => join(dirname(embeddedFolder()), 'keys');

/**
 * Its keys as text, newest first. Where there is no file, it is made with a random key: of processes that do so at once
 * all get the same.
 * @throws WanggeError keys-exposed { file, mode } when others than its owner may use it
 */
export function readKeyFile(file: string): string[] {
	for (;;) {
		const texts = read(file);
		if (texts) return texts;
		make(file);
	}
}

/** Puts other keys into the file. */
export type Put = (texts: readonly string[]) => void;

/**
 * Does what changes the file; meanwhile nobody else does.
 * @throws WanggeError conflict { field: 'keys', file, pid } when another process is at it; keys-exposed
 */
export async function changeKeyFile<T>(
	file: string,
	work: (texts: string[], put: Put) => Promise<T>
): Promise<T> {
	const lock = takeTurn(file);
	try {
		return await work(readKeyFile(file), (texts) => {
			renameSync(written(file, texts), file);
			syncFolder(file);
		});
	} finally {
		lock.release();
	}
}

function takeTurn(file: string): FolderLock {
	try {
		return takeLock(`${file}.lock`);
	} catch (error) {
		if (isWanggeError(error, 'engine-locked'))
			throw new WanggeError('conflict', { field: 'keys', file, pid: error.details.pid });
		throw error;
	}
}

function read(file: string): string[] | undefined {
	let opened: number;
	try {
		opened = openSync(file, 'r');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	try {
		const { mode } = fstatSync(opened);
		if (!WINDOWS && mode & OTHERS) throw exposed(file, mode);
		return readFileSync(opened, 'utf8').split(/\s+/).filter(Boolean);
	} finally {
		closeSync(opened);
	}
}

function make(file: string): void {
	mkdirSync(dirname(file), { recursive: true });
	const mine = written(file, [newKey()]);
	try {
		// Unlike a rename, a link takes no place that is taken.
		linkSync(mine, file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(mine);
	}
	syncFolder(file);
}

/** A file beside it with these keys, to be brought to its place. */
function written(file: string, texts: readonly string[]): string {
	const beside = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		writeFileSync(beside, texts.map((text) => `${text}\n`).join(''), {
			mode: OWNER_ONLY,
			flag: 'wx',
			flush: true
		});
	} catch (error) {
		rmSync(beside, { force: true });
		throw error;
	}
	return beside;
}

function syncFolder(file: string): void {
	if (WINDOWS) return;
	const folder = openSync(dirname(file), 'r');
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}

function exposed(file: string, fileMode: number): WanggeError {
	const mode = (fileMode & 0o777).toString(8);
	return new WanggeError('keys-exposed', { file, mode }, `${file} has mode ${mode}: wanted is 600`);
}
