/**
 * npm run mutation [-- part of a name]: weakens each guard by itself in a copy of the project, and runs the tests that
 * must notice. What is weakened in row-level security is part of the tests (tests/db/fence). Takes about a minute for
 * each. Exit 1 where one was not noticed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/server/db/root.ts';
import type { Mutant } from './mutation/mutant.ts';
import { MUTANTS } from './mutation/mutants.ts';
import { startPostgis } from './setup/private-postgis.ts';

const root = projectRoot();
const wanted = process.argv[2] ?? '';
const copy = mkdtempSync(join(tmpdir(), 'wangge-mutation-'));
process.env.TEST_DATABASE_URL ??= await startPostgis((line) => console.error(line));
try {
	cpSync(root, copy, {
		recursive: true,
		filter: (path) => !/^\/(node_modules|build|\.git|\.data)(\/|$)/.test(path.slice(root.length))
	});
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	let unnoticed = 0;
	for (const mutant of MUTANTS.filter(({ name }) => name.includes(wanted))) {
		const noticed = isNoticed(mutant);
		if (!noticed) unnoticed += 1;
		console.log(`${noticed ? 'noticed    ' : 'NOT NOTICED'}  ${mutant.name} (${mutant.file})`);
	}
	console.log(unnoticed === 0 ? 'every weakened guard was noticed' : `${unnoticed} not noticed`);
	process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
	rmSync(copy, { recursive: true, force: true });
}

function isNoticed({ name, file, guard, weakened, tests }: Mutant): boolean {
	const path = join(copy, file);
	const whole = readFileSync(path, 'utf8');
	if (whole.split(guard).length !== 2) throw new Error(`${name}: the guard does not stand in ${file} once`);
	writeFileSync(
		path,
		whole.replace(guard, () => weakened)
	);
	try {
		const { status } = spawnSync('npx', ['--no-install', 'vitest', 'run', '--bail', '1', ...tests], {
			cwd: copy,
			stdio: 'ignore',
			env: { ...process.env, WANGGE_ROOT: copy }
		});
		return status !== 0;
	} finally {
		writeFileSync(path, whole);
	}
}
