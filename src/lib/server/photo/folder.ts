/** Folders that nobody but their owner reads, and what is said when they cannot be used. */
import { lstat, mkdir, open, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WanggeError } from '../../domain/errors.ts';
import type { PhotosUnwritable } from '../../domain/photo/refusal.ts';

const OWNER_ONLY = 0o700;
const FULL = ['ENOSPC', 'EDQUOT'];
/** Folders cannot be opened there. */
const WINDOWS = process.platform === 'win32';

/**
 * With all above it that is missing. Not by mkdir's own recursion, which tries for ever where a folder is there and
 * nothing can be made in it (/proc).
 */
export async function makeFolder(path: string): Promise<void> {
	try {
		await makeOne(path);
	} catch (error) {
		if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
		await makeFolder(dirname(path));
		await makeOne(path);
	}
}

async function makeOne(path: string): Promise<void> {
	try {
		await mkdir(path, OWNER_ONLY);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return;
		throw error;
	}
	await syncFolder(dirname(path));
}

/** So that what was named, or is named no more, in a folder is so on the disk. */
export async function syncFolder(path: string): Promise<void> {
	if (WINDOWS) return;
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}

/** A folder itself, and no link to one. @throws Error with its code where there is nothing */
export const isFolder = async (path: string): Promise<boolean> => (await lstat(path)).isDirectory();

/** Names in a folder, of folders or of files, without links; none where there is no such folder. */
export async function namesIn(path: string, kind: 'folders' | 'files'): Promise<string[]> {
	try {
		const found = await readdir(path, { withFileTypes: true });
		return found
			.filter((one) => (kind === 'folders' ? one.isDirectory() : one.isFile()))
			.map(({ name }) => name);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return [];
		throw error;
	}
}

export const codeOf = (error: unknown): string | undefined =>
	(error as NodeJS.ErrnoException | undefined)?.code;

/** What the system says when it keeps nothing, as an error of ours; what is not of the system stays as it is. */
export function unwritable(error: unknown, folder: string): unknown {
	const code = codeOf(error);
	if (error instanceof WanggeError || code === undefined) return error;
	const details: PhotosUnwritable = { reason: FULL.includes(code) ? 'full' : 'unwritable', folder, code };
	return new WanggeError('photos-unwritable', { ...details }, undefined, { cause: error });
}
