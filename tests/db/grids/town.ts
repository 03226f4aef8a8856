/**
 * Fictional grounds for the grid maker. Coordinates are metres east and north of a corner near 117°E 36°N.
 *
 * The town: community 1 is concave and has a river, crossing streets and some 700 buildings; community 2 lies in a hole
 * of community 1; community 3 has two parts and shares a border with 1; community 4 is countryside without a road.
 */
import { chooseMetricFrame } from '../../../src/lib/domain/jurisdiction/metric-frame.ts';
import { polygonHex, multiPolygonHex } from '../../../src/lib/server/grid-maker/ewkb.ts';
import type { Rings } from '../../../src/lib/domain/grid/lattice.ts';
import * as jurisdiction from '../../../src/lib/server/jurisdiction/repository.ts';
import type { Queryable } from '../../../src/lib/server/db/index.ts';

export const DAY = '2026-07-01';
export const ORIGIN = [500_000, 3_985_000] as const;
export const STREET = '990102001';
export const communityCode = (n: number) => `${STREET}${String(n).padStart(3, '0')}`;

/** A ring of corners relative to ORIGIN. */
export function ring(...corners: readonly (readonly [number, number])[]): number[] {
	return corners.flatMap(([x, y]) => [ORIGIN[0] + x, ORIGIN[1] + y]);
}

export function dice(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

export interface Town {
	communities: { code: string; polygons: Rings[] }[];
	roads: { class: string; points: number[] }[];
	water: Rings[];
	buildings: { rings: Rings; households: number }[];
}

export function riverTown(seed = 7): Town {
	const roll = dice(seed);
	const enclave: (readonly [number, number])[] = [
		[300, 560],
		[640, 560],
		[640, 800],
		[300, 800]
	];
	const turned = (x: number, y: number) => [x * 0.9928 - y * 0.1197, x * 0.1197 + y * 0.9928] as const;
	const roads: Town['roads'] = [];
	for (let i = -2; i < 16; i++) {
		const x = i * 140 + roll() * 30;
		const points = ring(turned(x, -300), turned(x + 20, 700), turned(x, 1800));
		roads.push({ class: i % 4 === 0 ? 'secondary' : 'residential', points });
	}
	for (let j = -3; j < 14; j++) {
		const y = j * 180 + roll() * 40;
		roads.push({
			class: j % 4 === 0 ? 'primary' : 'residential',
			points: ring(turned(-300, y), turned(2300, y))
		});
	}
	const buildings: Town['buildings'] = [];
	for (let i = 0; i < 45; i++)
		for (let j = 0; j < 32; j++) {
			const [x, y] = [i * 43 + roll() * 12, j * 41 + roll() * 12];
			const [w, h] = [12 + roll() * 14, 10 + roll() * 10];
			const streets = [...Array(18).keys()].some((k) => Math.abs(((x - k * 140 + 2000) % 140) - 20) < 8);
			if ((y > 270 && y < 500) || (x > 1200 && y > 900) || streets) continue;
			const rings = [ring(turned(x, y), turned(x + w, y), turned(x + w, y + h), turned(x, y + h))];
			buildings.push({ rings, households: Math.floor(roll() * 24) });
		}
	return {
		communities: [
			{
				code: communityCode(1),
				polygons: [
					[
						ring(
							[0, 0],
							[1500, -60],
							[1560, 700],
							[1900, 720],
							[1880, 1300],
							[700, 1250],
							[680, 900],
							[0, 950]
						),
						ring(...enclave.toReversed())
					]
				]
			},
			{ code: communityCode(2), polygons: [[ring(...enclave)]] },
			{
				code: communityCode(3),
				polygons: [
					[ring([1500, -60], [2300, -60], [2300, 720], [1900, 720], [1560, 700])],
					[ring([0, 950], [680, 900], [700, 1250], [350, 1300], [0, 1240])]
				]
			},
			{ code: communityCode(4), polygons: [[ring([0, 0], [-2000, 0], [-2000, 1240], [0, 1240], [0, 950])]] }
		],
		roads,
		water: [
			[
				ring(
					[-100, 300],
					[500, 380],
					[900, 330],
					[2400, 420],
					[2400, 480],
					[900, 400],
					[500, 440],
					[-100, 360]
				)
			]
		],
		buildings
	};
}

/** Sets the jurisdiction up and lays a town on it. */
export async function layTown(db: Queryable, town: Town, digits = 3): Promise<void> {
	await jurisdiction.insert(db, chooseMetricFrame([117, 36]), {
		name: '桐花市',
		demonstration: true,
		sequence_digits: digits,
		set_up_on: DAY
	});
	const source = await jurisdiction.upsertSource(db, { kind: 'demonstration', name: 'town' });
	const insertArea = `insert into area (code, level, parent_id, name, valid_from, source_id)
		values ($1, $2, (select id from area where code = $3), $1, '2024-01-01', $4)`;
	await db.query(insertArea, ['9901', 'city', null, source]);
	await db.query(insertArea, ['990102', 'district', '9901', source]);
	await db.query(insertArea, [STREET, 'street', '990102', source]);
	for (const { code, polygons } of town.communities) {
		await db.query(insertArea, [code, 'community', STREET, source]);
		await layBoundary(db, code, polygons);
	}
	for (const [k, road] of town.roads.entries()) await layRoad(db, `road/${k}`, road, source);
	for (const rings of town.water)
		await db.query(`insert into water (kind, geom, source_id) values ('river', $1::geometry, $2)`, [
			multiPolygonHex([rings]),
			source
		]);
	await db.query(
		`insert into building (geom, households, source_id)
		select st_multi(geom::geometry), households, $3 from unnest($1::text[], $2::int[]) as b (geom, households)`,
		[town.buildings.map(({ rings }) => polygonHex(rings)), town.buildings.map((b) => b.households), source]
	);
}

export async function layBoundary(db: Queryable, code: string, polygons: readonly Rings[]): Promise<void> {
	await db.query(
		`insert into area_boundary (area_id, geom, valid_from)
		select id, $2::geometry, '2024-01-01' from area where code = $1`,
		[code, multiPolygonHex(polygons)]
	);
}

export async function layRoad(
	db: Queryable,
	ref: string,
	road: { class: string; points: number[] },
	source = 1
): Promise<void> {
	const places: string[] = [];
	for (let i = 0; i < road.points.length; i += 2) places.push(`${road.points[i]} ${road.points[i + 1]}`);
	await db.query(
		`insert into road (external_ref, class, width_m, geom, source_id)
		values ($1, $2, 10, st_geomfromtext($3, 990001), $4)`,
		[ref, road.class, `LINESTRING(${places.join(',')})`, source]
	);
}
