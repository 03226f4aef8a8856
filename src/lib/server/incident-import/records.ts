/** Records of a file of incidents: the rows of a CSV table, or the objects of a JSON list. */
import { createHash } from 'node:crypto';
import { WanggeError } from '../../domain/errors.ts';
import { jsonFault } from '../../domain/exchange/json-fault.ts';
import { readGivenFile } from '../exchange/given-file.ts';
import { readTable } from '../exchange/table-file.ts';

export interface GivenRecord {
	/** Line of a table, number of an object, from 1. */
	line: number;
	/** Of a heading, or of a field with dots for those within others; null where there is none. */
	value(column: string): string | null;
}
export interface GivenRecords {
	sha256: string;
	records: GivenRecord[];
	/** Whether any record has a column. */
	has(column: string): boolean;
}

/** @throws WanggeError file-broken (not-found, folder, not-text, too-large, encoding, table, json, not-a-list), file-empty */
export async function readRecords(file: string): Promise<GivenRecords> {
	const bytes = await readGivenFile(file);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const found = looksLikeJson(bytes) ? ofJson(file, bytes.toString('utf8')) : await ofTable(file);
	if (found.records.length === 0) throw new WanggeError('file-empty', { file });
	return { sha256, ...found };
}

const looksLikeJson = (bytes: Buffer): boolean =>
	/^\ufeff?\s*[[{]/.test(bytes.subarray(0, 200).toString('utf8'));

async function ofTable(file: string): Promise<Omit<GivenRecords, 'sha256'>> {
	const { rows } = await readTable(file);
	const at = new Map(rows[0]!.cells.map((heading, nth) => [heading.replace(/^\ufeff/, '').trim(), nth]));
	return {
		records: rows.slice(1).map(({ line, cells }) => ({
			line,
			value: (column) => cells[at.get(column) ?? -1] ?? null
		})),
		has: (column) => at.has(column)
	};
}

function ofJson(file: string, text: string): Omit<GivenRecords, 'sha256'> {
	let list: unknown;
	try {
		list = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		throw new WanggeError('file-broken', { file, reason: 'json', ...jsonFault(text) });
	}
	if (
		!Array.isArray(list) ||
		list.some((one) => typeof one !== 'object' || one === null || Array.isArray(one))
	)
		throw new WanggeError('file-broken', { file, reason: 'not-a-list' });
	const objects = list as Record<string, unknown>[];
	return {
		records: objects.map((object, nth) => ({
			line: nth + 1,
			value: (column) => textOf(fieldOf(object, column))
		})),
		has: (column) => objects.some((object) => fieldOf(object, column) !== undefined)
	};
}

/** A field by its name, else, with dots, one within others: location.coordinates.0 */
function fieldOf(object: unknown, path: string): unknown {
	if (typeof object !== 'object' || object === null) return undefined;
	if (Object.hasOwn(object, path)) return (object as Record<string, unknown>)[path];
	const dot = path.indexOf('.');
	if (dot < 0 || !Object.hasOwn(object, path.slice(0, dot))) return undefined;
	return fieldOf((object as Record<string, unknown>)[path.slice(0, dot)], path.slice(dot + 1));
}

const textOf = (value: unknown): string | null =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
