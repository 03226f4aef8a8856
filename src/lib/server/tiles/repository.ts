import { loadStatements } from '../db/index.ts';
import type { Database } from '../db/index.ts';
import type { Bounds } from './address.ts';
import type { TileRow } from './mvt.ts';
import type { TileLayer, TileSet } from './sets.ts';

const statement = loadStatements('tiles');

/** Zoom, column, row, and then what the set's rows depend on: the day or the moment, the duty. */
export type TileValues = readonly [z: number, x: number, y: number, ...rest: (string | Date)[]];

/** The whole tile, encoded by the database. */
export async function encodedTile(db: Database, set: TileSet, values: TileValues): Promise<Uint8Array> {
	const [row] = await db.query<{ tile: Uint8Array }>(statement(set.statement), values);
	return row!.tile;
}

/** The rows of one layer, for our own encoder. */
export function layerRows(db: Database, layer: TileLayer, values: TileValues): Promise<TileRow[]> {
	return db.query<TileRow>(statement(layer.rows), values);
}

/** Where there is ground, in degrees; undefined while there is none. */
export async function bounds(db: Database): Promise<Bounds | undefined> {
	const [row] = await db.query<{ west: number; south: number; east: number; north: number }>(
		statement('bounds')
	);
	return row && [row.west, row.south, row.east, row.north];
}

/** A text that is another one after a change to these tables. */
export async function version(db: Database, tables: readonly string[]): Promise<string> {
	const [row] = await db.query<{ version: string }>(statement('version'), [tables]);
	return row!.version;
}

/** Codes of the duties that there are. */
export async function duties(db: Database): Promise<Set<string>> {
	const rows = await db.query<{ code: string }>(statement('duties'));
	return new Set(rows.map((row) => row.code));
}

export async function attributions(db: Database): Promise<string[]> {
	const rows = await db.query<{ attribution: string }>(statement('attributions'));
	return rows.map((row) => row.attribution);
}
