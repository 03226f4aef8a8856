import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { GET as getTile } from '../../../src/routes/tiles/[set]/[z]/[x]/[y]/+server.ts';
import { createTestDatabase, describeEngine, describeEngines } from '../harness/index.ts';
import { BUILDING, CENTRE, FACILITY, idOf, later, MIDDLE, MOVE, next, of, openPage } from './edits.ts';
import { layOddGround } from './odd-ground.ts';
import { around, contextOf, counting, Page, placeIn, tileAt, type Counting } from './places.ts';

describeEngines('an edit makes old only the tiles it touches', (db) => {
	beforeAll(async () => {
		await layOddGround(db);
	});

	it('one building: its own tile, and nothing where no building is shown', async () => {
		const [near, far, facilities] = [
			await openPage(db, 'ground'),
			new Page(db, [of('ground', tileAt('ground', 13, 700, 700))]),
			await openPage(db, 'facilities')
		];
		await far.refresh(later());
		const id = await idOf(db, BUILDING, placeIn(CENTRE, 0.5, 0.5));
		expect(await near.refresh(next())).toEqual([MIDDLE]);
		expect(await far.refresh(later())).toEqual([]);
		expect(await facilities.refresh(later())).toEqual([]);

		await db.query('update building set floors = 7 where id = $1', [id]);
		expect(await near.refresh(next())).toEqual([MIDDLE]);
		await db.query('delete from building where id = $1', [id]);
		expect(await near.refresh(next())).toEqual([MIDDLE]);
	});

	it('one grid: the tiles that show it, at every zoom', async () => {
		const grid = await idOf(db, `select id from grid where code = '990102001001001'`, []);
		const here = tileAt('grids', 16, 50, 150);
		const shown = [here, tileAt('grids', 13, 50, 150)];
		const [page, elsewhere] = [new Page(db, shown), new Page(db, around(of('grids', CENTRE), 0))];
		await page.refresh(next());
		await elsewhere.refresh(later());
		await db.query(`update grid set code = '990102001001099' where id = $1`, [grid]);
		expect(await page.refresh(next())).toHaveLength(2);
		expect(await elsewhere.refresh(later())).toEqual([]);
		await db.query(`update grid set code = '990102001001001' where id = $1`, [grid]);
		expect(await page.refresh(next())).toHaveLength(2);
	});

	it('one facility near an edge: the neighbour that draws it in its margin as well, in a corner three', async () => {
		const page = await openPage(db, 'facilities');
		const id = await idOf(db, FACILITY, [...placeIn(CENTRE, 0.5 / 64, 0.5), '西边']);
		expect(await page.refresh(next())).toEqual(['1,2', MIDDLE]);
		await db.query('delete from facility where id = $1', [id]);
		expect(await page.refresh(next())).toEqual(['1,2', MIDDLE]);
		await db.query(FACILITY, [...placeIn(CENTRE, 1 - 0.5 / 64, 1 - 0.5 / 64), '角上']);
		expect(await page.refresh(next())).toEqual([MIDDLE, '3,2', '2,3', '3,3']);
		await db.query(FACILITY, [...placeIn(CENTRE, 1 - 2 / 64, 0.5), '里面']);
		expect(await page.refresh(next())).toEqual([MIDDLE]);
	});

	it('a move: the old place and the new, not what lies between', async () => {
		const page = await openPage(db, 'facilities');
		const [west, east] = [
			{ ...CENTRE, x: CENTRE.x - 2 },
			{ ...CENTRE, x: CENTRE.x + 2 }
		];
		const id = await idOf(db, FACILITY, [...placeIn(west, 0.5, 0.5), '会搬家']);
		expect(await page.refresh(next())).toEqual(['0,2']);
		await db.query(MOVE, [...placeIn(east, 0.5, 0.5), id]);
		expect(await page.refresh(next())).toEqual(['0,2', '4,2']);
	});

	it('a state of a grid, a greening duty: where the grid and the green space are', async () => {
		const states = new Page(db, [
			tileAt('states', 16, 250, 150, 'greening'),
			tileAt('states', 16, 1700, 1700, 'greening')
		]);
		await states.refresh(next());
		await db.query(`update grid_duty set state = 'overlap' where duty_code = 'greening' and state = 'gap'
			and grid_id = (select id from grid where code = '990102001002001')`);
		expect(await states.refresh(next())).toEqual(['0,0']);

		const [{ x, y }] = (await db.query<{ x: number; y: number }>(`
			select st_x(spot) - 500000 as x, st_y(spot) - 3985000 as y
			from (select st_pointonsurface(geom) as spot from green_space
				where id = (select green_space_id from greening_duty where green_space_id is not null limit 1)) place`)) as [
			{ x: number; y: number }
		];
		const greening = new Page(db, [tileAt('greening', 16, x, y), tileAt('greening', 16, x + 1500, y)]);
		await greening.refresh(next());
		await db.query(
			`update greening_duty set next_due_on = next_due_on + 400 where green_space_id is not null`
		);
		expect(await greening.refresh(next())).toEqual(['0,0']);
	});

	it('nothing, when no tile would show a difference', async () => {
		const pages = [await openPage(db, 'ground', 1), await openPage(db, 'facilities', 1)];
		await db.query('update building set households = coalesce(households, 0) + 1');
		await db.query('update facility set name = name, phone = null');
		await db.query('delete from facility where false');
		await db
			.transaction(async (tx) => {
				await tx.query('delete from facility');
				throw new Error('taken back');
			})
			.catch(() => undefined);
		next();
		for (const page of pages) expect(await page.refresh(later())).toEqual([]);
	});

	it('nothing, when the catalogue is read again at a start', async () => {
		await loadCatalogue(contextOf(db));
		const page = await openPage(db, 'facilities', 1);
		await loadCatalogue(contextOf(db));
		expect(await page.refresh(next())).toEqual([]);
		await db.query(`update facility_type set icon = 'another' where code = 'kindergarten'`);
		expect(await page.refresh(next())).toHaveLength(9);
	});

	it('what lies beyond the ground there was, when something is put there', async () => {
		const beyond = { ...CENTRE, x: CENTRE.x + 80 };
		const page = new Page(db, [of('facilities', beyond)]);
		expect(await page.refresh(next())).toEqual([]);
		await db.query(FACILITY, [...placeIn(beyond, 0.5, 0.5), '城外']);
		expect(await page.refresh(next())).toEqual(['0,0']);
		await db.query(`delete from facility where name = '城外'`);
		await page.refresh(next());
	});

	it('and a page that stays open over a restart is told so without a query for a tile', async () => {
		const addresses = around(of('facilities'), 1);
		const ask = async (server: Counting, address: TileAddress, tag: string | null) => {
			const path = `/tiles/${address.set}/${address.z}/${address.x}/${address.y}`;
			const url = new URL(`http://localhost${path}`);
			const headers = { 'accept-encoding': 'gzip', ...(tag ? { 'if-none-match': tag } : {}) };
			const { set, z, x, y } = address;
			return getTile({
				url,
				params: { set, z: `${z}`, x: `${x}`, y: `${y}` },
				request: new Request(url, { headers }),
				locals: { lang: 'zh-CN', context: contextOf(server.db, later()) }
			} as never);
		};
		next();
		const first = counting(db);
		const tags = new Map<TileAddress, string | null>();
		for (const address of addresses) tags.set(address, (await ask(first, address, null)).headers.get('etag'));
		await db.query(FACILITY, [...placeIn(CENTRE, 0.7, 0.7), '重启时']);
		next();
		const second = counting(db);
		const statuses = [];
		for (const address of addresses) statuses.push((await ask(second, address, tags.get(address)!)).status);
		expect(statuses).toEqual([304, 304, 304, 304, 200, 304, 304, 304, 304]);
		expect(second.tiles()).toBe(1);
	});

	it('everything, when a table is emptied', async () => {
		const page = await openPage(db, 'incidents', 1);
		await db.query('truncate incident cascade');
		expect(await page.refresh(next())).toHaveLength(9);
	});
});

