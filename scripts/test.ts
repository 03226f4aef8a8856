/**
 * npm test: every check and every test, on this machine as it is. What is missing (PostgreSQL with PostGIS, Chromium)
 * is installed where it may be; otherwise one line says what was left out and how to get it. With CI=true nothing may
 * be left out. A few files of tests of the running product that failed are run once more, by themselves, and what failed
 * the first time is named. Ends with "N passed, N failed[, N skipped]".
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../src/lib/server/db/root.ts';
import { buildWhereStale } from './setup/build.ts';
import { ensureChromium } from './setup/chromium.ts';
import { pgbouncerProgram } from './setup/pgbouncer.ts';
import { NoPostgis } from './setup/postgres-programs.ts';
import { startPostgis } from './setup/private-postgis.ts';
import { countsOf, runVitest, worthASecondRun, type FileRun, type Run } from './setup/vitest-run.ts';

const ci = process.env.CI === 'true';
const say = (line: string) => console.log(`» ${line}`);
process.chdir(projectRoot());
const total = { passed: 0, failed: 0, skipped: 0 };

if (!process.env.TEST_DATABASE_URL) {
	try {
		process.env.TEST_DATABASE_URL = await startPostgis(say);
	} catch (error) {
		if (!(error instanceof NoPostgis)) throw error;
		say(`服务器引擎的测试被跳过 (tests of the server engine are left out): ${error.message}`);
	}
}
if (process.env.TEST_DATABASE_URL && !pgbouncerProgram(say))
	say('连接池的测试被跳过 (tests of the pooler are left out): apt-get install pgbouncer');
const chromium = ensureChromium(say);
if (chromium) process.env.CHROMIUM = chromium;
else say('浏览器测试被跳过 (browser tests are left out): apt-get install chromium, or set CHROMIUM=/path');

// Side by side: each of them keeps one core busy.
await Promise.all([
	check('lint', ['eslint', '--max-warnings', '0', '.']),
	check('types', [
		'svelte-check',
		'--tsconfig',
		'./tsconfig.json',
		'--fail-on-warnings',
		'--output',
		'human'
	]),
	check('format', ['prettier', '--check', '--log-level', 'warn', '.'])
]);
say('build');
await buildWhereStale();
try {
	vitest();
} catch (error) {
	// It counts, and the closing line comes all the same.
	say(String(error));
	total.failed += 1;
}

if (ci && total.skipped > 0) {
	say(`${total.skipped} skipped, and in CI nothing may be`);
	total.failed += total.skipped;
}
console.log(
	`${total.passed} passed, ${total.failed} failed${total.skipped > 0 && !ci ? `, ${total.skipped} skipped` : ''}`
);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A tool that says yes or no counts as one test. What it says comes when it is done, not between what others say. */
async function check(name: string, command: string[]): Promise<void> {
	const tool = spawn('npx', ['--no-install', ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
	const said: Buffer[] = [];
	for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (part: Buffer) => said.push(part));
	const [status] = (await once(tool, 'close')) as [number | null];
	say(name);
	process.stdout.write(Buffer.concat(said));
	if (status === 0) total.passed += 1;
	else total.failed += 1;
}

function vitest(): void {
	const env = { ...process.env, NO_COLOR: ci ? '1' : process.env.NO_COLOR };
	say('tests');
	const first = runVitest([], env);
	const late = worthASecondRun(first.files);
	const again = late.length > 0 ? secondRun(late, env) : undefined;
	const { passed, failed, skipped } = countsOf(first.files, again?.files);
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
	// An unhandled error fails no test.
	if (!(again ?? first).wellEnded && total.failed === 0) total.failed += 1;
}

function secondRun(late: FileRun[], env: NodeJS.ProcessEnv): Run {
	for (const { path, failures } of late)
		for (const name of failures) say(`once more, alone: ${path}: ${name}`);
	return runVitest(
		late.map(({ path }) => path),
		env
	);
}
