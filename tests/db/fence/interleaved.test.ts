/** Many people over few connections: no answer is another's, whatever becomes of those before it. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPgBouncer, type PgBouncer } from '../../../scripts/setup/pgbouncer.ts';
import { openDatabase, type Database, type FencedPool } from '../../../src/lib/server/db/index.ts';
import { fenced } from '../../../src/lib/server/fence/service.ts';
import { behindFence, keepTestKeys, loginUrl, TEST_KEYS } from '../harness/fence.ts';
import { createTestDatabase, describeEngine, testServer, type TestDatabase } from '../harness/index.ts';
import { describePooler } from '../harness/pooler.ts';
import { AT_ONCE, bringCrowd, letThemAsk, type Somebody } from './crowd.ts';

const PATIENT = { waiting: AT_ONCE, waitMs: 60_000 };

describeEngine('server', 'a hundred people over five connections', (owner) => {
	let db: Database;
	let people: Somebody[];
	beforeAll(async () => {
		people = await bringCrowd(owner);
		db = await behindFence(owner, { connections: 5, ...PATIENT });
	}, 240_000);
	afterAll(() => db?.close());

	it('no answer has another’s scope, and those that are broken off leave nothing behind', async () => {
		expect(await letThemAsk(db, people, 5000)).toEqual({ wrong: 0, broken: 500 });
	});
});

describePooler('a hundred people over the two connections of a pooler', (program) => {
	let fresh: TestDatabase;
	let owner: Database;
	let bouncer: PgBouncer;
	let db: Database;
	let people: Somebody[];
	let url: string;
	beforeAll(async () => {
		fresh = await createTestDatabase('server');
		owner = await openDatabase(fresh.options);
		people = await bringCrowd(owner);
		await keepTestKeys(owner);
		const login = new URL(await loginUrl(owner));
		const server = await testServer();
		bouncer = await startPgBouncer(program, 'url' in server ? server.url : '', 2, [login]);
		login.host = new URL(bouncer.url).host;
		url = login.href;
		// As many as may ask: it is the pooler that has fewer.
		db = await fenced((await openDatabase({ url, connections: 20, ...PATIENT })) as FencedPool, TEST_KEYS);
	}, 240_000);
	afterAll(async () => {
		await db?.close();
		await bouncer?.stop();
		await owner?.close();
		await fresh?.drop();
	});

	it('no answer has another’s scope, though every transaction may run on another session', async () => {
		expect(await letThemAsk(db, people, 1000)).toEqual({ wrong: 0, broken: 100 });
	});

	it('whoever comes to the same sessions afterwards is nobody', async () => {
		await Promise.all(people.slice(0, 20).map(({ who }) => db.as!(who).query('select 1')));
		const clients = Array.from({ length: 6 }, () => new pg.Client({ connectionString: url }));
		try {
			await Promise.all(clients.map((client) => client.connect()));
			const seen = await Promise.all(
				clients.map(
					async (client) =>
						(
							await client.query(
								'select (select count(*) from incident) + (select count(*) from account) as seen'
							)
						).rows
				)
			);
			expect(seen).toEqual(clients.map(() => [{ seen: '0' }]));
		} finally {
			await Promise.all(clients.map((client) => client.end()));
		}
	});
});
