/** What a measurement says of the ground and of the engine it was made on. */
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('bench');

/** Names and versions of the database and of PostGIS. */
export async function engineName(db: Queryable): Promise<string> {
	const [row] = await db.query<{ engine: string }>(statement('machine'));
	return row!.engine;
}

/** The middle of the square kilometre with the most grids, degrees; undefined where there is no grid. */
export async function densestPlace(db: Queryable): Promise<readonly [lng: number, lat: number] | undefined> {
	const [row] = await db.query<{ lng: number; lat: number }>(statement('middle'));
	return row && [row.lng, row.lat];
}
