import Papa from 'papaparse';
import type { Columns } from '../../src/lib/domain/exchange/header.ts';
import type { Language } from '../../src/lib/words/language.ts';

/** Prints a table to fill in, with a byte order mark, so that Excel reads it as UTF-8. */
export function printTemplate<K extends string>(
	lang: Language,
	columns: Columns<K>,
	rows: readonly Partial<Record<K, string>>[]
): void {
	const fields = columns.map(([key, zh]) => (lang === 'en' ? key : zh));
	const data = rows.map((row) => columns.map(([key]) => row[key] ?? ''));
	process.stdout.write(`\ufeff${Papa.unparse({ fields, data })}\n`);
}
