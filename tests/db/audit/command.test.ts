import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../../src/lib/server/audit/service.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { runScript } from '../harness/command.ts';
import { createTestDatabase, serverMissing, type TestDatabase } from '../harness/index.ts';

function verify(url: string, args: string[] = [], lang = 'zh-CN') {
	const { status, stdout, stderr } = runScript('audit-verify.ts', args, {
		DATABASE_URL: url,
		WANGGE_LANG: lang
	});
	return { status, stdout, stderr };
}
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none';

describe('npm run audit:verify', () => {
	it('says how it is used when it is not understood, and exits with 2', () => {
		for (const args of [['--expect'], ['--expect', '7'], ['--expect', `0:${'a'.repeat(64)}`], ['all']])
			expect(verify(NOWHERE, args)).toMatchObject({
				status: 2,
				stdout: '',
				stderr: expect.stringMatching(/^用法：/)
			});
	});

	it('says that there is no database, and exits with 1', () => {
		expect(verify(NOWHERE)).toMatchObject({ status: 1, stderr: expect.stringContaining('连不上数据库') });
		expect(verify(NOWHERE, [], 'en').stderr).toContain('cannot be reached');
	});
});

describe.skipIf(serverMissing !== undefined && process.env.CI !== 'true')(
	'npm run audit:verify on a server',
	() => {
		let database: TestDatabase;
		let db: Database;
		let head = '';
		beforeAll(async () => {
			database = await createTestDatabase('server');
			db = await database.open();
		});
		afterAll(async () => {
			await db?.close();
			await database?.drop();
		});
		const run = (...args: string[]) => verify(database.options.url!, args);

		it('says what to do where there is no chain yet, and leaves it so', async () => {
			const bare = await createTestDatabase('server', true);
			try {
				expect(verify(bare.options.url!)).toMatchObject({
					status: 1,
					stdout: '',
					stderr: expect.stringContaining('npm run migrate')
				});
			} finally {
				await bare.drop();
			}
		});

		it('says that there is nothing yet', () => {
			expect(run()).toMatchObject({ status: 0, stdout: '还没有审计记录。\n' });
		});

		it('says that all is whole, with a head that is known again', async () => {
			for (const subject of ['一', '二', '三', '四'])
				await db.transaction((tx) =>
					record({ db: tx, actor: 'account:1', now: new Date() }, { action: 'grids.make', subject })
				);
			const whole = run();
			expect(whole).toMatchObject({ status: 0, stdout: expect.stringContaining('审计完整：4 条') });
			head = /(4:[0-9a-f]{64})/.exec(whole.stdout)![1]!;
			expect(run('--expect', head).status).toBe(0);
			expect(run('--expect', `4:${'0'.repeat(64)}`)).toMatchObject({
				status: 1,
				stderr: expect.stringContaining('第 4 条不是当初记下的那一条')
			});
		});

		it('names what was altered and what is missing, and exits with 1', async () => {
			await db.script(`alter table audit_entry disable trigger user;
			update audit_entry set subject = '贰' where nth = 2; delete from audit_entry where nth >= 4;
			alter table audit_entry enable trigger user`);
			const { status, stdout, stderr } = run();
			expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
			const lines = stderr.trim().split('\n').slice(-3);
			expect(lines).toEqual(['审计有 2 处不对：', '第 2 条被改动过', '第 4 条缺失']);
		});
	}
);
