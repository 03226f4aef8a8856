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
});
