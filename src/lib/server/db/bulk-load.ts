/** Many rows written as they are made: COPY to a server, batches of unnest to the embedded engine. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BulkLoad, BulkRow } from './database.ts';
import { fromDriver } from './errors.ts';

// A statement keeps its rows for the triggers that see them all and for the keys it checks at its end.
const ROWS_A_COPY = 50_000;
const ROWS_AN_INSERT = 3000;
const CHUNK = 65_536;

type Load = (
	client: pg.ClientBase,
	load: BulkLoad,
	rows: Iterable<BulkRow>,
	onRows: (sent: number) => void
) => Promise<number>;

export const copyRows: Load = async (client, { copy }, rows, onRows) => {
	const source = new Source(rows);
	while (source.more()) {
		try {
			await pipeline(Readable.from(chunks(source, onRows)), client.query(copyFrom(copy.text)));
		} catch (error) {
			throw source.fault(error, copy.name);
		}
	}
	return source.taken;
};

function* chunks(source: Source, onRows: (sent: number) => void): Generator<Buffer> {
	let text = '';
	for (let n = 0; n < ROWS_A_COPY && source.more(); n++) {
		text += copyLine(source.take());
		if (text.length < CHUNK) continue;
		yield Buffer.from(text);
		text = '';
		onRows(source.taken);
	}
	if (text) yield Buffer.from(text);
	onRows(source.taken);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A row in COPY's text format: tabs between, \N for null. */
export function copyLine(row: BulkRow): string {
	let line = '';
	for (let i = 0; i < row.length; i++) {
		const value = row[i]!;
		if (i) line += '\t';
		if (value === null) line += '\\N';
		else if (typeof value === 'string') line += value.replace(/[\\\n\r\t]/g, (found) => ESCAPES[found]!);
		else line += String(value);
	}
	return `${line}\n`;
}

export const insertRows: Load = async (client, { insert }, rows, onRows) => {
	const source = new Source(rows);
	while (source.more()) {
		try {
			const columns: BulkRow[number][][] = [];
			for (let n = 0; n < ROWS_AN_INSERT && source.more(); n++)
				source.take().forEach((value, i) => (columns[i] ??= []).push(value));
			await client.query(insert.text, columns);
		} catch (error) {
			throw source.fault(error, insert.name);
		}
		onRows(source.taken);
	}
	return source.taken;
};

/** Rows taken one at a time; knows its own errors from the driver's. */
class Source {
	taken = 0;
	readonly #rows: Iterator<BulkRow>;
	#next: IteratorResult<BulkRow> | undefined;
	#own: { error: unknown } | undefined;

	constructor(rows: Iterable<BulkRow>) {
		this.#rows = rows[Symbol.iterator]();
	}

	more(): boolean {
		try {
			this.#next ??= this.#rows.next();
		} catch (error) {
			this.#own = { error };
			throw error;
		}
		return !this.#next.done;
	}

	take(): BulkRow {
		const row = this.#next!.value as BulkRow;
		this.#next = undefined;
		this.taken++;
		return row;
	}

	/** What to throw: the rows' own error as it is, else the driver's as ours. */
	fault(thrown: unknown, statement: string): unknown {
		if (this.#own) return this.#own.error;
		this.#rows.return?.();
		return fromDriver(thrown, { statement });
	}
}
