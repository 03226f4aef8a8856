import { afterAll, expect, it } from 'vitest';
import { parseLevels } from '../../../src/lib/domain/exchange/area-levels.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importOsm } from '../../../src/lib/server/exchange/osm-service.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { writePbf } from '../../fixtures/import-osm/pbf-writer.ts';
import { furnishedTown, TOWN_LEVELS } from '../../fixtures/import-osm/small-town.ts';
import { describeEngines } from '../harness/index.ts';

describeEngines('an import into a settled database', (db) => {
	const files = new TestFiles();
	afterAll(() => files.remove());

	it('plans joins with a table of a single shape', async () => {
		const context = { db, actor: 'test', now: new Date('2026-07-01T04:00:00Z') };
		await loadCatalogue(context);
		const file = files.write(writePbf(furnishedTown().town));
		const levels = parseLevels(TOWN_LEVELS);
		await importOsm(context, { file, levels });
		await db.settle();
		expect(
			await db.query(
				'select count(*)::int as inside from green_space join tree on st_covers(green_space.geom, tree.geom)'
			)
		).toEqual([{ inside: 0 }]);
		expect(await importOsm(context, { file, levels })).toMatchObject({ before: 'same', taken: { tree: 1 } });
	});

	it('plans joins with a table that has lost all its shapes, as when real ground replaces a demonstration', async () => {
		// Each shape several times, as several duties mean one road: then the most common ones are in the statistics.
		const rows = (table: string, count: number) => `
			create table ${table} (id integer primary key, geom geometry(Polygon, 990001) not null);
			create index on ${table} using gist (geom);
			insert into ${table} select n, st_setsrid(st_makeenvelope(n % 200 * 9, 0, n % 200 * 9 + 20, 20), 990001)
				from generate_series(1, ${count}) as n`;
		await db.script(rows('was_full', 800));
		await db.script(rows('stays_full', 800));
		await db.settle();
		await db.query('delete from was_full');
		await db.settle();
		const common = 'select count(*) as n from was_full a join stays_full b on st_intersects(a.geom, b.geom)';
		expect(await db.query(common)).toEqual([{ n: 0 }]);
		await db.query('insert into was_full select * from stays_full where id = 5');
		expect(await db.query(common)).toEqual([{ n: 20 }]);
	});
});
