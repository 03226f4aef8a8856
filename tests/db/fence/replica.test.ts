/** The second fence on a replica: what it does not know yet of somebody's rights is asked of the primary. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readerOf } from '../../../src/lib/server/access/sessions.ts';
import { openDatabase, ReplicatedDatabase, type Database } from '../../../src/lib/server/db/index.ts';
import type { PooledDatabase } from '../../../src/lib/server/db/pooled.ts';
import { fenced, ownLogin, withLogin } from '../../../src/lib/server/fence/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { signedIn, type Post } from '../access/people.ts';
import { keepTestKeys, TEST_KEYS } from '../harness/fence.ts';
import { describeReplica, TwoServers } from '../harness/replica.ts';
import { NOW } from './people.ts';

const SEEN = `select current_setting('port') as port, array(select grid_id from incident order by id) as grids`;

describeReplica('the second fence on a primary and its replica', () => {
	let servers: TwoServers;
	let owner: Database;
	let reads: ReplicatedDatabase;
	let db: Database;
	let ground: tiny.TinyGround;
	let port: { primary: string; replica: string };

	beforeAll(async () => {
		servers = await TwoServers.start();
		port = { primary: new URL(servers.primary).port, replica: new URL(servers.replica).port };
		owner = await openDatabase({ url: servers.primary });
		ground = await owner.transaction((tx) => tiny.layTinyGround(tx));
		await keepTestKeys(owner);
		const login = await ownLogin(owner, TEST_KEYS);
		const primary = (await openDatabase({ url: withLogin(servers.primary, login) })) as PooledDatabase;
		const options = { lagMs: 10_000, clock: () => 0, say: () => undefined };
		reads = new ReplicatedDatabase(primary, withLogin(servers.replica, login), options);
		db = await fenced(reads, TEST_KEYS);
	});
	beforeEach(async () => {
		await servers.goOn();
		await expect.poll(() => reads.look().then(() => reads.servers().replica), { timeout: 30_000 }).toBe('ok');
	});
	afterAll(async () => {
		await reads?.close();
		await owner?.close();
		servers?.drop();
	});

	/** Who they are as a request finds it, which asks the primary. */
	const find = async (token: string) =>
		(await readerOf({ primary: owner, reads: owner, now: NOW, demonstration: false }, token))!.who;
	const come = (post: Post) => signedIn(owner, [post], NOW);
	const seenBy = async (token: string) =>
		(await db.as!(await find(token)).query<{ port: string; grids: number[] }>(SEEN))[0]!;
	/** All incidents of community A lie in one grid. */
	const inA = () => new Set([ground.grids.A1]);

	it('each is told of their own, by the replica; and who is nobody of nothing', async () => {
		const worker = await come({ role: 'grid_worker', area: tiny.COMMUNITY_A });
		const resident = await come({ role: 'resident', area: tiny.COMMUNITY_A });
		await servers.caughtUp();
		const seen = await seenBy(worker);
		expect(seen.port).toBe(port.replica);
		expect(new Set(seen.grids)).toEqual(inA());
		expect(await seenBy(resident)).toEqual({ port: port.replica, grids: [] });
		expect(await db.query(SEEN)).toEqual([{ port: port.replica, grids: [] }]);
	});

	it('whoever has come in since is told of their own by the primary, and not as if they were nobody', async () => {
		await servers.pause();
		const worker = await come({ role: 'grid_worker', area: tiny.COMMUNITY_A });
		const seen = await seenBy(worker);
		expect(seen.port).toBe(port.primary);
		expect(new Set(seen.grids)).toEqual(inA());
		expect(reads.servers().replica).toBe('late');
	});

	it('whoever has lost a role since is not told by the replica what they may not know any more', async () => {
		const worker = await come({ role: 'grid_worker', area: tiny.COMMUNITY_A });
		await servers.caughtUp();
		expect((await seenBy(worker)).port).toBe(port.replica);
		await servers.pause();
		await owner.query(
			'update assignment set valid_to = $1 where account_id = (select max(account_id) from assignment)',
			[NOW]
		);
		expect(await seenBy(worker)).toEqual({ port: port.primary, grids: [] });
	});

	it('whoever has gained a role since is told more at once', async () => {
		const worker = await come({ role: 'resident', area: tiny.COMMUNITY_A });
		await servers.caughtUp();
		expect(await seenBy(worker)).toEqual({ port: port.replica, grids: [] });
		await servers.pause();
		await owner.query(
			`update assignment set role = 'grid_worker' where account_id = (select max(account_id) from assignment)`
		);
		const seen = await seenBy(worker);
		expect(seen.port).toBe(port.primary);
		expect(seen.grids).not.toEqual([]);
	});
});
