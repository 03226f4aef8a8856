import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot, type Database } from '../../../src/lib/server/db/index.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { runScript } from '../harness/command.ts';
import { createTestDatabase, ENGINES, serverMissing, type TestDatabase } from '../harness/index.ts';
import { addPeople, factorOf, kept, opened, phoneOf, removePeople, rotations } from './people.ts';

/** The project under another root, so that `.data` is the test's own: `data`, or a fresh folder. */
function otherRoot(data?: string): string {
	const root = mkdtempSync(join(tmpdir(), 'wangge-root-'));
	for (const name of ['db', 'src', 'node_modules', 'package.json'])
		symlinkSync(join(projectRoot(), name), join(root, name));
	if (data) symlinkSync(data, join(root, '.data'));
	else mkdirSync(join(root, '.data'));
	return root;
}

function keysCommand(args: string[], env: Record<string, string>) {
	const { status, stdout, stderr } = runScript('keys.ts', args, { WANGGE_KEYS: '', ...env });
	return { status, stdout, stderr };
}
const NOWHERE = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };

describe('npm run keys', () => {
	it('says how it is used when it is not understood, and exits with 2', () => {
		for (const args of [[], ['--rotate', '--new'], ['--old'], ['new']])
			expect(keysCommand(args, NOWHERE)).toMatchObject({
				status: 2,
				stdout: '',
				stderr: expect.stringMatching(/^用法：.*--new[^]*--rotate[^]*--drop-old/)
			});
		expect(keysCommand([], { ...NOWHERE, WANGGE_LANG: 'en' }).stderr).toMatch(/^Usage: /);
	});

	it('prints a key and nothing else, another each time, without a database', () => {
		const [one, other] = [keysCommand(['--new'], NOWHERE), keysCommand(['--new'], NOWHERE)];
		expect(one).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^[\w+/]{43}=\n$/) });
		expect(keysFrom([one.stdout.trim()]).former).toEqual([]);
		expect(other.stdout).not.toBe(one.stdout);
	});

	it('says that there is no database, and exits with 1', () => {
		const env = { ...NOWHERE, WANGGE_KEYS: newKey() };
		for (const task of ['--rotate', '--drop-old'])
			expect(keysCommand([task], env)).toMatchObject({
				status: 1,
				stdout: '',
				stderr: expect.stringContaining('连不上数据库')
			});
	});
});

for (const engine of ENGINES)
	describe.skipIf(engine === 'server' && serverMissing !== undefined && process.env.CI !== 'true')(
		`npm run keys with a file (${engine})`,
		() => {
			let database: TestDatabase;
			let root = '';
			let file = '';
			let env: Record<string, string> = {};
			beforeAll(async () => {
				database = await createTestDatabase(engine);
				const { url, dataDir } = database.options;
				root = otherRoot(dataDir && dirname(dataDir));
				file = join(root, '.data', 'keys');
				env = { DATABASE_URL: url ?? '', WANGGE_ROOT: root };
			});
			afterAll(async () => {
				await database?.drop();
				rmSync(root, { recursive: true, force: true });
			});
			const inFile = () => readFileSync(file, 'utf8').trim().split('\n');
			async function look<T>(work: (db: Database) => Promise<T>): Promise<T> {
				const db = await database.open();
				try {
					return await work(db);
				} finally {
					await db.close();
				}
			}

			it('adds a key, seals everything with it, and drops the old one when nothing needs it', async () => {
				const first = newKey();
				writeFileSync(file, `${first}\n`, { mode: 0o600 });
				const [one, two] = (await look((db) => addPeople(db, keysFrom([first]), 2))) as [number, number];

				const rotated = keysCommand(['--rotate'], env);
				expect(rotated).toMatchObject({ status: 0, stderr: '' });
				const lines = rotated.stdout.trim().split('\n');
				expect(lines.slice(0, 2)).toEqual([
					'account.phone：重新加密 2 项，原来就是最新密钥的 0 项',
					'second_factor.secret：重新加密 2 项，原来就是最新密钥的 0 项'
				]);
				expect(lines[2]).toContain(`新密钥在 ${file} 的第一行`);
				const [second, ...rest] = inFile();
				expect(rest).toEqual([first]);
				expect(rotated.stdout).not.toContain(second!.slice(0, 10));

				const dropped = keysCommand(['--drop-old'], env);
				expect(dropped).toMatchObject({ status: 0, stderr: '' });
				expect(dropped.stdout).toContain('去掉了 1 把旧密钥');
				expect(inFile()).toEqual([second]);
				await look(async (db) => {
					expect(await opened(db, keysFrom([second!]))).toEqual([
						{ id: one, phone: phoneOf(one), secret: factorOf(one), current: true },
						{ id: two, phone: phoneOf(two), secret: factorOf(two), current: true }
					]);
					expect(await rotations(db)).toMatchObject([{ actor: 'npm run keys' }]);
				});
			});
		}
	);

