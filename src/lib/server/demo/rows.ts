/** Lists written to the database some thousands of rows at a time. */
import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';

export const statement = loadStatements('demo');
export const BATCH = 3000;

/** One column of a list: a value for each of its rows. */
type Column<T> = (row: T, index: number) => string | number | boolean | null;
export type Identified = { id: number; external_ref: string };

/** Writes a list in batches; `columns` are bound as arrays in order, `rest` after them. */
export async function write<T, R = unknown>(
	db: Queryable,
	name: string,
	rows: readonly T[],
	columns: readonly Column<T>[],
	rest: readonly unknown[],
	size = BATCH
): Promise<R[]> {
	const out: R[] = [];
	for (let from = 0; from < rows.length; from += size) {
		const batch = rows.slice(from, from + size);
		const arrays = columns.map((column) => batch.map((row, i) => column(row, from + i)));
		out.push(...(await db.query<R>(statement(name), [...arrays, ...rest])));
	}
	return out;
}

export function byRef(rows: readonly Identified[]): Map<string, number> {
	return new Map(rows.map(({ id, external_ref }) => [external_ref, id]));
}
