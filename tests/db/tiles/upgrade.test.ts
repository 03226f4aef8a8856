/** A database from before changes had boxes: nothing that it noted is forgotten, and from then on places are noted. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate, projectRoot } from '../../../src/lib/server/db/index.ts';
import { TINY_FRAME } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { layOddGround } from './odd-ground.ts';

describeEngines(
	'a database that is brought up to date',
	(db) => {
		const noted = () =>
			db.query<{ boxes: number[] | null; mark: number; change: string }>(
				`select boxes, mark, change::text as change from ground_change where layer = 'facility' order by id`
			);

		it('keeps its changes, as everywhere, and notes the next ones where they are', async () => {
			const before = await mkdtemp(join(tmpdir(), 'wangge-before-'));
			try {
				await cp(join(projectRoot(), 'db', 'migrations'), join(before, 'migrations'), {
					recursive: true,
					filter: (path) => !/^\d{4}_/.test(basename(path)) || basename(path) < '0090'
				});
				await migrate(db, before);
			} finally {
				await rm(before, { recursive: true, force: true });
			}
			await db.query(`insert into source (kind, name) values ('entered', 'before')`);
			await db.query(
				`insert into facility_type (code, name_zh, name_en, icon, sort) values ('old', '旧', 'Old', 'old', 1)`
			);
			for (const name of ['一', '二'])
				await db.query(
					`insert into facility (type_code, name, geom, valid_from, source_id)
					select 'old', $1, st_setsrid(st_point(500000, 3985000), 990001), '2024-01-01', id from source`,
					[name]
				);
			// A database that holds anything knows its frame.
			await db.query('insert into spatial_ref_sys (srid, srtext, proj4text) values (990001, $1, $2)', [
				TINY_FRAME.wkt,
				TINY_FRAME.proj4
			]);
			await db.query(
				`insert into incident_class (edition, kind, code, group_name, name_zh, name_en, certainty)
				values ('old', 'matter', '0101', '旧', '旧', 'Old', 'memory')`
			);
			await db.query(
				`insert into incident (number, class_id, geom, happened_at, state, source_id)
				select 'old', c.id, st_setsrid(st_point(500000, 3985000), 990001), '2024-01-01', 'filed', s.id
				from incident_class c, source s`
			);
			await migrate(db);

			// What was there is in the tile where it would be if it came now.
			await db.query(
				`insert into incident (number, class_id, geom, happened_at, state, source_id)
				select 'new', class_id, geom, happened_at, state, source_id from incident`
			);
			const [{ tiles } = { tiles: 0 }] = await db.query<{ tiles: number }>(
				`select count(distinct (tile_x, tile_y))::int as tiles from incident where tile_x > 0 and tile_y > 0`
			);
			expect(tiles).toBe(1);

			const old = await noted();
			expect(old.map(({ boxes }) => boxes)).toEqual([null, null]);
			expect(new Set(old.map(({ mark }) => mark)).size).toBe(2);

			await layOddGround(db);
			await db.query(`update facility set name = name || '改' where type_code = 'old'`);
			const after = await noted();
			// One row for each transaction: nothing notes twice.
			expect(new Set(after.map(({ change }) => change)).size).toBe(after.length);
			expect(after.at(-1)!.boxes).toHaveLength(4);
		});
	},
	{ bare: true }
);