describe.skipIf(serverMissing !== undefined && process.env.CI !== 'true')('npm run keys on a server', () => {
	let database: TestDatabase;
	let db: Database;
	let root = '';
	let file = '';
	beforeAll(async () => {
		database = await createTestDatabase('server');
		db = await database.open();
		root = otherRoot();
		file = join(root, '.data', 'keys');
	});
	afterAll(async () => {
		await db?.close();
		await database?.drop();
		rmSync(root, { recursive: true, force: true });
	});
	beforeEach(async () => {
		await removePeople(db);
		rmSync(file, { force: true });
	});
	const run = (task: string, env: Record<string, string> = {}) =>
		keysCommand([task], { DATABASE_URL: database.options.url!, WANGGE_ROOT: root, ...env });
	const [older, newer] = [newKey(), newKey()];

	it('leaves everything as it is, the file too, where something cannot be read, and names it', async () => {
		const ids = await addPeople(db, keysFrom([older]), 105);
		const [lost] = await addPeople(db, keysFrom([newer]), 1);
		writeFileSync(file, `${older}\n`, { mode: 0o600 });
		const [bytes, audited] = [await kept(db), await rotations(db)];
		const refused = run('--rotate');
		expect(refused).toMatchObject({ status: 1, stdout: '' });
		expect(refused.stderr.trim().split('\n')).toEqual([
			'有 2 项打不开，什么都没有改动：',
			`account.phone，编号 ${lost}：现有的密钥里没有它的那一把`,
			`second_factor.secret，编号 ${lost}：现有的密钥里没有它的那一把`
		]);
		expect(readFileSync(file, 'utf8')).toBe(`${older}\n`);

		const all = run('--rotate', { WANGGE_KEYS: newKey(), WANGGE_LANG: 'en' });
		expect(all).toMatchObject({ status: 1, stdout: '' });
		const lines = all.stderr.trim().split('\n');
		expect(lines).toHaveLength(102);
		expect(lines[0]).toBe('Nothing was changed, for what cannot be opened: 212');
		expect(lines[1]).toBe(`account.phone, id ${ids[0]}: its key is not among those at hand`);
		expect(lines[101]).toBe('… and 112 more');
		expect([await kept(db), await rotations(db)]).toEqual([bytes, audited]);
	});

	it('seals with the first key of the environment, and leaves it to its owner to take the others out', async () => {
		const env = { WANGGE_KEYS: `${newer},${older}` };
		await addPeople(db, keysFrom([older]), 2);
		await addPeople(db, keysFrom([newer]), 1);
		const early = run('--drop-old', env);
		expect(early).toMatchObject({ status: 1, stdout: '' });
		expect(early.stderr).toContain('account.phone：还有 2 项要用旧密钥\nsecond_factor.secret：还有 2 项');

		const rotated = run('--rotate', env);
		expect(rotated).toMatchObject({ status: 0, stderr: '' });
		expect(rotated.stdout).toContain('account.phone：重新加密 2 项，原来就是最新密钥的 1 项');
		expect(rotated.stdout).toContain('WANGGE_KEYS');
		expect((await opened(db, keysFrom([newer]))).every(({ current }) => current)).toBe(true);
		expect(run('--drop-old', env)).toMatchObject({
			status: 0,
			stdout: expect.stringContaining('没有一项还要用旧密钥'),
			stderr: ''
		});
		expect(() => readFileSync(file)).toThrow();
	});

	it('drops no key of the file where it is the only one, or where something needs it', async () => {
		writeFileSync(file, `${older}\n`, { mode: 0o600 });
		expect(run('--drop-old')).toMatchObject({ status: 0, stdout: '只有一把密钥，没有旧的可去掉。\n' });
		await addPeople(db, keysFrom([older]), 1);
		writeFileSync(file, `${newer}\n${older}\n`, { mode: 0o600 });
		expect(run('--drop-old')).toMatchObject({
			status: 1,
			stdout: '',
			stderr: expect.stringContaining('旧密钥没有去掉')
		});
		expect(readFileSync(file, 'utf8')).toBe(`${newer}\n${older}\n`);
	});

	it.skipIf(process.platform === 'win32')('uses no file that others can read', async () => {
		writeFileSync(file, `${older}\n`);
		chmodSync(file, 0o644);
		expect(run('--rotate')).toMatchObject({
			status: 1,
			stdout: '',
			stderr: expect.stringMatching(/别人也能读（权限 644）.*chmod 600/)
		});
		expect(readFileSync(file, 'utf8')).toBe(`${older}\n`);
	});

	it('says that the keys are none, without a word of what they are', () => {
		const refused = run('--rotate', { WANGGE_KEYS: 'hush-hush' });
		expect(refused).toMatchObject({ status: 1, stdout: '' });
		expect(refused.stderr).toMatch(/^WANGGE_KEYS 不是密钥的列表/);
		expect(refused.stderr).not.toContain('hush');
	});

	it('says what to do where there are no such columns yet', async () => {
		const bare = await createTestDatabase('server', true);
		try {
			expect(run('--rotate', { DATABASE_URL: bare.options.url! })).toMatchObject({
				status: 1,
				stdout: '',
				stderr: expect.stringContaining('npm run migrate')
			});
		} finally {
			await bare.drop();
		}
	});
});
