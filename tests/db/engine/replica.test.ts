/** A primary and its replica, read as one database. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { openDatabase, type Database, ReplicatedDatabase } from '../../../src/lib/server/db/index.ts';
import type { PooledDatabase } from '../../../src/lib/server/db/pooled.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { GRID_CODES, layTinyGround } from '../../fixtures/tiny-ground.ts';
import { ask, json } from '../api/ask.ts';
import { describeReplica, TwoServers } from '../harness/replica.ts';
import { readColumn } from '../live/listening.ts';
import { tileAt } from '../tiles/places.ts';

const LAG_MS = 10_000;
const SETTLE = `update building set residents = $2, residents_by_age = null
	where grid_id = (select id from grid where code = $1)`;
const PORT = `select current_setting('port') as port`;

describeReplica('a primary and its replica', () => {
	let servers: TwoServers;
	let reads: ReplicatedDatabase;
	let context: Context;
	/** Ports: which server has answered. */
	let port: { primary: string; replica: string };
	let now = 0;
	/** Versions of tiles are read anew after a second. */
	let later = Date.now();
	const said: string[] = [];

	const open = async (url = servers.replica) =>
		new ReplicatedDatabase((await openDatabase({ url: servers.primary })) as PooledDatabase, url, {
			lagMs: LAG_MS,
			clock: () => now,
			say: (state, reason) => said.push(`${state} ${reason}`.trim())
		});
	const answering = async (db: Database = reads) => (await db.query<{ port: string }>(PORT))[0]!.port;
	/** Behind the product's back, as another process may. */
	const rename = (name: string) => servers.ask(servers.primary, `update facility set name = $1 `, [name]);
	const settle = (residents: number) => servers.ask(servers.primary, SETTLE, [GRID_CODES.A1, residents]);
	const looked = async () => {
		await servers.goOn();
		// A server writes to its log of its own accord too (vacuum, running transactions): the replica follows in a moment.
		await expect
			.poll(
				async () => {
					await reads.look();
					return reads.servers();
				},
				{ timeout: 30_000 }
			)
			.toEqual({ replica: 'ok', primaryAnswers: true });
		said.length = 0;
	};

	beforeAll(async () => {
		servers = await TwoServers.start();
		const primary = await openDatabase({ url: servers.primary });
		await loadCatalogue({ db: primary, actor: 'test', now: new Date() });
		await primary.transaction((tx) => layTinyGround(tx));
		await primary.close();
		port = { primary: new URL(servers.primary).port, replica: new URL(servers.replica).port };
		reads = await open();
		context = { db: reads, actor: 'test', access: UNLIMITED, now: new Date() };
	});
	afterAll(async () => {
		await reads?.close();
		servers?.drop();
	});

	it('before the replica was looked at, the primary answers', async () => {
		expect(await answering()).toBe(port.primary);
	});

	it('reads go to the replica, writes and what is in their transaction to the primary', async () => {
		await looked();
		expect(await answering()).toBe(port.replica);
		expect(await reads.transaction((tx) => tx.query(PORT))).toEqual([{ port: port.primary }]);
		await expect(reads.transaction(() => reads.query('select 1'))).rejects.toMatchObject({
			kind: 'transaction-nested'
		});
	});

	it('what a statement of a reader writes all the same is written, on the primary', async () => {
		await looked();
		await reads.query(`insert into measure_change (source) values ('road')`);
		expect(
			await servers.ask(servers.primary, `select source from measure_change where source = 'road'`)
		).toEqual([{ source: 'road' }]);
	});

	it('the API is answered from the replica, every address as from the primary', async () => {
		await looked();
		const primary = await openDatabase({ url: servers.primary });
		try {
			for (const address of [
				'/api/jurisdiction',
				'/api/catalogue',
				`/api/grids/${GRID_CODES.A1}`,
				'/api/measures/residents',
				'/api/coverage?measure=gap&duty=greening',
				'/api/search?q=A'
			]) {
				// A card that is not of the day of the coverage is computed when it is asked for: at another second.
				const answer = async (of: Context) =>
					(await (await ask(of, address)).text()).replace(/"computed_at":"[^"]+"/, '');
				expect(await answer(context), address).toBe(await answer({ ...context, db: primary }));
			}
			expect(reads.servers().replica).toBe('ok');
			expect(await answering()).toBe(port.replica);
		} finally {
			await primary.close();
		}
	});

	it('a reader sees an older state while the replay is late, and everybody the new one when it goes on', async () => {
		await looked();
		const [before, tile] = [await readColumn(context, 'residents'), await facilities()];
		await servers.pause();
		await settle(4711);
		await rename('晚到的设施');
		expect((await readColumn(context, 'residents')).tag).toBe(before.tag);
		expect((await facilities()).etag).toBe(tile.etag);
		expect(await answering()).toBe(port.replica);
		await servers.goOn();
		expect((await readColumn(context, 'residents')).tag).not.toBe(before.tag);
		expect((await facilities()).etag).not.toBe(tile.etag);
	});

	it('who has written sees it at once, though the replica does not', async () => {
		await looked();
		await servers.pause();
		await reads.transaction((tx) => tx.query(`update organisation set name = '刚写下的' where id = 1`));
		const name = async () => (await reads.query(`select name from organisation where id = 1`))[0];
		expect(await name()).toEqual({ name: '刚写下的' });
		expect(await answering()).toBe(port.primary);
		await servers.goOn();
		await reads.look();
		expect(await answering()).toBe(port.replica);
		expect(await name()).toEqual({ name: '刚写下的' });
	});

	it('a version that was read elsewhere is never kept with what a late replica shows', async () => {
		await looked();
		await servers.pause();
		await settle(99);
		await rename('新名字');
		// Another server behind the same address was ahead, or this one was started again from an older state.
		const [standing] = await servers.ask(servers.primary, 'select wal_position()::float8 as position');
		reads.notBefore(standing!.position as number);
		const [column, tile] = [await readColumn(context, 'residents'), await facilities()];
		expect(reads.servers().replica).toBe('late');
		await servers.goOn();
		await reads.look();
		expect(await answering()).toBe(port.replica);
		expect((await readColumn(context, 'residents')).tag).toBe(column.tag);
		expect((await facilities()).etag).toBe(tile.etag);
	});

	it('a page that was told by another process gets at least what it was told of', async () => {
		await looked();
		await servers.pause();
		await settle(12);
		const [standing] = await servers.ask(servers.primary, 'select wal_position()::float8 as position');
		const told = standing!.position as number;
		expect(await answering(reads.from(told))).toBe(port.primary);
		expect(await answering(reads.from(0))).toBe(port.replica);
		await servers.goOn();
		await reads.look();
		expect(await answering(reads.from(told))).toBe(port.replica);
	});

	it('what commits before an older transaction has ended is seen, as on a primary', async () => {
		await looked();
		const [one, other] = [
			await openDatabase({ url: servers.primary }),
			await openDatabase({ url: servers.primary })
		];
		try {
			await one.transaction(async (oldest) => {
				await oldest.query(`update organisation set name = '最早开始的' where id = 1`);
				let before = '';
				await other.transaction(async (second) => {
					await second.query(SETTLE, [GRID_CODES.A1, 2121]);
					await servers.ask(servers.primary, `update organisation set name = '最晚开始的' where id = 2`);
					await servers.caughtUp();
					before = (await readColumn(context, 'residents')).tag;
				});
				await servers.caughtUp();
				expect((await readColumn(context, 'residents')).tag).not.toBe(before);
				expect(await answering()).toBe(port.replica);
			});
		} finally {
			await Promise.all([one.close(), other.close()]);
		}
	});

	it('a replica that is too late is not used, is said once, and comes back by itself', async () => {
		await looked();
		await servers.pause();
		await settle(7);
		now += 1000;
		await reads.look();
		expect(reads.servers().replica).toBe('ok');
		now += LAG_MS;
		await reads.look();
		await reads.look();
		expect(reads.servers().replica).toBe('late');
		expect(await answering()).toBe(port.primary);
		expect(await json<{ replica: string }>(context, '/healthz')).toMatchObject({
			database: 'ok',
			replica: 'late'
		});
		await servers.goOn();
		await reads.look();
		expect(await answering()).toBe(port.replica);
		expect(said).toEqual(['late lag', 'ok']);
	});

	it('a replica that is gone costs no answer, is said once, and comes back by itself', async () => {
		await looked();
		servers.stopReplica();
		expect(await answering()).toBe(port.primary);
		await reads.look();
		await reads.look();
		expect(await json<{ replica: string }>(context, '/healthz')).toMatchObject({
			database: 'ok',
			replica: 'gone'
		});
		expect((await ask(context, `/api/grids/${GRID_CODES.A1}`)).status).toBe(200);
		servers.startReplica();
		await servers.caughtUp();
		await reads.look();
		expect(await answering()).toBe(port.replica);
		expect(said).toEqual(['gone database-unreachable', 'ok']);
	});

	it('while the primary is gone, reads go on, and health says so', async () => {
		await looked();
		servers.stopPrimary();
		try {
			now += 10 * LAG_MS;
			await reads.look();
			expect(await answering()).toBe(port.replica);
			expect(await json<object>(context, '/healthz')).toMatchObject({ database: 'gone', replica: 'ok' });
			await expect(reads.transaction((tx) => tx.query('select 1'))).rejects.toMatchObject({
				kind: 'database-unreachable'
			});
		} finally {
			servers.startPrimary();
		}
		await reads.look();
		expect(reads.servers().primaryAnswers).toBe(true);
	});

	it('a server that is no replica of this primary is not used', async () => {
		await servers.caughtUp();
		const wrong = await open(servers.primary);
		try {
			await wrong.look();
			expect(wrong.servers().replica).toBe('gone');
			expect(await answering(wrong)).toBe(port.primary);
		} finally {
			await wrong.close();
		}
	});

	async function facilities() {
		const tile = await readTile(
			{ ...context, now: new Date((later += 2000)) },
			tileAt('facilities', 14, 200, 100)
		);
		if (tile.kind !== 'tile') throw new Error(tile.kind);
		return tile;
	}
});
