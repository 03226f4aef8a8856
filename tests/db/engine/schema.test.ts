import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';

describeEngines(
	'migrations',
	(db) => {
		let folder: string;
		const write = (path: string, text: string) => writeFile(join(folder, path), text);
		const tables = async () => {
			const rows = await db.query<{ name: string }>(
				`select tablename as name from pg_tables where schemaname = 'public' and tablename like 't\\_%' order by 1`
			);
			return rows.map(({ name }) => name);
		};

		beforeEach(async () => {
			folder = await mkdtemp(join(tmpdir(), 'wangge-migrations-'));
			for (const part of ['migrations', 'functions']) await mkdir(join(folder, part));
			await write('migrations/0001_first.sql', 'create table t_first (id int);');
			await write(
				'functions/10_one.sql',
				'create or replace function f_one() returns int language sql return 1;'
			);
		});

		afterEach(async () => {
			await db.script(
				'drop schema if exists migration cascade; drop function if exists f_one, f_two; drop table if exists t_first, t_second'
			);
			await rm(folder, { recursive: true, force: true });
		});

		it('run once, then the functions, and a second time there is nothing to do', async () => {
			expect(await migrate(db, folder)).toEqual({ migrations: ['0001_first'], functions: ['10_one.sql'] });
			expect(await migrate(db, folder)).toEqual({ migrations: [], functions: [] });
			expect(await tables()).toEqual(['t_first']);
			expect(await db.query('select f_one() as one')).toEqual([{ one: 1 }]);
		});

		it('run what was added since', async () => {
			await migrate(db, folder);
			await write('migrations/0002_second.sql', '-- With a remark\ncreate table t_second (id int);');
			expect(await migrate(db, folder)).toEqual({ migrations: ['0002_second'], functions: [] });
			expect(await tables()).toEqual(['t_first', 't_second']);
		});

		it('are refused by name when a landed one was edited, and nothing is run', async () => {
			await migrate(db, folder);
			await write('migrations/0001_first.sql', 'create table t_first (id bigint);');
			await write('migrations/0002_second.sql', 'create table t_second (id int);');
			await expect(migrate(db, folder)).rejects.toMatchObject({
				kind: 'migration-edited',
				details: { name: '0001_first' }
			});
			expect(await tables()).toEqual(['t_first']);
		});

		it('are refused by name when a landed one is gone', async () => {
			await migrate(db, folder);
			await rm(join(folder, 'migrations', '0001_first.sql'));
			await expect(migrate(db, folder)).rejects.toMatchObject({
				kind: 'migration-missing',
				details: { name: '0001_first' }
			});
		});

		it('that fail are named, and none of those that were to run stays', async () => {
			await write('migrations/0002_second.sql', 'create table t_second (id int); select 1 / 0;');
			await expect(migrate(db, folder)).rejects.toMatchObject({
				kind: 'migration-failed',
				details: { name: '0002_second', sqlstate: '22012' }
			});
			expect(await tables()).toEqual([]);
			await write('migrations/0002_second.sql', 'create table t_second (id int);');
			expect((await migrate(db, folder)).migrations).toEqual(['0001_first', '0002_second']);
		});

		it('apply only the functions that changed', async () => {
			await write(
				'functions/20_two.sql',
				'create or replace function f_two() returns int language sql return 2;'
			);
			await migrate(db, folder);
			await write(
				'functions/20_two.sql',
				'create or replace function f_two() returns int language sql return 22;'
			);
			expect(await migrate(db, folder)).toEqual({ migrations: [], functions: ['20_two.sql'] });
			expect(await db.query('select f_two() as two')).toEqual([{ two: 22 }]);
		});

		it('name a function file that fails, and keep the former functions', async () => {
			await migrate(db, folder);
			await write(
				'functions/10_one.sql',
				'create or replace function f_one() returns int language sql return 11;'
			);
			await write('functions/20_two.sql', 'create function f_two( returns');
			await expect(migrate(db, folder)).rejects.toMatchObject({
				kind: 'migration-failed',
				details: { name: '20_two.sql' }
			});
			expect(await db.query('select f_one() as one')).toEqual([{ one: 1 }]);
		});

		it('that several start at once run once', async () => {
			const reports = await Promise.all([migrate(db, folder), migrate(db, folder), migrate(db, folder)]);
			expect(reports.flatMap(({ migrations }) => migrations)).toEqual(['0001_first']);
			expect(reports.flatMap(({ functions }) => functions)).toEqual(['10_one.sql']);
		});
	},
	{ bare: true }
);
