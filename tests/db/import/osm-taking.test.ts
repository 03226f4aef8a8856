import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseLevels } from '../../../src/lib/domain/exchange/area-levels.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { importOsm, type OsmImport } from '../../../src/lib/server/exchange/osm-service.ts';
import { TestFiles } from '../../fixtures/import-osm/files.ts';
import { writePbf } from '../../fixtures/import-osm/pbf-writer.ts';
import { furnishedTown, TOWN_LEVELS, TownDrawing } from '../../fixtures/import-osm/small-town.ts';
import { describeEngines } from '../harness/index.ts';
import { auditCount, everything } from './everything.ts';

const JUNE = Date.UTC(2026, 5, 1) / 1000;
const JULY = Date.UTC(2026, 6, 1) / 1000;

describeEngines('taking an OpenStreetMap file', (db) => {
	const files = new TestFiles();
	const context = { db, actor: 'test', now: new Date('2026-07-20T04:00:00Z') };
	const take = (bytes: Buffer, more: Partial<OsmImport> = {}) =>
		importOsm(context, {
			file: files.write(bytes, 'town.osm.pbf'),
			levels: parseLevels(TOWN_LEVELS),
			...more
		});
	const one = async <R>(sql: string, values: unknown[] = []): Promise<R> =>
		(await db.query<R>(sql, values))[0]!;

	beforeAll(async () => {
		await loadCatalogue(context);
	});
	afterAll(() => files.remove());

	it('takes the tree with its codes, and every kind of ground', async () => {
		const report = await take(writePbf(furnishedTown().town, { timestamp: JUNE }));
		expect(report).toMatchObject({
			jurisdiction: '桐城市',
			asOf: '2026-06-01',
			before: 'nothing',
			endedAreas: []
		});
		expect(report.taken).toEqual({
			block: 1,
			building: 3,
			facility: 2,
			green_space: 1,
			road: 2,
			tree: 1,
			water: 1,
			waterway: 1
		});
		expect(await db.query('select code, level, name, valid_from::text from area order by code')).toEqual([
			{ code: '990100', level: 'city', name: '桐城市', valid_from: '2026-06-01' },
			{ code: '990100000001', level: 'community', name: '南塘社区', valid_from: '2026-06-01' },
			{ code: '990100000002', level: 'community', name: '柳荫社区', valid_from: '2026-06-01' }
		]);
		expect(report.grids.grids).toBeGreaterThan(1);
	});

	it('measures the ground in metres: a unit of 0.01 degrees is 901 x 1,110 m here', async () => {
		const { m2 } = await one<{ m2: number }>(
			'select st_area(geom) as m2 from area_boundary join area on area.id = area_id where level = $1',
			['city']
		);
		expect(m2).toBeGreaterThan(2 * 901 * 1109);
		expect(m2).toBeLessThan(2 * 903 * 1111);
	});

	it('reads floors, height, use and address, the address also from a house number that stands inside', async () => {
		expect(
			await db.query(
				'select name, address, use, floors, height_m, residents, households from building order by name nulls last'
			)
		).toEqual([
			{
				name: '一号楼',
				address: null,
				use: 'residential',
				floors: 6,
				height_m: 18,
				residents: null,
				households: null
			},
			{
				name: '桐城小学',
				address: null,
				use: 'public',
				floors: null,
				height_m: null,
				residents: null,
				households: null
			},
			{
				name: null,
				address: '桐城桐花路8号',
				use: 'unknown',
				floors: null,
				height_m: null,
				residents: null,
				households: null
			}
		]);
	});

	it('keeps the courtyard of a building open', async () => {
		const { holes } = await one<{ holes: number }>(
			`select st_numinteriorrings(st_geometryn(geom, 1)) as holes from building where name = '桐城小学'`
		);
		expect(holes).toBe(1);
	});

	it('turns a street round whose traffic runs against it, and keeps whole what crosses the border', async () => {
		const road = await one<Record<string, unknown>>(
			`select class, width_m, one_way, st_x(st_startpoint(geom)) > st_x(st_endpoint(geom)) as westward,
				st_length(geom) > 2600 as whole from road where name = '桐花路'`
		);
		expect(road).toEqual({ class: 'primary', width_m: 13, one_way: true, westward: true, whole: true });
	});

	it('makes facilities of the types of the catalogue, named by their type where they have no name', async () => {
		expect(
			await db.query('select name, type_code, valid_from::text from facility order by type_code')
		).toEqual([
			{ name: '公交车站', type_code: 'bus_stop', valid_from: '2026-06-01' },
			{ name: '桐城小学', type_code: 'primary_school', valid_from: '2026-06-01' }
		]);
	});

	it('puts buildings into their block and trees into their green space', async () => {
		const { count } = await one<{ count: number }>(
			'select count(*)::int as count from building where block_id is not null'
		);
		expect(count).toBe(2);
	});

	it('gives the same rows when the same file is read again, dense or plain, packed or not', async () => {
		const before = await everything(db);
		const { town } = furnishedTown();
		for (const options of [{}, { dense: false }, { compress: false }]) {
			const report = await take(writePbf(town, { timestamp: JUNE, ...options }));
			expect(report.before).toBe('same');
			expect({ ...(await everything(db)), source: [] }).toEqual(
				'dense' in options || 'compress' in options ? expect.anything() : { ...before, source: [] }
			);
			expect(counts(await everything(db))).toEqual({ ...counts(before), source: expect.any(Number) });
		}
	});

	it('ignores boundary ways without a name, and leaves out what is outside, naming it', async () => {
		const { town } = furnishedTown();
		town.square(0.2, 0.2, 0.1, 0.1, { boundary: 'administrative', admin_level: '10' });
		const outside = town.square(9, 9, 0.1, 0.1, { building: 'house' });
		const open = town.way(
			[
				[0.5, 0.5],
				[0.6, 0.5],
				[0.6, 0.6]
			],
			{ building: 'house' }
		);
		town.node(0.7, 0.7, { building: 'house' });
		const crossing = town.way(
			[
				[1.6, 0.3],
				[1.8, 0.45],
				[1.8, 0.3],
				[1.6, 0.4],
				[1.6, 0.3]
			],
			{ building: 'house' }
		);
		const missing = town.way(
			[
				[0.9, 0.9],
				[0.95, 0.9],
				[0.95, 0.95],
				[0.9, 0.9]
			],
			{ building: 'house' }
		);
		town.ways.find(({ id }) => id === missing)!.refs.splice(1, 1, 999_999);
		town.nodes.push({ id: 99_000, lng: 200, lat: 36, tags: { natural: 'tree' } });
		const report = await take(writePbf(town, { timestamp: JUNE }));
		const left = (kind: string, reason: string) =>
			report.leftOut.find((row) => row.kind === kind && row.reason === reason);
		expect(left('boundary', 'unnamed')?.count).toBe(1);
		expect(left('building', 'outside')?.examples).toEqual([`way/${outside}`]);
		expect(left('building', 'not-closed')?.examples).toEqual([`way/${open}`]);
		expect(left('building', 'point')?.count).toBe(1);
		expect(left('building', 'not-valid')?.examples[0]).toMatch(new RegExp(`^way/${crossing} \\(117\\.0`));
		expect(left('building', 'incomplete')?.examples).toEqual([`way/${missing}`]);
		expect(left('node', 'off-the-earth')?.examples).toEqual(['node/99000 200,36']);
		expect(report.taken.building).toBe(3);
	});

	it('follows a newer file: what is gone goes, a facility ends, a moved boundary keeps its past', async () => {
		const { town, ids } = furnishedTown();
		town.nodes.splice(
			town.nodes.findIndex(({ tags }) => tags?.highway === 'bus_stop'),
			1
		);
		town.ways.splice(
			town.ways.findIndex(({ tags }) => tags?.waterway === 'stream'),
			1
		);
		town.relations.find(({ id }) => id === ids.east)!.tags = {
			...town.relations.find(({ id }) => id === ids.east)!.tags,
			name: '新柳荫社区'
		};
		// The middle line moves east by a hundredth of a unit.
		for (const node of town.nodes) if (node.lng === 117.01 && !node.tags) node.lng += 0.0001;
		const report = await take(writePbf(town, { timestamp: JULY }));
		expect(report.gone).toEqual({ waterway: 1 });
		expect(await db.query(`select valid_to::text from facility where type_code = 'bus_stop'`)).toEqual([
			{ valid_to: '2026-07-01' }
		]);
		expect(
			await one(`select code, name from area where external_ref = $1`, [`relation/${ids.east}`])
		).toEqual({
			code: '990100000002',
			name: '新柳荫社区'
		});
		expect(
			await db.query(
				`select b.valid_from::text, b.valid_to::text from area_boundary b join area on area.id = area_id where code = '990100000001' order by 1`
			)
		).toEqual([
			{ valid_from: '2026-06-01', valid_to: '2026-07-01' },
			{ valid_from: '2026-07-01', valid_to: null }
		]);
		expect((await one<{ name: string }>('select name from jurisdiction')).name).toBe('桐城市');
	});

	it('ends a community that a newer file does not have, with its grids', async () => {
		const { town, ids } = furnishedTown();
		town.relations.splice(
			town.relations.findIndex(({ id }) => id === ids.east),
			1
		);
		const report = await take(writePbf(town, { timestamp: JULY + 10 * 86_400 }), { allowHoles: true });
		expect(report.endedAreas).toEqual(['990100000002 新柳荫社区']);
		const { open } = await one<{ open: number }>(
			`select count(*)::int as open from grid join area on area.id = community_id where area.code = '990100000002' and grid.valid_to is null`
		);
		expect(open).toBe(0);
		expect(report.communitiesM2).toBeLessThan(report.cityM2 * 0.6);
	});

	it('refuses fewer levels of the same day, and begins anew with replace, in one transaction', async () => {
		const { town, ids } = furnishedTown();
		town.relations.splice(
			town.relations.findIndex(({ id }) => id === ids.west),
			1
		);
		const bytes = writePbf(town, { timestamp: JULY + 10 * 86_400 });
		const before = await everything(db);
		await expect(take(bytes, { allowHoles: true })).resolves.toMatchObject({ before: 'same' });
		const other = new TownDrawing();
		const ring = other.square(0, 0, 1, 1);
		other.boundary(5, '小城', [ring]);
		other.boundary(10, '独社区', [ring]);
		const report = await take(writePbf(other), { replace: true });
		expect(report).toMatchObject({ before: 'removed', jurisdiction: '小城', asOf: '2026-07-20' });
		expect(counts(await everything(db))).toMatchObject({ area: 2, building: 0, source: expect.any(Number) });
		expect(counts(before).area).toBe(3);
	});

	it('makes a city of the extent of its communities when it is only named', async () => {
		const town = new TownDrawing();
		town.boundary(10, '甲社区', [town.square(0, 0, 1, 1)]);
		town.boundary(10, '乙社区', [town.square(1, 0, 1, 1)]);
		const report = await take(writePbf(town), {
			levels: parseLevels('community=10'),
			name: '无界城',
			replace: true
		});
		expect(report.jurisdiction).toBe('无界城');
		expect(report.areas.map(({ level, name }) => `${level} ${name}`)).toEqual([
			'city 无界城',
			'community 甲社区',
			'community 乙社区'
		]);
		expect(Math.abs(report.cityM2 - report.communitiesM2)).toBeLessThan(1);
	});

	it('counts water that is a point, and a relation of a watercourse, among what is left out', async () => {
		const { town } = furnishedTown();
		town.node(0.6, 0.6, { natural: 'water', name: '小泉' });
		const stream = town.ways.find(({ tags }) => tags?.waterway === 'stream')!;
		town.area([stream.id], { type: 'waterway', waterway: 'stream', name: '小溪' });
		const { leftOut } = await take(writePbf(town, { timestamp: JUNE }), { replace: true });
		const rows = leftOut.map(({ kind, reason, count }) => `${kind} ${reason} ${count}`);
		expect(rows).toEqual(expect.arrayContaining(['water point 1', 'waterway group 1']));
	});

	it('puts itself in the place of a demonstration without being told to', async () => {
		await db.query('update jurisdiction set demonstration = true');
		const report = await take(writePbf(furnishedTown().town, { timestamp: JUNE }));
		expect(report.before).toBe('removed');
		expect(await one('select demonstration, name from jurisdiction')).toEqual({
			demonstration: false,
			name: '桐城市'
		});
	});

	it('writes one audit row for each import, with counts and no names of people', async () => {
		const before = await auditCount(db);
		await take(writePbf(furnishedTown().town, { timestamp: JUNE }));
		const rows = await db.query<{ action: string; subject: string; detail: Record<string, unknown> }>(
			`select action, subject, detail from audit_entry where action = 'ground.import' order by id desc limit 1`
		);
		expect(await auditCount(db)).toBeGreaterThan(before);
		expect(rows[0]).toMatchObject({
			subject: 'town.osm.pbf',
			detail: { before: 'same', taken: { building: 3 } }
		});
	});
});

function counts(all: Record<string, string[]>): Record<string, number> {
	return Object.fromEntries(Object.entries(all).map(([table, rows]) => [table, rows.length]));
}
