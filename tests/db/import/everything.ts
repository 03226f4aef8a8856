import type { Database } from '../../../src/lib/server/db/index.ts';

const TABLES = [
	'jurisdiction',
	'source',
	'area',
	'area_boundary',
	'grid',
	'block',
	'building',
	'road',
	'water',
	'waterway',
	'green_space',
	'tree',
	'facility',
	'organisation',
	'document',
	'responsibility',
	'responsibility_ground'
];

/** Every row of the ground as text, by table: two of these are equal when nothing changed at all. */
export async function everything(db: Database): Promise<Record<string, string[]>> {
	const all: Record<string, string[]> = {};
	for (const table of TABLES) {
		const rows = await db.query<{ row: string }>(
			`select (to_jsonb(t) - 'loaded_at' - 'created_at')::text as row from ${table} as t order by 1`
		);
		all[table] = rows.map(({ row }) => row);
	}
	return all;
}

export async function auditCount(db: Database): Promise<number> {
	const [row] = await db.query<{ count: number }>('select count(*)::int as count from audit_entry');
	return row!.count;
}
