/** What `npm test` runs once more, and what it counts then. */
import { describe, expect, it } from 'vitest';
import { countsOf, worthASecondRun, type FileRun } from '../../scripts/setup/vitest-run.ts';

const file = (path: string, failed = 0, passed = 5): FileRun => ({
	path,
	passed,
	failed,
	skipped: 0,
	failures: Array.from({ length: failed }, (_, index) => `test ${index}`)
});
const late = file('tests/e2e/page.test.ts', 1);

describe('a second run', () => {
	it('is for the few files of a running product that failed', () => {
		const ofServer = file('tests/db/fence/replica.test.ts', 2);
		expect(worthASecondRun([late, file('tests/e2e/look.test.ts'), ofServer])).toEqual([late, ofServer]);
		expect(worthASecondRun([file('tests/e2e/look.test.ts')])).toEqual([]);
	});

	it('is for none of them where a rule of the domain or of the house failed too', () => {
		for (const path of ['src/lib/domain/access/policy.test.ts', 'tests/house/imports.test.ts'])
			expect(worthASecondRun([late, file(path, 1)])).toEqual([]);
	});

	it('is for none of them where more than three failed: that is no chance', () => {
		const many = ['a', 'b', 'c', 'd'].map((name) => file(`tests/e2e/${name}.test.ts`, 1));
		expect(worthASecondRun(many.slice(0, 3))).toHaveLength(3);
		expect(worthASecondRun(many)).toEqual([]);
	});

	it('counts for its files in the place of the first, and leaves a failure a failure', () => {
		const files = [file('tests/e2e/look.test.ts'), late];
		expect(countsOf(files)).toEqual({ passed: 10, failed: 1, skipped: 0 });
		expect(countsOf(files, [file(late.path, 0, 6)])).toEqual({ passed: 11, failed: 0, skipped: 0 });
		expect(countsOf(files, [late])).toEqual({ passed: 10, failed: 1, skipped: 0 });
		// The runner did not come to it.
		expect(countsOf(files, [])).toEqual({ passed: 10, failed: 1, skipped: 0 });
	});
});
