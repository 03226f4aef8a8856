import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { importGrids } from '../../../src/lib/server/grid-maker/importing.ts';
import { checkGrids, isClean } from '../../../src/lib/server/grid-maker/checking.ts';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import type { GridProblem } from '../../../src/lib/domain/grid/own-grids.ts';
import { gridWords } from '../../../src/lib/words/grids.ts';
import { describeEngines } from '../harness/index.ts';
import { communityCode, DAY, layTown, ORIGIN, ring, type Town } from './town.ts';

type Ring = [number, number][];
interface Feature {
	type: 'Feature';
	properties: Record<string, unknown>;
	geometry: { type: string; coordinates: unknown };
}

const square = (n: number, x: number) => ({
	code: communityCode(n),
	polygons: [[ring([x, 0], [x + 200, 0], [x + 200, 200], [x, 200])]]
});
const house = (x: number, y: number) => ({
	rings: [ring([x, y], [x + 20, y], [x + 20, y + 20], [x, y + 20])],
	households: 1
});
const TOWN: Town = {
	communities: [square(1, 0), square(2, 200)],
	roads: [],
	water: [],
	// Across the middle of community 1, across its border, and across nothing.
	buildings: [house(85, 40), house(185, 140), house(40, 40)]
};
const code = (n: number, k: number) => `${communityCode(n)}${String(k).padStart(3, '0')}`;
const contextOf = (db: Database) => ({ db, actor: 'test', now: new Date(`${DAY}T04:00:00Z`) });

/** A square of 100 m with its corner at x, y (metres from the origin), as a ring in metres. */
const cell = (x: number, y: number, side = 100): Ring =>
	[
		[x, y],
		[x + side, y],
		[x + side, y + side],
		[x, y + side],
		[x, y]
	].map(([east, north]) => [ORIGIN[0] + east!, ORIGIN[1] + north!]);
const feature = (of: string | undefined, ...rings: Ring[]): Feature => ({
	type: 'Feature',
	properties: of === undefined ? {} : { code: of },
	geometry: { type: 'Polygon', coordinates: rings }
});
const FOUR = [
	feature(code(1, 1), cell(0, 100)),
	feature(code(1, 2), cell(100, 100)),
	feature(code(1, 3), cell(0, 0)),
	feature(code(1, 4), cell(100, 0))
];
// The town's frame is the 3-degree zone of 117°E: EPSG 4548.
const METRES = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4548' } };
const collection = (features: unknown[], crs: unknown = METRES) =>
	JSON.stringify({ type: 'FeatureCollection', crs: crs ?? undefined, features });
const replaced = (k: number, by: Feature) => FOUR.map((one, i) => (i === k ? by : one));

