import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from '../../src/lib/server/db/root.ts';

const root = projectRoot();

/** Files that git knows or would take, by path from the root. */
export function files(...patterns: RegExp[]): string[] {
	const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8'
	});
	return [...new Set(listed.split('\n'))]
		.filter(Boolean)
		.filter((file) => patterns.some((pattern) => pattern.test(file)))
		.filter((file) => text(file) !== undefined);
}

/** Text of a file; undefined when it has been removed and git does not know yet. */
export function text(file: string): string | undefined {
	try {
		return readFileSync(join(root, file), 'utf8');
	} catch {
		return undefined;
	}
}

export const TEST_FILE = /\.test\.ts$/;

/** Modules that a file imports (static, dynamic, re-export), resolved to paths from the root where they are ours. */
export function imports(file: string): string[] {
	const source = text(file) ?? '';
	const found = source.matchAll(
		/(?:\bimport\s+(?:type\s+)?(?:[\w*{}\s,$]+\s+from\s+)?|\bexport\s+(?:type\s+)?[\w*{}\s,$]+\s+from\s+|\bimport\()\s*['"]([^'"]+)['"]/g
	);
	return [...found].map(([, module]) => located(file, module!));
}

function located(file: string, module: string): string {
	if (module.startsWith('.')) return relative(root, resolve(root, dirname(file), module));
	if (module.startsWith('$lib/')) return module.replace('$lib/', 'src/lib/');
	return module;
}
