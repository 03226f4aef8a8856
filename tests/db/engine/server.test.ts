import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/lib/server/db/index.ts';
import { describeEngine, testServer } from '../harness/index.ts';

const closedPort = () =>
	new Promise<number>((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});

describe('a server that cannot be used', () => {
	it('is unreachable when nobody listens, and the error says where, without the password', async () => {
		const url = `postgres://someone:secret@127.0.0.1:${await closedPort()}/city`;
		const error: unknown = await openDatabase({ url }).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ kind: 'database-unreachable', details: { code: 'ECONNREFUSED' } });
		expect(String((error as Error).message)).toContain('/city');
		expect(JSON.stringify(error) + String(error)).not.toContain('secret');
	});

	it('is unreachable when its address is none', async () => {
		await expect(openDatabase({ url: 'postgres://[broken' })).rejects.toMatchObject({
			kind: 'database-unreachable'
		});
	});
});

describeEngine(
	'server',
	'the server',
	(db) => {
		const url = async () => {
			const server = await testServer();
			return new URL('url' in server ? server.url : '');
		};

		it('that does not know the database refuses', async () => {
			const other = await url();
			other.pathname = '/no_such_database';
			await expect(openDatabase({ url: other.href })).rejects.toMatchObject({ kind: 'database-refused' });
		});

		it('ends a statement that takes too long with 57014, and the next query works', async () => {
			const slow = db.transaction((tx) => tx.query('select pg_sleep(60)'), { statementTimeoutMs: 50 });
			await expect(slow).rejects.toMatchObject({ kind: 'engine-timeout', details: { sqlstate: '57014' } });
			expect(await db.query(`select current_setting('statement_timeout') as limit`)).toEqual([
				{ limit: '30s' }
			]);
		});

		it('that ends a connection has the transaction fail, and the next query gets another connection', async () => {
			const attempt = db.transaction(async (tx) => {
				await tx.query('create table half (id int)');
				await tx.query('select pg_terminate_backend(pg_backend_pid())');
			});
			await expect(attempt).rejects.toMatchObject({ kind: 'database-unreachable' });
			expect(await db.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
		});
	},
	{ bare: true }
);
