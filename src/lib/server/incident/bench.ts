/** What a measurement asks of cases behind the product's back. */
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('bench');

/** Where the grid worker of a demonstration may report, [lng, lat], and a class to report under. */
export async function placeToReport(db: Queryable): Promise<{ position: [number, number]; class: number }> {
	const [row] = await db.query<{ position: [number, number]; class: number }>(statement('place_to_report'));
	if (!row) throw new Error('the demonstration has no grid worker');
	return row;
}

/** What was kept of each key: the numbers of its cases, one where all is well. */
export async function reportsUnder(db: Queryable, keys: readonly string[]): Promise<Map<string, string[]>> {
	const rows = await db.query<{ key: string; numbers: string[] }>(statement('reports_under'), [keys]);
	return new Map(rows.map(({ key, numbers }) => [key, numbers]));
}

/** How many reports there are, and how many entries of the audit tell of one. */
export async function countReports(db: Queryable): Promise<{ reports: number; audited: number }> {
	const [row] = await db.query<{ reports: number; audited: number }>(statement('count_reports'));
	return row!;
}