describeEngine('server', 'changes that end in another order than they began', (db) => {
	beforeAll(async () => {
		await layOddGround(db);
	});

	it('are all seen: the one with the lower number after the one with the higher', async () => {
		const page = await openPage(db, 'facilities', 1);
		let end = () => {};
		let noted = () => {};
		const mayEnd = new Promise<void>((go) => (end = go));
		const isNoted = new Promise<void>((go) => (noted = go));
		const early = db.transaction(async (tx) => {
			await tx.query(FACILITY, [...placeIn(CENTRE, 0.4, 0.4), '先写后交']);
			noted();
			await mayEnd;
		});
		await isNoted;
		await db.query(FACILITY, [...placeIn(CENTRE, 0.6, 0.6), '后写先交']);
		expect(await page.refresh(next())).toEqual(['1,1']);
		const between = new Map(page.tags);
		// Folding everything that can be seen does not take the open one with it.
		await db.query(`select fold_ground_changes('facility', 0, 0)`);
		await page.refresh(next());
		end();
		await early;
		expect(await page.refresh(next())).toEqual(['1,1']);
		expect([...page.tags.values()][4]).not.toBe([...between.values()][4]);
	});
});

describe('a copy of a database', () => {
	it('has versions of its own from the first change of either', async () => {
		const made = [await createTestDatabase('embedded'), await createTestDatabase('embedded')];
		const [a, b] = (await Promise.all(made.map((one) => one.open()))) as [Database, Database];
		try {
			const tags = [];
			for (const db of [a, b]) {
				await layOddGround(db);
				const answer = await readTile(contextOf(counting(db).db), of('facilities'));
				if (answer.kind === 'gone') throw new Error(answer.kind);
				tags.push(answer.etag.split('-')[0]);
			}
			expect(tags[0]).not.toBe(tags[1]);
		} finally {
			await a.close();
			await b.close();
			for (const one of made) await one.drop();
		}
	});
});
