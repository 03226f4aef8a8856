/** The rows of a table that somebody gives, cell by column. */
import { readHeader, type Columns } from '../../domain/exchange/header.ts';
import { WanggeError } from '../../domain/errors.ts';
import { readTable, type TableFile } from './table-file.ts';

export interface NamedRows<K extends string> {
	encoding: TableFile['encoding'];
	sha256: string;
	/** How many rows there are below the header. */
	count: number;
	rows: { line: number; cells: Partial<Record<K, string>> }[];
	/** Rows that have more cells than the header, with how many: they are not among the others. */
	tooLong: { line: number; cells: number }[];
}

/**
 * @param table what the import is called
 * @throws WanggeError file-empty; file-broken (header-missing, header-unknown, header-twice with `names`, and for those
 * that are known `headings`, in Chinese; and those of readTable)
 */
export async function readNamedRows<K extends string>(
	file: string,
	table: string,
	known: Columns<K>
): Promise<NamedRows<K>> {
	const { encoding, sha256, rows: all } = await readTable(file);
	const columns = columnsOf({ file, table }, known, all[0]!.cells);
	if (all.length === 1) throw new WanggeError('file-empty', { file });
	const rows: NamedRows<K>['rows'] = [];
	const tooLong: NamedRows<K>['tooLong'] = [];
	for (const { line, cells } of all.slice(1)) {
		if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
			tooLong.push({ line, cells: cells.length });
		else {
			const named = columns.map((column, i) => [column, cells[i] ?? '']);
			rows.push({ line, cells: Object.fromEntries(named) as Partial<Record<K, string>> });
		}
	}
	return { encoding, sha256, count: all.length - 1, rows, tooLong };
}

function columnsOf<K extends string>(
	at: { file: string; table: string },
	known: Columns<K>,
	cells: readonly string[]
): K[] {
	const header = readHeader(known, cells);
	if (!('reason' in header)) return header.columns;
	const names = 'headings' in header ? header.headings : header.columns;
	const headings = known.flatMap(([key, zh]) => ((names as string[]).includes(key) ? [zh] : []));
	throw new WanggeError('file-broken', { ...at, reason: `header-${header.reason}`, names, headings });
}
