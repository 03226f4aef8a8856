/**
 * A whole small country, as it was on 2021-05-05. The file is not part of the project: it is looked for beside it, in
 * ../shared/data, or where WANGGE_TEST_OSM says.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { projectRoot } from '../../../src/lib/server/db/index.ts';
import { importOsm, type OsmImportReport } from '../../../src/lib/server/exchange/osm-service.ts';
import { describeEngines } from '../harness/index.ts';
import { everything } from './everything.ts';

const FILE =
	process.env.WANGGE_TEST_OSM ??
	join(projectRoot(), '..', 'shared', 'data', 'osm-liechtenstein-2021', 'liechtenstein-latest.osm.pbf');

/** What the engine that came first made of the file: code, and ground as text. */
let gridsOfFirst: [code: string, ground: string][] | undefined;
const missing = !existsSync(FILE);
if (missing)
	console.error(`Skipped: the import of Liechtenstein. There is no ${FILE}; WANGGE_TEST_OSM can name one.`);

it.skipIf(missing)('the file of Liechtenstein is there', () => expect(existsSync(FILE)).toBe(true));

if (!missing)
	describeEngines('importing Liechtenstein', (db) => {
		const context = { db, actor: 'test', now: new Date('2026-07-01T04:00:00Z') };
		let report: OsmImportReport;

		beforeAll(async () => {
			await loadCatalogue(context);
			report = await importOsm(context, { file: FILE, levels: null });
		}, 600_000);

		it('takes the eleven municipalities under the country, with the numbers of ISO 3166-2', () => {
			expect(report.areas.map(({ code, name }) => `${code} ${name}`)).toEqual([
				'LI0000 Liechtenstein',
				'LI0000000001 Balzers',
				'LI0000000002 Eschen',
				'LI0000000003 Gamprin',
				'LI0000000004 Mauren',
				'LI0000000005 Planken',
				'LI0000000006 Ruggell',
				'LI0000000007 Schaan',
				'LI0000000008 Schellenberg',
				'LI0000000009 Triesen',
				'LI0000000010 Triesenberg',
				'LI0000000011 Vaduz'
			]);
			expect(Math.abs(report.cityM2 - report.communitiesM2)).toBeLessThan(1);
		});

		it('takes every kind of ground, and accounts for each object tagged building', () => {
			expect(report.taken).toEqual({
				block: 1268,
				building: 13_998,
				facility: 674,
				green_space: 2611,
				road: 6841,
				tree: 11_968,
				water: 105,
				waterway: 446
			});
			expect(report.seen).toMatchObject({ building: 14_049, highway: 7985, tree: 12_003 });
			expect(lost('building')).toEqual({ outside: 38, point: 12, 'not-an-area': 1 });
			expect(report.taken.building! + 38 + 12 + 1).toBe(report.seen.building);
			expect(lost('tree')).toEqual({ outside: 35 });
			expect(lost('road')).toEqual({ point: 1010, outside: 105, area: 17, 'no-road': 12 });
			expect(report.taken.road! + 1010 + 105 + 17 + 12).toBe(report.seen.highway);
			expect(lost('boundary')).toEqual({ 'boundary-incomplete': 11, unnamed: 4, 'not-an-area': 3 });
		});

		it('divides the municipalities into grids that sum to them', async () => {
			const [row] = await db.query<{ grids: number; m2: number }>(
				'select count(*)::int as grids, sum(area_m2) as m2 from grid where valid_to is null'
			);
			expect(row!.grids).toBe(report.grids.grids);
			expect(Math.abs(row!.m2 - report.communitiesM2)).toBeLessThan(report.communitiesM2 * 1e-6);
		});

		// PROJ's last bits differ between the engines, and decided between two cuts that were equally good.
		it('divides them in the same way on both engines, to the last corner', async () => {
			const rows = await db.query<{ code: string; ground: string }>(
				'select code, st_astext(geom, 6) as ground from grid where valid_to is null order by code'
			);
			const mine = rows.map(({ code, ground }): [string, string] => [code, ground]);
			gridsOfFirst ??= mine;
			expect(mine.filter(([code, ground], k) => gridsOfFirst![k]?.join() !== `${code},${ground}`)).toEqual(
				[]
			);
			expect(mine).toHaveLength(gridsOfFirst.length);
		});

		it('knows no residents: they are empty, not zero', async () => {
			expect(
				await db.query(
					'select count(*)::int as known from building where residents is not null or households is not null'
				)
			).toEqual([{ known: 0 }]);
		});

		it('gives the same rows when it is read again', async () => {
			const before = await everything(db);
			const again = await importOsm(context, { file: FILE, levels: null });
			expect(again).toMatchObject({ before: 'same', gone: {}, taken: report.taken });
			expect(again.grids).toMatchObject({ created: 0, ended: 0 });
			const after = await everything(db);
			for (const table of Object.keys(before)) expect(after[table], table).toEqual(before[table]);
		}, 600_000);

		function lost(kind: string): Record<string, number> {
			return Object.fromEntries(
				report.leftOut.filter((row) => row.kind === kind).map(({ reason, count }) => [reason, count])
			);
		}
	});
