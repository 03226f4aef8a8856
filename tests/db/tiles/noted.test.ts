import { beforeAll, expect, it } from 'vitest';
import { tileBox } from '../../../src/lib/domain/tile/box.ts';
import { describeEngines } from '../harness/index.ts';
import { CENTRE, FACILITY, idOf, later, next, of, openPage } from './edits.ts';
import { layOddGround } from './odd-ground.ts';
import { Page, placeIn } from './places.ts';

describeEngines('what is noted of a change', (db) => {
	beforeAll(async () => {
		await layOddGround(db);
	});
	const noted = () =>
		db.query<{ boxes: number[] | null }>('select boxes from ground_change order by id desc limit 1');
	const rows = async () => {
		const [{ n }] = (await db.query<{ n: number }>('select count(*)::int as n from ground_change')) as [
			{ n: number }
		];
		return n;
	};
	/** Metres of EPSG:3857 of a shape's corners, as the encoder would draw them. */
	const DRAWN = `select st_xmin(g) as west, st_ymin(g) as south, st_xmax(g) as east, st_ymax(g) as north
		from (select st_extent(st_transform(geom, 3857))::geometry as g from `;

	it('is a box around all that is drawn of it, also of a large shape', async () => {
		await db.query(`update waterway set name = coalesce(name, '') || '改' where kind = 'river'`);
		const [{ boxes }] = (await noted()) as [{ boxes: number[] }];
		const [drawn] = await db.query<{ west: number; south: number; east: number; north: number }>(
			`${DRAWN} waterway where kind = 'river') drawn`
		);
		const { west, south, east, north } = drawn!;
		expect(boxes).toHaveLength(4);
		expect(boxes[0]! < west && boxes[1]! < south && boxes[2]! > east && boxes[3]! > north).toBe(true);
		expect(west - boxes[0]!).toBeLessThan(0.02 * (east - west));
	});

	it('is one row for a transaction, and few boxes however many statements it has', async () => {
		const before = await rows();
		await db.transaction(async (tx) => {
			for (let n = 0; n < 60; n++)
				await tx.query(FACILITY, [
					...placeIn(CENTRE, (n % 10) * 3 + 0.5, Math.floor(n / 10) + 0.5),
					`第${n}`
				]);
		});
		expect(await rows()).toBe(before + 1);
		const [{ boxes }] = (await noted()) as [{ boxes: number[] }];
		expect(boxes.length).toBeLessThanOrEqual(64);
		for (let n = 0; n < 60; n++) {
			const { x, y } = CENTRE;
			const [west, south, east, north] = tileBox({ z: 16, x: x + (n % 10) * 3, y: y + Math.floor(n / 10) });
			const [lng, lat] = [(west + east) / 2, (south + north) / 2];
			const held = boxes.some(
				(_, at) =>
					at % 4 === 0 &&
					boxes[at]! <= lng &&
					boxes[at + 1]! <= lat &&
					boxes[at + 2]! >= lng &&
					boxes[at + 3]! >= lat
			);
			expect(held, `facility ${n}`).toBe(true);
		}
	});

	it('is one box for a statement that changes many, and nothing new for one inside it', async () => {
		await db.query(`update facility set name = name || '二' where name like '第%'`);
		const [{ boxes }] = (await noted()) as [{ boxes: number[] }];
		expect(boxes).toHaveLength(4);
	});

	it('is everywhere for ground that cannot be put on the map, and the edit does not fail', async () => {
		await db.query(`insert into tree (species, geom, source_id)
			select '远树', st_setsrid(st_point(1e300, -1e300), 990001), min(id) from source`);
		expect((await noted())[0]!.boxes).toBeNull();
		await db.query(`delete from tree where species = '远树'`);
	});
});

