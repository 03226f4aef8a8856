import type { Box } from '../../domain/tile/box.ts';
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

/** Around areas as they are and were, metres of EPSG:3857; null where nobody knows. @param areas ids */
export async function boxOfAreas(db: Queryable, areas: readonly number[]): Promise<Box | null> {
	const [row] = await db.query<{ box: [number, number, number, number] | null }>(statement('box_of_areas'), [
		areas
	]);
	return row!.box;
}

/** A text that is another one after coverage was worked out again. */
export async function coverageTime(db: Queryable): Promise<string> {
	const [row] = await db.query<{ time: string }>(statement('coverage_time'));
	return row!.time;
}
