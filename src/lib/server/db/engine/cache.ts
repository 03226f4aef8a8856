import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';

/** Extensions that every database of ours has. */
export const EXTENSIONS = ['postgis', 'btree_gist'] as const;

/** Counts up when what is prepared changes without a change of a package's version. */
const FORM = 1;

/** node_modules/.cache/wangge: what can be made again at any time. */
export function cacheFolder(): string {
	return join(projectRoot(), 'node_modules', '.cache', 'wangge');
}

/** Short hash of what the prepared folder depends on. */
export function versionKey(): string {
	const version = (name: string) =>
		(
			JSON.parse(readFileSync(join(projectRoot(), 'node_modules', name, 'package.json'), 'utf8')) as {
				version: string;
			}
		).version;
	const parts = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'].map(version);
	return createHash('sha256')
		.update(JSON.stringify([FORM, ...parts, ...EXTENSIONS]))
		.digest('hex')
		.slice(0, 12);
}
