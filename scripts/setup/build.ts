import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/server/db/root.ts';

const READ_BY_BUILD = [
	'src',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];

/**
 * Builds the product into build/ where its sources have changed since the last build.
 * @param onBuild is told before a build begins, since it takes half a minute.
 */
export async function buildWhereStale(onBuild: () => void = () => undefined): Promise<void> {
	const root = projectRoot();
	const mark = join(root, 'build', '.sources');
	const sources = fingerprint(root);
	if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
	onBuild();
	const { build } = await import('vite');
	// Vite builds for whatever NODE_ENV says: a test runner's "test" would leave a development build behind.
	const before = process.env.NODE_ENV;
	process.env.NODE_ENV = 'production';
	await build({ root, mode: 'production', logLevel: 'warn' });
	if (before === undefined) delete process.env.NODE_ENV;
	else process.env.NODE_ENV = before;
	mkdirSync(join(root, 'build'), { recursive: true });
	writeFileSync(mark, sources);
}

/** Digest of the names and contents of everything that the build reads. */
function fingerprint(root: string): string {
	const hash = createHash('sha256');
	const look = (path: string) => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) {
			for (const name of readdirSync(path).sort()) look(join(path, name));
		} else if (!path.endsWith('.test.ts')) hash.update(path.slice(root.length)).update(readFileSync(path));
	};
	for (const name of READ_BY_BUILD) look(join(root, name));
	return hash.digest('hex');
}
