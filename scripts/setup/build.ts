import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isWanggeError } from '../../src/lib/domain/errors.ts';
import { takeLock, type FolderLock } from '../../src/lib/server/db/engine/lock.ts';
import { projectRoot } from '../../src/lib/server/db/root.ts';

/** What a build needs, and half as much again. */
const BUILD_HEAP_MB = 1024;
const POLL_MS = 500;
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
	const lock = await turn(join(root, '.svelte-kit', 'build.lock'));
	try {
		// Whoever came before has built it.
		if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return;
		await build(root);
		mkdirSync(join(root, 'build'), { recursive: true });
		writeFileSync(mark, sources);
	} finally {
		lock.release();
	}
}

/** Two that build into one folder at once would each take away what the other needs. */
async function turn(file: string): Promise<FolderLock> {
	for (;;)
		try {
			return takeLock(file);
		} catch (error) {
			if (!isWanggeError(error, 'engine-locked')) throw error;
			await pause(POLL_MS);
		}
}

/**
 * In a process of its own: the gigabyte that a build takes goes back when it ends, instead of staying with the server.
 * Vite builds for whatever NODE_ENV says: a test runner's "test" would leave a development build behind.
 */
async function build(root: string): Promise<void> {
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const builder = spawn(
		process.execPath,
		[`--max-old-space-size=${BUILD_HEAP_MB}`, vite, 'build', '--logLevel', 'warn'],
		{ cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } }
	);
	const [code, signal] = (await once(builder, 'exit')) as [number | null, NodeJS.Signals | null];
	if (code !== 0) throw new Error(`the page could not be built (vite build: ${signal ?? code})`);
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
