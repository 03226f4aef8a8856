import { loadStatements } from '../db/index.ts';
import type { Database } from '../db/index.ts';
import type { Bounds } from './address.ts';
import type { LayerRow } from './features.ts';
import type { InForceSince } from './in-force.ts';
import type { TileSet } from './sets.ts';

const statement = loadStatements('tiles');

/**
 * Zoom, column, row, and then what the set's rows depend on: the day or the moment, the duty, ids of areas and
 * organisations that may be seen (null for all areas).
 */
export type TileValues = readonly [
	z: number,
	x: number,
	y: number,
	...rest: (string | Date | readonly number[] | null)[]
];

/** What lies in a tile, layer by layer from the bottom up. */
export function layerRows(db: Database, set: TileSet, values: TileValues): Promise<LayerRow[]> {
	return db.query<LayerRow>(statement(set.statement), values);
}

/** Where there is ground, in degrees; undefined while there is none. */
export async function bounds(db: Database): Promise<Bounds | undefined> {
	const [row] = await db.query<{ west: number; south: number; east: number; north: number }>(
		statement('bounds')
	);
	return row && [row.west, row.south, row.east, row.north];
}

/** One change of the ground, or several that were folded together. */
export interface ChangeRow {
	layer: string;
	/** Four numbers a box: west, south, east, north in metres of EPSG:3857. Null: everywhere. */
	boxes: number[] | null;
	/** 48 bits at random, or a sum of such. */
	mark: number;
}

/**
 * All changes of the ground that can be seen, in one snapshot.
 * @param known the token of the list that the caller holds; empty for none
 * @returns a token that is another one for another list; `changes` only when it is not the known one
 */
export async function changes(
	db: Database,
	known: string
): Promise<{ token: string; identity: string; changes?: ChangeRow[] }> {
	type Row = { identity: string; position: number; token: string } & Partial<ChangeRow>;
	const rows = await db.query<Row>(statement('changes'), [known]);
	const { identity, position, token } = rows[0]!;
	// What is made from now on is kept as what these changes show.
	db.notBefore?.(position);
	if (token === known) return { token, identity };
	return {
		token,
		identity,
		changes: rows.filter((row): row is typeof row & ChangeRow => Boolean(row.layer))
	};
}

/** What makes a set's tiles besides the ground: its statement, as text. */
export const making = (set: TileSet): string => statement(set.statement).text;

/** By table, the last day up to this one on which something of it came into force or went out of it. */
export async function inForceSince(db: Database, day: string): Promise<InForceSince> {
	type Row = { layer: string; since: string | null };
	const rows = await db.query<Row>(statement('in_force_since'), [day]);
	return Object.fromEntries(rows.map(({ layer, since }) => [layer, since ?? '']));
}

/** Ids of the communities and duty grids that lie in some areas. */
export async function areasBelow(db: Database, areas: readonly number[]): Promise<number[]> {
	const [row] = await db.query<{ ids: number[] }>(statement('areas_below'), [areas]);
	return row!.ids;
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
