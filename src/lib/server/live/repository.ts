import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('live');

/** Of each layer that was ever changed: a text that is another one after a change to it. */
export async function layerVersions(db: Queryable): Promise<Map<string, string>> {
	const rows = await db.query<{ layer: string; version: string }>(statement('layers'));
	return new Map(rows.map(({ layer, version }) => [layer, version]));
}

/** A text that is another one after coverage was worked out again. */
export async function coverageTime(db: Queryable): Promise<string> {
	const [row] = await db.query<{ time: string }>(statement('coverage_time'));
	return row!.time;
}
