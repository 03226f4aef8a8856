import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { WanggeError } from '../../domain/errors.ts';

/**
 * The project's root: WANGGE_ROOT, else the nearest folder upwards of the working directory whose
 * package.json is named wangge. SQL files and the engine's worker are read from there at run time, because a
 * bundle knows only its own place.
 */
export function projectRoot(from: string = process.cwd()): string {
	const set = process.env.WANGGE_ROOT;
	if (set) return resolve(set);
	for (let folder = resolve(from); ; folder = dirname(folder)) {
		if (isRoot(folder)) return folder;
		if (dirname(folder) === folder) break;
	}
	throw new WanggeError('internal', { from }, `no package.json named wangge at or above ${from}`);
}

function isRoot(folder: string): boolean {
	const file = join(folder, 'package.json');
	if (!existsSync(file)) return false;
	try {
		return (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'wangge';
	} catch {
		return false;
	}
}
