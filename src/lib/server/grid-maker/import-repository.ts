import type { OwnGrid } from '../../domain/grid/own-grids.ts';
import type { Place, Rings } from '../../domain/grid/lattice.ts';
import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';
import { polygonHex, polygonsOf } from './ewkb.ts';

const statement = loadStatements('grid-maker');
const BATCH = 1_000;

/** The database's number for an EPSG code; undefined when it has none. */
export async function knownSystem(db: Queryable, epsg: number): Promise<number | undefined> {
	const [row] = await db.query<{ srid: number }>(statement('known_system'), [epsg]);
	return row?.srid;
}

export interface Shape {
	grid: OwnGrid;
	valid: boolean;
	reason: string;
	/** [longitude, latitude] of what is wrong, or of a corner. */
	place: readonly [number, number];
	/** Metres; empty when not valid. */
	rings: Rings;
}

export async function readShapes(db: Queryable, grids: readonly OwnGrid[], srid: number): Promise<Shape[]> {
	const shapes: Shape[] = [];
	for (let from = 0; from < grids.length; from += BATCH) {
		const batch = grids.slice(from, from + BATCH);
		const rows = await db.query<{
			number: number;
			valid: boolean;
			reason: string;
			lng: number;
			lat: number;
			geom: string;
		}>(statement('read_shapes'), [
			batch.map((_, k) => k),
			batch.map(({ rings }) => polygonHex(rings.map((ring) => ring.slice(0, -1).flat()))),
			srid
		]);
		for (const { number, valid, reason, lng, lat, geom } of rows)
			shapes.push({
				grid: batch[number]!,
				valid,
				reason,
				place: [lng, lat],
				rings: valid ? polygonsOf(geom)[0]! : []
			});
	}
	return shapes;
}

/** Longitude and latitude of metric places. */
export async function placesOf(db: Queryable, places: readonly Place[]): Promise<[number, number][]> {
	if (places.length === 0) return [];
	const rows = await db.query<{ lng: number; lat: number }>(statement('places_of'), [
		places.map(([x]) => x),
		places.map(([, y]) => y)
	]);
	return rows.map(({ lng, lat }) => [lng, lat]);
}

export async function codesTaken(db: Queryable, codes: readonly string[]): Promise<Map<string, boolean>> {
	const rows = await db.query<{ code: string; in_force: boolean }>(statement('codes_taken'), [codes]);
	return new Map(rows.map(({ code, in_force }) => [code, in_force]));
}
