/** The first row of a table that people send: which of its columns is which. */

/** Key, Chinese heading, and whether a file must have it. */
export type Columns<K extends string> = readonly (readonly [key: K, zh: string, needed: boolean])[];

export interface Header<K extends string> {
	/** Column of each cell, in the file's order. */
	columns: K[];
}
export type HeaderFault<K extends string> =
	| { reason: 'missing'; columns: K[] }
	| { reason: 'unknown'; headings: string[] }
	| { reason: 'twice'; columns: K[] };

/** Headings may be keys or Chinese, in any order. */
export function readHeader<K extends string>(
	known: Columns<K>,
	cells: readonly string[]
): Header<K> | HeaderFault<K> {
	const columns: K[] = [];
	const unknown: string[] = [];
	for (const cell of cells) {
		const heading = cell.trim().toLowerCase();
		const found = known.find(([key, zh]) => heading === key || heading === zh);
		if (found) columns.push(found[0]);
		else unknown.push(cell.trim());
	}
	const missing = known.filter(([key, , needed]) => needed && !columns.includes(key)).map(([key]) => key);
	if (missing.length > 0) return { reason: 'missing', columns: missing };
	if (unknown.length > 0) return { reason: 'unknown', headings: unknown };
	const twice = columns.filter((column, i) => columns.indexOf(column) !== i);
	if (twice.length > 0) return { reason: 'twice', columns: twice };
	return { columns };
}
