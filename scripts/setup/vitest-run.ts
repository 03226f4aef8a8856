import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

interface VitestReport {
	testResults: {
		name: string;
		status: string;
		assertionResults: { status: string; fullName: string }[];
	}[];
}

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** What a file of tests came to. A file that could not be loaded has no tests to fail, and counts as one failure. */
export interface FileRun extends Counts {
	/** From the project's root. */
	path: string;
	/** Full names of the tests that failed. */
	failures: string[];
}

export interface Run {
	files: FileRun[];
	/** That the runner itself ended well; an unhandled error fails no test. */
	wellEnded: boolean;
}

/**
 * Runs vitest in the present folder, whole or some files of it, and reads its report.
 * @throws Error where the runner left no report
 */
export function runVitest(files: readonly string[], env: NodeJS.ProcessEnv): Run {
	const folder = mkdtempSync(join(tmpdir(), 'wangge-test-'));
	const file = join(folder, 'report.json');
	const arguments_ = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...files];
	try {
		const { status } = spawnSync('npx', ['--no-install', 'vitest', ...arguments_], { stdio: 'inherit', env });
		const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
		return { files: report.testResults.map(fileRun), wellEnded: status === 0 };
	} catch (error) {
		throw new Error('the test runner left no report', { cause: error });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function fileRun({ name, status, assertionResults }: VitestReport['testResults'][number]): FileRun {
	const failures = assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName);
	const passed = assertionResults.filter((one) => one.status === 'passed').length;
	if (status === 'failed' && failures.length === 0) failures.push('(the file itself)');
	return {
		path: relative(process.cwd(), name),
		passed,
		failed: failures.length,
		skipped: assertionResults.filter((one) => ['pending', 'skipped', 'todo'].includes(one.status)).length,
		failures
	};
}

/** Kinds of test that share a machine with a browser or a server, which can be late; the other kinds cannot. */
const OF_A_RUNNING_PRODUCT = ['tests/e2e/', 'tests/db/'];
/** More files than these at once are no chance. */
const FEW = 3;

/**
 * Files that deserve to be run once more, by themselves: few, and of a running product. A failure that is there again
 * is a failure; one that is not is told by name, because a test that fails by chance is to be mended too.
 */
export function worthASecondRun(files: readonly FileRun[]): FileRun[] {
	const failed = files.filter((one) => one.failed > 0);
	const mayBeLate = ({ path }: FileRun) => OF_A_RUNNING_PRODUCT.some((room) => path.startsWith(room));
	return failed.length <= FEW && failed.every(mayBeLate) ? failed : [];
}

/** The counts of a run, with those files of it that were run again as they came out then. */
export function countsOf(files: readonly FileRun[], again: readonly FileRun[] = []): Counts {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (const first of files) {
		const last = again.find(({ path }) => path === first.path) ?? first;
		for (const key of ['passed', 'failed', 'skipped'] as const) counts[key] += last[key];
	}
	return counts;
}
