import { afterAll, expect, it } from 'vitest';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { writePbf } from '../../fixtures/import-osm/pbf-writer.ts';
import { furnishedTown } from '../../fixtures/import-osm/small-town.ts';
import { runScript } from '../harness/command.ts';
import { createTestDatabase, serverMissing } from '../harness/index.ts';

const files = new TestFiles();
afterAll(() => files.remove());

function run(args: string[], env: Record<string, string> = {}) {
	const { status, stdout, stderr } = runScript('import.ts', args, env);
	return { status, stdout, stderr };
}

it('says how it is used when it is not understood, and exits with 2', () => {
	for (const args of [['osm'], ['grids', 'x'], ['osm', 'x', '--colour', 'red']]) {
		const { status, stderr } = run(args);
		expect(status).toBe(2);
		expect(stderr).toContain('用法：');
	}
});

it('says one sentence for a file that is none, in the language asked for, and exits with 1 without a database', () => {
	const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
	const zh = run(['osm', files.write('')], nowhere);
	expect(zh).toMatchObject({ status: 1, stdout: '' });
	expect(zh.stderr).toMatch(/^文件里没有数据：.*。\n$/);
	const en = run(['responsibilities', '/nowhere.csv'], { ...nowhere, WANGGE_LANG: 'en' });
	expect(en.stderr).toBe('There is no file /nowhere.csv.\n');
	for (const what of ['osm', 'responsibilities'])
		expect(run([what, files.folder], nowhere).stderr).toContain('是文件夹，不是文件');
});

it('prints a template with both byte order mark and every column', () => {
	const { status, stdout } = run(['responsibilities', '--template']);
	expect(status).toBe(0);
	expect(stdout).toMatch(/^\ufeff编号,单位代码,/);
	expect(stdout.trim().split('\n')).toHaveLength(5);
});

it.skipIf(serverMissing !== undefined)(
	'imports, prints what came and what did not, then lists every problem of a bad table',
	async () => {
		const database = await createTestDatabase('server');
		try {
			const env = { DATABASE_URL: database.options.url! };
			const town = files.write(writePbf(furnishedTown().town, { bounds: [117, 36, 117.02, 36.01] }));
			const taken = run(['osm', town, '--levels', 'city=5,community=10'], env);
			expect(taken).toMatchObject({ status: 0 });
			expect(taken.stdout).toContain('已导入“桐城市”');
			expect(taken.stdout).toContain('楼栋 3');
			expect(taken.stdout).toContain('© OpenStreetMap contributors');
			expect(taken.stderr).toContain('读取');
			const table = files.write(
				'organisation_code,duty,part,ground,valid_from\nnobody,magic,lead,area:1,soon\nnobody,greening,fallback,area:7,2026-01-01\n'
			);
			const bad = run(['responsibilities', table], env);
			expect(bad.status).toBe(1);
			expect(bad.stderr.split('\n')[0]).toBe('发现 6 处问题，没有写入任何数据：');
			expect(bad.stderr).toContain('第 2 行“生效日期”：“soon”不是日期（如 2026-01-05）。');
		} finally {
			await database.drop();
		}
	}
);
