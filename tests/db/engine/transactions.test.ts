import { beforeEach, expect, it } from 'vitest';
import { describeEngines } from '../harness/index.ts';

describeEngines(
	'transactions',
	(db) => {
		const count = async () => (await db.query<{ n: number }>('select count(*) as n from tally'))[0]!.n;

		beforeEach(async () => {
			await db.script('create table if not exists tally (id int primary key, note text); truncate tally');
		});

		it('keeps what was done when the work resolves', async () => {
			await db.transaction(async (tx) => {
				await tx.query('insert into tally values ($1, $2)', [1, 'one']);
			});
			expect(await count()).toBe(1);
		});

		it('undoes everything when the work throws', async () => {
			const thrown = new Error('no');
			const attempt = db.transaction(async (tx) => {
				await tx.query('insert into tally values (1)');
				throw thrown;
			});
			await expect(attempt).rejects.toBe(thrown);
			expect(await count()).toBe(0);
		});

		it('undoes everything when a statement fails', async () => {
			const attempt = db.transaction(async (tx) => {
				await tx.query('insert into tally values (1)');
				await tx.query('insert into tally values (1)');
			});
			await expect(attempt).rejects.toMatchObject({ kind: 'duplicate' });
			expect(await count()).toBe(0);
		});

		it('does not pretend to commit when a failed statement was swallowed', async () => {
			const attempt = db.transaction(async (tx) => {
				await tx.query('insert into tally values (1)');
				await tx.query('select 1 / 0').catch(() => undefined);
			});
			await expect(attempt).rejects.toMatchObject({ kind: 'transaction-aborted' });
			expect(await count()).toBe(0);
		});

		it('undoes an inner transaction alone, and the outer one goes on', async () => {
			await db.transaction(async (tx) => {
				await tx.query('insert into tally values (1)');
				const inner = tx.transaction(async (savepoint) => {
					await savepoint.query('insert into tally values (2)');
					await savepoint.query('select 1 / 0');
				});
				await expect(inner).rejects.toMatchObject({ kind: 'invalid' });
				await tx.transaction((savepoint) => savepoint.query('insert into tally values (3)'));
			});
			expect(await db.query('select id from tally order by id')).toEqual([{ id: 1 }, { id: 3 }]);
		});

		it('refuses to ask the database from inside a transaction, where it would wait for itself', async () => {
			const attempts = await db.transaction(async () =>
				Promise.allSettled([
					db.query('select 1'),
					db.script('select 1'),
					db.transaction(async () => undefined)
				])
			);
			expect(attempts.map((one) => one.status === 'rejected' && one.reason.kind)).toEqual([
				'transaction-nested',
				'transaction-nested',
				'transaction-nested'
			]);
		});

		it('takes nothing more when the transaction is over', async () => {
			const leaked = await db.transaction(async (tx) => tx);
			await expect(leaked.query('select 1')).rejects.toMatchObject({ kind: 'transaction-over' });
		});

		it('runs statements that were asked all at once one after another', async () => {
			await db.transaction(async (tx) => {
				await Promise.all(
					Array.from({ length: 20 }, (_, id) => tx.query('insert into tally values ($1)', [id]))
				);
			});
			expect(await count()).toBe(20);
		});

		it('lets a hundred transactions at once queue without a deadlock, each of them whole', async () => {
			await db.query('insert into tally values (0, $1)', ['0']);
			await Promise.all(
				Array.from({ length: 100 }, () =>
					db.transaction(async (tx) => {
						const [row] = await tx.query<{ note: string }>('select note from tally where id = 0 for update');
						await tx.query('update tally set note = $1 where id = 0', [String(Number(row!.note) + 1)]);
					})
				)
			);
			expect(await db.query('select note from tally')).toEqual([{ note: '100' }]);
		});

		it('streams rows in batches and closes its cursor when the reader leaves early', async () => {
			await db.transaction(async (tx) => {
				let sum = 0;
				for await (const row of tx.stream<{ n: number }>(
					'select n from generate_series(1, $1::int) as n',
					[1201]
				)) {
					sum += row.n;
				}
				expect(sum).toBe((1201 * 1202) / 2);
				for await (const row of tx.stream<{ n: number }>(
					'select n from generate_series(1, 100) as n',
					[],
					10
				)) {
					if (row.n === 5) break;
				}
				expect(await tx.query(`select name from pg_cursors where name <> ''`)).toEqual([]);
			});
		});

		it('refuses several statements in one query', async () => {
			await expect(db.query('select 1; select 2')).rejects.toMatchObject({
				kind: 'statement-faulty',
				details: { sqlstate: '42601' }
			});
		});

		it('refuses to copy from the client, and the connection goes on', async () => {
			await expect(db.query('copy tally from stdin')).rejects.toMatchObject({ kind: 'statement-faulty' });
			await expect(db.script('copy tally from stdin')).rejects.toMatchObject({ name: 'WanggeError' });
			expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
		});
	},
	{ bare: true }
);