describeEngines('folding old changes together', (db) => {
	beforeAll(async () => {
		await layOddGround(db);
	});
	const fold = (most: number, newest: number) =>
		db.query(`select fold_ground_changes('facility', $1, $2)`, [most, newest]);
	const count = async () => {
		const [row] = await db.query<{ n: number }>(
			`select count(*)::int as n from ground_change where layer = 'facility'`
		);
		return row!.n;
	};

	it('keeps the list short, leaves far tiles alone and never lets a tile become what it was', async () => {
		const far = new Page(db, [of('facilities', { ...CENTRE, x: CENTRE.x - 12 })]);
		const near = new Page(db, [of('facilities')]);
		await far.refresh(next());
		await near.refresh(later());
		const tags = new Set([...near.tags.values()]);
		const id = await idOf(db, FACILITY, [...placeIn(CENTRE, 0.5, 0.5), '改名一']);
		for (let n = 0; n < 40; n++) {
			await db.query('update facility set name = $2 where id = $1', [id, `改名${n}`]);
			if (n % 4 === 3) await fold(10, 3);
			await near.refresh(next());
			tags.add([...near.tags.values()][0]!);
		}
		expect(tags.size).toBe(41);
		expect(await count()).toBeLessThan(20);
		expect(await far.refresh(later())).toEqual([]);

		// Whatever is folded after that, a tile that has been made since costs at most once more, and is then left alone.
		await fold(0, 0);
		await near.refresh(next());
		await fold(0, 0);
		expect(await near.refresh(next())).toEqual([]);
		expect(await far.refresh(later())).toEqual([]);
		await db.query('update facility set name = $2 where id = $1', [id, '最后']);
		expect(await near.refresh(next())).toEqual(['0,0']);
	});

	it('puts every box, small or wide, into one that holds it, and keeps the sum of marks', () =>
		// On one connection: the list from before is a table of its session.
		db.transaction(async (tx) => {
			await tx.query('delete from ground_change');
			// Sizes from one metre to a hundred kilometres, places on both sides of zero.
			await tx.query(`insert into ground_change (layer, boxes)
			select 'water', array[west, south, west + size, south + size / 3]
			from (select 10 ^ (n % 6) as size, (n * 7919 % 200000) - 100000.5 as west, (n * 104729 % 300000) - 150000.5 as south
				from generate_series(1, 300) as n) place`);
			await tx.query(`create temporary table before on commit drop as select * from ground_change`);
			await tx.query(`select fold_ground_changes('water', 0, 10)`);
			const [found] = await tx.query<{ out: number; least: number; rows: number }>(`
			select (select count(*)::integer from before where not exists (
					select from ground_change now where now.boxes[1] <= before.boxes[1] and now.boxes[2] <= before.boxes[2]
						and now.boxes[3] >= before.boxes[3] and now.boxes[4] >= before.boxes[4])) as out,
				count(*) filter (where not folded)::integer as least, count(*)::integer as rows
			from ground_change`);
			expect(found).toMatchObject({ out: 0, least: 10 });
			expect(found!.rows).toBeLessThan(300);
			const sum = `sum(mark) % 281474976710656 as sum`;
			const [was, is] = [
				await tx.query(`select ${sum} from before`),
				await tx.query(`select ${sum} from ground_change`)
			];
			expect(is).toEqual(was);
		}));

	it('makes one of all, everywhere, where they lie in more places than a list should hold', async () => {
		await db.query('delete from ground_change');
		await db.query(`insert into ground_change (layer, boxes)
			select 'road', array[n * 5000, 0, n * 5000 + 1, 1] from generate_series(1, 2100) as n`);
		await db.query(`select fold_ground_changes('road', 0, 0)`);
		const left = await db.query<{ boxes: number[] | null; folded: boolean }>(
			`select boxes, folded from ground_change where folded`
		);
		expect(left).toEqual([{ boxes: null, folded: true }]);
	});

	it('happens by itself', async () => {
		const id = await idOf(db, FACILITY, [...placeIn(CENTRE, 0.5, 0.5), '常改']);
		for (let n = 0; n < 520; n++)
			await db.query('update facility set name = $2 where id = $1', [id, `常改${n}`]);
		expect(await count()).toBeLessThan(300);
	});

	it('of everything at once loses no change', async () => {
		const page = await openPage(db, 'facilities', 0);
		await db.query(FACILITY, [...placeIn(CENTRE, 0.5, 0.5), '折后']);
		await fold(0, 0);
		expect(await page.refresh(next())).toEqual(['0,0']);
		await db.query(`delete from facility where name = '折后'`);
		expect(await page.refresh(next())).toEqual(['0,0']);
	});
});
