/** Grids that were made here, written to a file and brought back. */
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { importGrids } from '../../../src/lib/server/grid-maker/importing.ts';
import { makeGrids, type GridReport } from '../../../src/lib/server/grid-maker/service.ts';
import { describeEngines } from '../harness/index.ts';
import { DAY, layTown, riverTown } from './town.ts';

const contextOf = (db: Database) => ({ db, actor: 'test', now: new Date(`${DAY}T04:00:00Z`) });
/** Fresh codes: far above those given. */
const SHIFT = 500;

describeEngines('own grids there and back', (db) => {
	const at = {} as { made: GridReport };
	beforeAll(async () => {
		await layTown(db, riverTown());
		at.made = await makeGrids(contextOf(db), { coarse: 60_000 });
	});

	async function bring(shift: number): Promise<GridReport> {
		const rows = await db.query<{ code: string; built_up: boolean; shape: string }>(
			`select code, built_up, st_asgeojson(st_transform(geom, 4326), 9) as shape
			from grid where valid_to is null order by code`
		);
		const features = rows.map(({ code, built_up, shape }) => ({
			type: 'Feature',
			properties: {
				code: code.slice(0, -3) + String(Number(code.slice(-3)) + shift).padStart(3, '0'),
				built_up
			},
			geometry: JSON.parse(shape) as unknown
		}));
		const text = JSON.stringify({ type: 'FeatureCollection', features });
		return importGrids(contextOf(db), { name: 'there-and-back.geojson', text });
	}

	it('changes nothing under their own codes, and counts the buildings that they cut', async () => {
		const { made } = at;
		const report = await bring(0);
		expect(report).toMatchObject({ kept: made.grids, created: 0, ended: 0, restitched: 0 });
		const { byBorder, byLines, byCuts } = made.cutBuildings;
		expect(report.cutBuildings).toEqual({ byBorder, byLines: 0, byCuts: 0, byFile: byLines + byCuts });
	});

	it('moves no ground under fresh codes', async () => {
		await bring(SHIFT);
		const moved = await db.query(
			`select old.code from grid old
			join grid new on new.code = left(old.code, -3) || lpad((right(old.code, 3)::int + $1)::text, 3, '0')
			where right(old.code, 3)::int < $1 and (abs(new.area_m2 - old.area_m2) > 0.5
				or st_hausdorffdistance(st_boundary(new.geom), st_boundary(old.geom)) > 0.01)`,
			[SHIFT]
		);
		expect(moved).toEqual([]);
		const [counts] = await db.query('select count(*)::int as grids from grid where valid_to is null');
		expect(counts).toEqual({ grids: at.made.grids });
	});
});
