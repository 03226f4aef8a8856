/** The tiny ground and what a tile's edge can do wrong: holes, concave and far-reaching shapes, several parts. */
import type { Database } from '../../../src/lib/server/db/index.ts';
import { layTinyGround, ORIGIN, type TinyGround } from '../../fixtures/tiny-ground.ts';

export async function layOddGround(db: Database): Promise<TinyGround> {
	return db.transaction(async (tx) => {
		const tiny = await layTinyGround(tx);
		const at = (x: number, y: number) => `${ORIGIN[0] + x} ${ORIGIN[1] + y}`;
		const ring = (points: [number, number][]) =>
			`(${[...points, points[0]!].map(([x, y]) => at(x, y)).join(',')})`;
		const lake = [
			ring([
				[-900, -700],
				[2500, -900],
				[2700, 1400],
				[900, 300],
				[-1000, 1800]
			]),
			ring([
				[300, -300],
				[500, -320],
				[520, -100],
				[280, -120]
			])
		];
		const islands = [
			ring([
				[5000, 0],
				[5300, 20],
				[5200, 400]
			]),
			ring([
				[5600, 0],
				[5900, 20],
				[5800, 400]
			])
		];
		// A river that winds over many tiles, with more bends than a screen shows.
		const bends = Array.from({ length: 600 }, (_, n) =>
			at(-6000 + n * 20, 900 * Math.sin(n / 23) + 37 * Math.sin(n * 1.7))
		);
		await tx.query(
			`insert into water (name, kind, geom, source_id) values
				('望月湖', 'lake', st_geomfromtext($1, 990001), $3), (null, 'pond', st_geomfromtext($2, 990001), $3)`,
			[
				`MULTIPOLYGON((${lake.join(',')}))`,
				`MULTIPOLYGON(${islands.map((one) => `(${one})`).join(',')})`,
				tiny.sourceId
			]
		);
		await tx.query(
			`insert into waterway (name, kind, geom, source_id) values ('清溪', 'river', st_geomfromtext($1, 990001), $2)`,
			[`LINESTRING(${bends.join(',')})`, tiny.sourceId]
		);
		await tx.query(
			`insert into road (name, class, width_m, bridge, geom, source_id) values
				('环湖路', 'primary', 24.4, true, st_geomfromtext($1, 990001), $3),
				(null, 'footway', 2, false, st_geomfromtext($2, 990001), $3)`,
			[
				`LINESTRING(${bends.map((_, n) => at(3000 * Math.cos(n / 95), 2600 * Math.sin(n / 95))).join(',')})`,
				`LINESTRING(${at(10, 10)},${at(90, 55)},${at(95, 190)})`,
				tiny.sourceId
			]
		);
		await tx.query(
			`insert into grid_duty (grid_id, duty_code, state, clear_m2, fallback_m2, gap_m2, overlap_m2, clear_geom, gap_geom)
			select id, 'greening', 'mixed', area_m2 / 2, 0, area_m2 / 2, 0,
				st_multi(st_intersection(geom, west)), st_multi(st_difference(geom, west))
			from grid cross join lateral (select st_makeenvelope(st_xmin(geom), st_ymin(geom), st_xmin(geom) + 50, st_ymax(geom), 990001)) half (west)
			where id in ($1, $2)
			on conflict (grid_id, duty_code) do nothing`,
			[tiny.grids.A2, tiny.grids.A4]
		);
		await tx.query(
			`insert into grid_duty (grid_id, duty_code, state, clear_m2, fallback_m2, gap_m2, overlap_m2)
			select id, 'greening', 'gap', 0, 0, area_m2, 0 from grid where id = $1
			on conflict (grid_id, duty_code) do nothing`,
			[tiny.grids.B1]
		);
		return tiny;
	});
}
