import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseLevels } from '../../../src/lib/domain/exchange/area-levels.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importOsm, type OsmImport } from '../../../src/lib/server/exchange/osm-service.ts';
import { findGridAt, readCard } from '../../../src/lib/server/grid/service.ts';
import { importResponsibilities } from '../../../src/lib/server/responsibility/service.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { writePbf, type WriteOptions } from '../../fixtures/import-osm/pbf-writer.ts';
import { furnishedTown, TOWN_LEVELS, type TownDrawing } from '../../fixtures/import-osm/small-town.ts';
import { describeEngines } from '../harness/index.ts';
import { everything } from './everything.ts';

const on = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;
const PLACE = [117.005, 36.008] as const;

describeEngines('past days of imported ground', (db) => {
	const files = new TestFiles();
	const at = (day: string) => ({ db, actor: 'test', now: new Date(`${day}T04:00:00Z`) });
	const take = (
		today: string,
		town: TownDrawing,
		options: WriteOptions = {},
		more: Partial<OsmImport> = {}
	) =>
		importOsm(at(today), {
			file: files.write(writePbf(town, options), 'town.osm.pbf'),
			levels: parseLevels(TOWN_LEVELS),
			...more
		});
	/** The town whose middle line lies further east by some hundredths of a unit. */
	const movedTown = (hundredths: number) => {
		const { town } = furnishedTown();
		for (const node of town.nodes) if (node.lng === 117.01 && !node.tags) node.lng += hundredths / 1e4;
		return town;
	};
	const answer = async (day: string) => (await findGridAt(at('2026-07-20'), { at: PLACE, on: day })).code;
	/** Days on which the grids in force do not sum to the city: some ground has none, or two. */
	const wrongDays = () =>
		db.query(
			`with turn as (select valid_from as day from grid union select valid_to from grid where valid_to is not null)
			select turn.day::text, sum(g.area_m2) as m2
			from turn
			join grid as g on g.valid_from <= turn.day and (g.valid_to is null or g.valid_to > turn.day)
			group by turn.day
			having abs(sum(g.area_m2) - (select st_area(geom) from area_boundary
				where valid_to is null and area_id = (select id from area where level = 'city'))) > 10`
		);

	beforeAll(async () => {
		await loadCatalogue(at('2026-07-20'));
	});
	afterAll(() => files.remove());

	it('answers for a day before the import, with the responsibilities of that day', async () => {
		await take('2026-07-10', furnishedTown().town, { timestamp: on('2021-05-05') });
		const table = files.write(
			'organisation_code,organisation_name,organisation_kind,duty,part,ground,valid_from,valid_to\n' +
				'old,旧单位,street_party_committee,greening,fallback,area:990100,2020-01-01,2024-01-01\n' +
				'new,新单位,street_party_committee,greening,fallback,area:990100,2024-01-01,\n'
		);
		await importResponsibilities(at('2026-07-10'), table);
		const code = await answer('2026-07-09');
		const fallbacks = async (day: string) =>
			(await readCard(at('2026-07-10'), { code, at: day })).duties
				.find((duty) => duty.code === 'greening')!
				.fallbacks.map(({ organisation }) => organisation.name);
		expect(await fallbacks('2026-07-09')).toEqual(['新单位']);
		expect(await fallbacks('2023-12-31')).toEqual(['旧单位']);
		expect(await fallbacks('2021-05-05')).toEqual(['旧单位']);
		expect((await readCard(at('2026-07-10'), { code, at: '2026-07-10' })).grid.valid_from).toBe('2021-05-05');
		await expect(readCard(at('2026-07-10'), { code, at: '2021-05-04' })).rejects.toMatchObject({
			kind: 'not-found'
		});
	});

	it('changes nothing when unchanged ground is read again on a later day', async () => {
		const before = await everything(db);
		const { grids } = await take('2026-07-12', furnishedTown().town, { timestamp: on('2021-05-05') });
		expect(grids).toMatchObject({ created: 0, ended: 0 });
		expect(await everything(db)).toEqual(before);
	});

	it('ends and begins grids on the day of a newer file, and on the import day for one of the same day', async () => {
		const days = () =>
			db.query(
				`select distinct valid_to::text as ended from grid where valid_to is not null
				union select distinct valid_from::text from grid order by 1`
			);
		const newer = await take('2026-07-13', movedTown(5), { timestamp: on('2025-03-01') });
		expect(newer.grids.ended).toBeGreaterThan(0);
		expect(await days()).toEqual([{ ended: '2021-05-05' }, { ended: '2025-03-01' }]);
		const same = await take('2026-07-14', movedTown(9), { timestamp: on('2025-03-01') });
		expect(same.grids.ended).toBeGreaterThan(0);
		expect(await days()).toEqual([{ ended: '2021-05-05' }, { ended: '2025-03-01' }, { ended: '2026-07-14' }]);
		expect(await wrongDays()).toEqual([]);
	});

	it('never ends a grid before it began, when a newer file is older than the grids that stand', async () => {
		await take('2026-07-18', movedTown(2), { timestamp: on('2026-07-01') });
		const [row] = await db.query<{ early: number; from: string }>(
			`select count(*) filter (where valid_to < valid_from)::int as early, max(valid_from)::text as from from grid`
		);
		expect(row).toEqual({ early: 0, from: '2026-07-14' });
		expect(await wrongDays()).toEqual([]);
	});

	it('begins on the import day where the file does not say how old it is', async () => {
		await take('2026-07-19', furnishedTown().town, {}, { replace: true });
		expect(
			await db.query(
				`select valid_from::text as first from area union select valid_from::text from area_boundary
				union select valid_from::text from grid`
			)
		).toEqual([{ first: '2026-07-19' }]);
	});
});
