/** What a measurement asks of cases behind the product's back. */
import type { Within } from '../context.ts';
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

/** Makes work: so many cases that have ended, and so many that are being handled now. @returns how many there are then */
export async function addCases(
	{ db, now }: Pick<Within, 'db' | 'now'>,
	{ past, open }: { past: number; open: number }
): Promise<{ all: number; open: number }> {
	await db.query(statement('add_open'), [open, now]);
	await db.query(statement('add_past'), [past]);
	const [row] = await db.query<{ all: number; open: number }>(statement('open_cases'));
	return row!;
}
