/** What is asked of a database that cannot keep up is answered all the same: it is busy, or it is gone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/lib/server/db/index.ts';
import { describeEngine, describeEngines, serverMissing, testServer } from '../harness/index.ts';
import { occupy } from '../harness/occupy.ts';
import { Wire } from '../harness/wire.ts';

const ANSWER = [{ one: 1 }];
const ask = (db: Database) => db.query('select 1 as one');

describeEngines(
	'a database whose connections are all taken',
	(db) => {
		it('lets a few wait, sends the next one away, then those who waited long, and recovers by itself', async () => {
			const held = await occupy(db);
			expect(db.load()).toMatchObject({ running: db.connections, waiting: 0 });
			const first = ask(db);
			const second = db.transaction((tx) => tx.query('select 1'));
			const waited = Promise.allSettled([first, second]);
			await expect(ask(db)).rejects.toMatchObject({ kind: 'database-busy', details: { reason: 'full' } });
			expect(db.load()).toMatchObject({ waiting: 2, refusedMsAgo: expect.any(Number) as number });
			for (const one of await waited)
				expect(one).toMatchObject({
					status: 'rejected',
					reason: { kind: 'database-busy', details: { reason: 'waited' } }
				});
			await held.letGo();
			expect(await ask(db)).toEqual(ANSWER);
			expect(db.load()).toMatchObject({ running: 0, waiting: 0 });
		});

		it('serves those who wait when a connection comes back in time', async () => {
			const held = await occupy(db);
			const waiting = [ask(db), ask(db)];
			await held.letGo();
			expect(await Promise.all(waiting)).toEqual([ANSWER, ANSWER]);
		});

		it('keeps work that said it needs no limit waiting, however many wait and however long', async () => {
			const held = await occupy(db);
			const work = [1, 2, 3].map((n) =>
				db.transaction((tx) => tx.query('select $1::int as n', [n]), { statementTimeoutMs: 0 })
			);
			await expect(ask(db)).rejects.toMatchObject({ kind: 'database-busy', details: { reason: 'waited' } });
			await held.letGo();
			expect(await Promise.all(work)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
		});
	},
	{ bare: true, connections: 2, waiting: 2, waitMs: 200 }
);

describeEngine(
	'server',
	'a server that is locked by somebody else',
	(db) => {
		it('has requests end with engine-timeout, and serves them again when the lock is gone', async () => {
			const server = await testServer();
			const [{ name } = { name: '' }] = await db.query<{ name: string }>('select current_database() as name');
			const url = new URL('url' in server ? server.url : '');
			url.pathname = `/${name}`;
			const other = await openDatabase({ url: url.href });
			try {
				await db.script('create table kept (id int); insert into kept values (7)');
				await other.transaction(async (tx) => {
					await tx.query('lock table kept in access exclusive mode');
					await expect(db.query('select id from kept')).rejects.toMatchObject({ kind: 'engine-timeout' });
				});
				expect(await db.query('select id from kept')).toEqual([{ id: 7 }]);
			} finally {
				await other.close();
			}
		});
	},
	{ bare: true, statementTimeoutMs: 300 }
);

describe.runIf(serverMissing === undefined)('a server behind a wire', () => {
	let wire: Wire;
	let db: Database;
	beforeAll(async () => {
		const server = await testServer();
		wire = await Wire.to('url' in server ? server.url : '');
		db = await openDatabase({ url: wire.url, connections: 2, statementTimeoutMs: 300 });
	});
	afterAll(async () => {
		await db.close();
		await wire.cut();
	});

	it('that is cut is unreachable, and needs nothing but the wire to be used again', async () => {
		expect(await ask(db)).toEqual(ANSWER);
		await wire.cut();
		await expect(ask(db)).rejects.toMatchObject({ kind: 'database-unreachable' });
		await expect(ask(db)).rejects.toMatchObject({ kind: 'database-unreachable' });
		await wire.mend();
		expect(await ask(db)).toEqual(ANSWER);
	});

	it('that swallows everything is given up, with its connection, and a new one is made', async () => {
		expect(await ask(db)).toEqual(ANSWER);
		const attempt = db.transaction(async (tx) => {
			wire.stop();
			await tx.query('select 1');
		});
		await expect(attempt).rejects.toMatchObject({ kind: 'database-unreachable' });
		await wire.mend();
		expect(await ask(db)).toEqual(ANSWER);
	});
});
