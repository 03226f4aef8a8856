import { loadStatements, type Transaction } from '../db/index.ts';
import { SEALED_COLUMNS, type SealedColumn } from './columns.ts';

const statement = loadStatements('secrets');

export interface SealedRow {
	/** Of the account. */
	id: number;
	sealed: Buffer;
}

/** All values of a column, `batch` at a time; nobody changes one until the transaction ends. */
export async function* sealedRows(
	tx: Transaction,
	column: SealedColumn,
	batch: number
): AsyncGenerator<SealedRow[]> {
	let rows: SealedRow[] = [];
	for await (const row of tx.stream<SealedRow>(statement(SEALED_COLUMNS[column].read), [], batch)) {
		rows.push(row);
		if (rows.length < batch) continue;
		yield rows;
		rows = [];
	}
	if (rows.length > 0) yield rows;
}

/** Writes values of the column anew. */
export async function reseal(
	tx: Transaction,
	column: SealedColumn,
	rows: readonly SealedRow[]
): Promise<void> {
	await tx.query(statement(SEALED_COLUMNS[column].write), [
		rows.map(({ id }) => id),
		rows.map(({ sealed }) => sealed)
	]);
}
