/** A CSV file as people save it: UTF-8, GB18030 (what Excel writes in China) or UTF-16, commas, semicolons or tabs. */
import { createHash } from 'node:crypto';
import Papa from 'papaparse';
import { WanggeError } from '../../domain/errors.ts';
import { readGivenFile } from './given-file.ts';

export interface TableRow {
	/** Line of the file on which the row begins, from 1. */
	line: number;
	cells: string[];
}
export interface TableFile {
	encoding: 'utf-8' | 'gb18030' | 'utf-16le';
	/** Of the file as it is, in hex. */
	sha256: string;
	rows: TableRow[];
}

const LIMIT = 64 * 1024 * 1024;

/** @throws WanggeError file-broken (not-found, folder, not-text, too-large, encoding, table), file-empty */
export async function readTable(path: string): Promise<TableFile> {
	const bytes = await readGivenFile(path);
	if (bytes.length > LIMIT) throw new WanggeError('file-broken', { file: path, reason: 'too-large' });
	const { text, encoding } = decode(path, bytes);
	if (text.trim() === '') throw new WanggeError('file-empty', { file: path });
	const rows: TableRow[] = [];
	let line = 1;
	let cursor = 0;
	let fault: string | null = null;
	Papa.parse<string[]>(text, {
		delimitersToGuess: [',', ';', '\t'],
		step: ({ data, errors, meta }) => {
			// A quote that never closes swallows the rest of the file: nothing after it can be trusted.
			const quote = errors.find(({ type }) => type === 'Quotes');
			if (quote) fault ??= String(line);
			if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data });
			for (; cursor < meta.cursor; cursor++) if (text.charCodeAt(cursor) === 10) line++;
		}
	});
	if (fault !== null)
		throw new WanggeError('file-broken', { file: path, reason: 'table', line: Number(fault) });
	if (rows.length === 0) throw new WanggeError('file-empty', { file: path });
	return { encoding, sha256: createHash('sha256').update(bytes).digest('hex'), rows };
}

function decode(path: string, bytes: Buffer): { text: string; encoding: TableFile['encoding'] } {
	if (bytes[0] === 0xff && bytes[1] === 0xfe)
		return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
	// A workbook is a zip; a table of text has no zero bytes.
	if (bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.includes(0))
		throw new WanggeError('file-broken', { file: path, reason: 'not-text' });
	for (const encoding of ['utf-8', 'gb18030'] as const) {
		try {
			return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
		} catch {
			// Try the next one.
		}
	}
	throw new WanggeError('file-broken', { file: path, reason: 'encoding' });
}
