/** A whole jurisdiction in tiles: nothing is lost, sums agree with the database, and no tile is too large. */
import { gunzipSync } from 'node:zlib';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { MEASURE_LEVELS, type MeasureLevel } from '../../../src/lib/domain/measure/measure.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { recomputeCoverage } from '../../../src/lib/server/coverage/service.ts';
import { makeDemonstration } from '../../../src/lib/server/demo/service.ts';
import { readColumn } from '../../../src/lib/server/measure/service.ts';
import { tilesOf } from '../../../src/lib/server/tiles/bench.ts';
import { MOST_BYTES } from '../../../src/lib/server/tiles/packing.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { TILE_SETS, type TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { levelAt, levelZooms } from '../../../src/lib/map/scales.ts';
import { describeEngines, serverMissing } from '../harness/index.ts';
import { decode, type Feature } from './decode.ts';

const TODAY = '2026-07-01';
const NOW = new Date(`${TODAY}T04:00:00Z`);
const SETS = Object.keys(TILE_SETS) as TileSetId[];
/** Measures whose grids are all counted, so that a sum is a sum. */
const COUNTED = [
	{ measure: 'gap', duty: 'all' },
	{ measure: 'overlap', duty: 'all' },
	{ measure: 'incidents' },
	{ measure: 'greening' }
] as const;

describeEngines('the demonstration in tiles', (db, engine) => {
	const context = (): Context => ({ db, actor: 'test', access: UNLIMITED, now: NOW });
	const one = async <R>(sql: string, values: unknown[] = []): Promise<R> =>
		(await db.query<R>(sql, values))[0]!;

	beforeAll(async () => {
		await loadCatalogue(context());
		await makeDemonstration(context(), { seed: 7, today: TODAY, scale: 0.1 });
		await recomputeCoverage(context(), TODAY, () => undefined);
	}, 240_000);

	/** Everything of a set at a zoom, over the whole ground. */
	async function everything(set: TileSetId, zoom: number): Promise<Feature[]> {
		const found: Feature[] = [];
		for (const place of await tilesOf(context(), zoom)) {
			const answer = await readTile(context(), {
				...place,
				set,
				duty: TILE_SETS[set].takesDuty ? 'greening' : ''
			});
			if (answer.kind === 'tile' && answer.body) found.push(...decode(gunzipSync(answer.body)));
		}
		return found;
	}
	const idsOf = (features: readonly Feature[]) =>
		[...new Set(features.map(({ id }) => id))].sort((a, b) => a - b);

	it('has every grid from the zoom at which grids begin, and at each closer one', async () => {
		const { ids } = await one<{ ids: number[] }>(
			'select array_agg(id order by id) as ids from grid where valid_from <= $1 and coalesce(valid_to > $1, true)',
			[TODAY]
		);
		expect(ids.length).toBeGreaterThan(1500);
		const { minzoom, maxzoom } = TILE_SETS.grids;
		for (let zoom = minzoom; zoom <= maxzoom; zoom++)
			expect(idsOf(await everything('grids', zoom))).toEqual(ids);
	});

	// Both engines make the same tiles (tiles.test.ts): where the faster one makes all, the other makes some.
	const each = engine === 'embedded' && serverMissing === undefined ? 5 : 1;
	it('has no tile of more than 300 KB, in any set at any zoom', async () => {
		let [tiles, nth] = [0, 0];
		for (const set of SETS) {
			const { minzoom, maxzoom, takesDuty } = TILE_SETS[set];
			for (let zoom = minzoom; zoom <= maxzoom; zoom++)
				for (const place of await tilesOf(context(), zoom)) {
					if (nth++ % each !== 0) continue;
					const answer = await readTile(context(), { ...place, set, duty: takesDuty ? 'greening' : '' });
					if (answer.kind !== 'tile' || !answer.body) continue;
					expect(answer.body.byteLength, `${set}/${zoom}/${place.x}/${place.y}`).toBeLessThanOrEqual(
						MOST_BYTES
					);
					tiles++;
				}
		}
		expect(tiles).toBeGreaterThan(500 / each);
	});

	describe('zoomed out', () => {
		const areaLevels = MEASURE_LEVELS.filter((level) => level !== 'grid');
		const present = async (): Promise<MeasureLevel[]> => {
			const rows = await db.query<{ level: MeasureLevel }>('select distinct level from area');
			return MEASURE_LEVELS.filter((level) => level === 'grid' || rows.some((row) => row.level === level));
		};

		it.each(areaLevels)(
			'shows every %s from the zoom at which its values take over to the last at which they hold',
			async (level) => {
				const levels = await present();
				const [from, below] = levelZooms(level, levels);
				const { ids } = await one<{ ids: number[] }>(
					'select array_agg(id order by id) as ids from area where level = $1',
					[level]
				);
				const { minzoom } = TILE_SETS.areas;
				// A map between two zooms shows the tiles of the lower one.
				for (const zoom of [Math.max(minzoom, Math.floor(from)), Math.ceil(below) - 1]) {
					expect(levelAt(Math.max(zoom, from), levels)).toBe(level);
					const shown = (await everything('areas', zoom)).filter(
						({ layer, properties }) => layer === 'area' && properties.level === level
					);
					expect(idsOf(shown), `${level} at ${zoom}`).toEqual(ids);
				}
			}
		);

		it.each(COUNTED)(
			'the sum over what is shown is that of all grids at each level: $measure',
			async (choice) => {
				const byLevel = new Map<MeasureLevel, { ids: number[]; values: (number | null)[] }>();
				for (const level of MEASURE_LEVELS)
					byLevel.set(level, await readColumn(context(), { ...choice, level }));
				const grids = byLevel.get('grid')!;
				const sumOf = (values: readonly (number | null)[]) =>
					values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
				const total = sumOf(grids.values);
				expect(total).toBeGreaterThan(0);
				// What the page paints at the closest zoom of areas and the farthest of grids: the ids of the tiles.
				const painted = new Map(grids.ids.map((id, at) => [id, grids.values[at]!]));
				const inTiles = idsOf(await everything('grids', 12)).map((id) => painted.get(id) ?? null);
				expect(sumOf(inTiles)).toBeCloseTo(total, 3);
				const rows = await db.query<{ level: MeasureLevel; id: number; grids: number[] }>(
					`select a.level, a.id, array_agg(g.id) as grids
				from area a cross join lateral areas_below(a.id) below join grid g on g.community_id = below.area_id
				where a.level in ('district', 'street', 'community') group by 1, 2`
				);
				for (const level of areaLevels) {
					const { ids, values } = byLevel.get(level)!;
					const own = rows.filter((row) => row.level === level);
					expect(ids).toEqual(own.map(({ id }) => id).sort((a, b) => a - b));
					for (const { id, grids: inside } of own)
						// Areas of ground are said to a tenth of a square metre.
						expect(values[ids.indexOf(id)]).toBeCloseTo(
							sumOf(inside.map((grid) => painted.get(grid) ?? null)),
							0
						);
					expect(Math.abs(sumOf(values) - total)).toBeLessThanOrEqual(
						0.05 * ids.length + 0.05 * grids.ids.length
					);
				}
			}
		);
	});
});
