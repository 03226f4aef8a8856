import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('live');

/** Of each layer that was ever changed: a text that is another one after a change to it. */
export async function layerVersions(db: Queryable): Promise<Map<string, string>> {
	const rows = await db.query<{ layer: string; version: string }>(statement('layers'));
	return new Map(rows.map(({ layer, version }) => [layer, version]));
}

export interface NotedChange {
	id: number;
	layer: string;
	/** Four numbers for each box, metres of EPSG:3857; null: everywhere. */
	boxes: number[] | null;
	mark: number;
	/** It stands for several that were noted apart before. */
	folded: boolean;
}

/** What is noted of some layers. */
export const notedChanges = (db: Queryable, layers: readonly string[]): Promise<NotedChange[]> =>
	db.query<NotedChange>(statement('changes'), [layers]);

/** A text that is another one after coverage was worked out again. */
export async function coverageTime(db: Queryable): Promise<string> {
	const [row] = await db.query<{ time: string }>(statement('coverage_time'));
	return row!.time;
}