describeEngines('importing own grids', (db) => {
	beforeAll(() => layTown(db, TOWN));
	const bring = (text: string, crs?: string) =>
		importGrids(contextOf(db), { name: 'grids.geojson', text, crs });
	const refusal = async (text: string, crs?: string) => {
		const [before] = await db.query(
			'select (select count(*) from grid) as g, (select count(*) from audit_entry) as a'
		);
		const error: unknown = await bring(text, crs).catch((thrown: unknown) => thrown);
		const [after] = await db.query(
			'select (select count(*) from grid) as g, (select count(*) from audit_entry) as a'
		);
		expect(after).toEqual(before);
		if (!isWanggeError(error)) throw error;
		return error;
	};
	const problemsOf = async (features: unknown[]) => {
		const { kind, details } = await refusal(collection(features));
		expect(kind).toBe('grids-invalid');
		const problems = details.problems as GridProblem[];
		for (const problem of problems)
			for (const words of [gridWords['zh-CN'], gridWords.en])
				expect(words.problem(problem)).not.toMatch(/undefined|null|NaN/);
		return problems;
	};

	it('refuses an empty file and one that is no GeoJSON', async () => {
		expect((await refusal('  ')).kind).toBe('file-empty');
		expect((await refusal('{"type":"FeatureCollection","features":[]}')).kind).toBe('file-empty');
		expect((await refusal('{"type":"Feature')).kind).toBe('file-broken');
		expect((await refusal('{"type":"Topology"}')).kind).toBe('file-broken');
		expect((await refusal(collection(FOUR).replace('500000', 'NaN'))).kind).toBe('file-broken');
	});

	it('refuses metres without a coordinate system, and systems it does not know', async () => {
		expect((await refusal(collection(FOUR, null))).details).toMatchObject({ crs: 'missing', feature: 1 });
		for (const name of ['EPSG:999999', 'urn:ogc:def:crs:BEIJING54', 'GCJ-02'])
			expect((await refusal(collection(FOUR, { type: 'name', properties: { name } }))).kind).toBe(
				'crs-unknown'
			);
		expect((await refusal(collection(FOUR, { type: 'link' }))).kind).toBe('crs-unknown');
		expect((await refusal(collection(FOUR), 'EPSG:4526')).kind).toBe('crs-mismatch');
	});

	it('names the feature whose coordinate is 1e400', async () => {
		const text = collection(FOUR).replace('[500100,3985200]', '[1e400,3985200]');
		const { details } = await refusal(text);
		expect(details.problems).toContainEqual(
			expect.objectContaining({ kind: 'number', feature: 1, code: code(1, 1) })
		);
	});

	it('names a ring that crosses itself, and the place', async () => {
		const bow = cell(100, 0);
		[bow[1], bow[2]] = [bow[2]!, bow[1]!];
		const problems = await problemsOf(replaced(3, feature(code(1, 4), bow)));
		const crossing = problems.find(({ kind }) => kind === 'self-crossing');
		expect(crossing).toMatchObject({ feature: 4, code: code(1, 4) });
		expect(crossing!.place![0]).toBeCloseTo(117, 1);
		expect(crossing!.place![1]).toBeCloseTo(36, 1);
	});

	it('refuses a 400-vertex ring that crosses itself without trying to repair it', async () => {
		const star: Ring = Array.from({ length: 400 }, (_, k) => [
			ORIGIN[0] + 150 + 45 * Math.cos(k * 2.39),
			ORIGIN[1] + 50 + 45 * Math.sin(k * 2.39)
		]);
		star.push(star[0]!);
		const problems = await problemsOf(replaced(3, feature(code(1, 4), star)));
		expect(problems).toContainEqual(expect.objectContaining({ kind: 'self-crossing', feature: 4 }));
	});

	it('names both grids of an overlap, with its area', async () => {
		const wide = cell(100, 0).map(([x, y]): [number, number] => [x === ORIGIN[0] + 100 ? x - 20 : x, y]);
		const problems = await problemsOf(replaced(3, feature(code(1, 4), wide)));
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ kind: 'overlap', feature: 3, code: code(1, 3), other: code(1, 4) });
		expect(problems[0]!.m2).toBeCloseTo(2000, 1);
	});

	it('finds a hole, with its area and place', async () => {
		const problems = await problemsOf(FOUR.slice(0, 3));
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ kind: 'hole', other: communityCode(1) });
		expect(problems[0]!.m2).toBeCloseTo(10_000, 1);
	});

	it('finds a grid that crosses the community boundary', async () => {
		const long = cell(100, 0).map(([x, y]): [number, number] => [x === ORIGIN[0] + 200 ? x + 30 : x, y]);
		const problems = await problemsOf(replaced(3, feature(code(1, 4), long)));
		expect(problems.map(({ kind }) => kind)).toContain('crosses-border');
		expect(problems.find(({ kind }) => kind === 'crosses-border')).toMatchObject({
			feature: 4,
			other: communityCode(1)
		});
	});

	it('names codes that occur twice, are malformed, missing, or name another community', async () => {
		const cases: [Feature, GridProblem['kind']][] = [
			[feature(code(1, 3), cell(100, 0)), 'code-twice'],
			[feature('9901-02', cell(100, 0)), 'code-pattern'],
			[feature(`${communityCode(1)}0004`, cell(100, 0)), 'code-pattern'],
			[feature(undefined, cell(100, 0)), 'code-missing'],
			[feature(code(2, 4), cell(100, 0)), 'wrong-community']
		];
		for (const [wrong, kind] of cases)
			expect((await problemsOf(replaced(3, wrong))).map((problem) => problem.kind)).toContain(kind);
	});

	it('refuses multiparts, open rings, short rings and what is no polygon', async () => {
		const cases: [Feature['geometry'], GridProblem['kind']][] = [
			[{ type: 'MultiPolygon', coordinates: [[cell(100, 0, 40)], [cell(150, 0, 40)]] }, 'multipart'],
			[{ type: 'Polygon', coordinates: [cell(100, 0).slice(0, 4)] }, 'ring-open'],
			[{ type: 'Polygon', coordinates: [cell(100, 0).slice(0, 2)] }, 'ring-short'],
			[{ type: 'Point', coordinates: [117, 36] }, 'not-a-polygon']
		];
		for (const [geometry, kind] of cases)
			expect(
				(await problemsOf(replaced(3, { ...FOUR[3]!, geometry }))).map((problem) => problem.kind)
			).toContain(kind);
	});

	it('refuses a grid outside every community', async () => {
		const problems = await problemsOf([...FOUR, feature(code(1, 5), cell(900, 900))]);
		expect(problems).toContainEqual(expect.objectContaining({ kind: 'outside', feature: 5 }));
	});

	it('lists everything that is wrong at once', async () => {
		const problems = await problemsOf([feature('x', cell(0, 100)), feature(undefined, cell(100, 100)), 7]);
		expect(new Set(problems.map(({ kind }) => kind))).toEqual(
			new Set(['code-pattern', 'code-missing', 'not-a-feature', 'hole'])
		);
	});

	it('takes good grids, rounded to seven decimals of a degree, and makes them fit exactly', async () => {
		const rounded = await degrees(FOUR);
		const report = await bring(collection(rounded, null));
		expect(report).toMatchObject({ communities: 1, grids: 4, created: 4, ended: 0 });
		// 0 / 3 was reported without counting.
		expect(report.buildings).toBe(3);
		expect(report.cutBuildings).toEqual({ byBorder: 1, byLines: 0, byCuts: 0, byFile: 1 });
		expect(gridWords['zh-CN'].cut(report.cutBuildings, report.buildings)).toContain('2 / 3');
		expect(gridWords.en.cut(report.cutBuildings, report.buildings)).toContain('2 of 3');
		const check = await checkGrids(contextOf(db), communityCode(1));
		expect(isClean(check)).toBe(true);
		const [source] = await db.query(
			'select distinct s.kind, s.name from grid g join source s on s.id = g.source_id'
		);
		expect(source).toEqual({ kind: 'file', name: 'grids.geojson' });
	});

	it('writes nothing when the same file comes again', async () => {
		const [before] = await db.query('select count(*) from audit_entry');
		const report = await bring(collection(await degrees(FOUR), null));
		expect(report).toMatchObject({ created: 0, ended: 0, restitched: 0, kept: 4 });
		expect(await db.query('select count(*) from audit_entry')).toEqual([before]);
	});

	it('does not let a code name other ground later', async () => {
		const turned = [feature(code(1, 1), cell(100, 100)), feature(code(1, 2), cell(0, 100)), FOUR[2], FOUR[3]];
		const problems = await problemsOf(turned);
		expect(problems.map(({ kind }) => kind)).toEqual(['code-used', 'code-used']);
	});

	async function degrees(features: readonly Feature[]): Promise<Feature[]> {
		const out: Feature[] = [];
		for (const one of features) {
			const [row] = await db.query<{ json: string }>(
				`select st_asgeojson(st_transform(st_setsrid(st_geomfromgeojson($1), 990001), 4326), 7) as json`,
				[JSON.stringify(one.geometry)]
			);
			out.push({ ...one, geometry: JSON.parse(row!.json) as Feature['geometry'] });
		}
		return out;
	}
});
