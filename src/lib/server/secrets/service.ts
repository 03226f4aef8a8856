import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/index.ts';
import { placeOf, sealedColumns, type SealedColumn } from './columns.ts';
import type { Keys } from './keys.ts';
import { reseal, sealedRows } from './repository.ts';
import { open, seal, type UnreadableReason } from './seal.ts';

const BATCH = 1000;
const NO_LIMIT = { statementTimeoutMs: 0 };

/** How many values of each column a former key sealed, and how many the current one. */
export type SealedCounts = Record<SealedColumn, { former: number; current: number }>;

/** Of secret-unreadable, where it is about the whole database: each value that no key opens. */
export interface UnreadableRow {
	column: SealedColumn;
	/** Of the account. */
	id: number;
	reason: UnreadableReason;
}

/**
 * Seals every value that a former key sealed with the current one, all in one transaction.
 * @param keep called when all is done and before any of it holds: the last moment to put a new key where it will be found
 * @throws WanggeError secret-unreadable { reason, rows: UnreadableRow[] }; then nothing was changed, and `keep` not called
 */
export const rotateKeys = (
	{ db, actor, now }: Context,
	keys: Keys,
	keep: () => void = () => undefined
): Promise<SealedCounts> =>
	db.transaction(async (tx) => {
		const counts = await follow(tx, keys, (column, texts) =>
			reseal(
				tx,
				column,
				texts.map(({ id, text }) => ({ id, sealed: seal(keys, text, placeOf(column, id)) }))
			)
		);
		const detail = Object.fromEntries(
			sealedColumns.map((column) => [
				column,
				{ resealed: counts[column].former, current: counts[column].current }
			])
		);
		await record({ db: tx, actor, now }, { action: 'keys.rotate', subject: '', detail });
		keep();
		return counts;
	}, NO_LIMIT);

/**
 * How many values still need a former key. Nothing is changed.
 * @throws WanggeError secret-unreadable { reason, rows: UnreadableRow[] }
 */
export const sealedCounts = ({ db }: Pick<Context, 'db'>, keys: Keys): Promise<SealedCounts> =>
	db.transaction((tx) => follow(tx, keys, async () => undefined), NO_LIMIT);

/** Opens every value there is, and hands over those of former keys in batches. */
async function follow(
	tx: Transaction,
	keys: Keys,
	onFormer: (column: SealedColumn, texts: { id: number; text: string }[]) => Promise<void>
): Promise<SealedCounts> {
	const counts = {} as SealedCounts;
	const unreadable: UnreadableRow[] = [];
	for (const column of sealedColumns) {
		const count = (counts[column] = { former: 0, current: 0 });
		for await (const rows of sealedRows(tx, column, BATCH)) {
			const former: { id: number; text: string }[] = [];
			for (const { id, sealed } of rows)
				try {
					const { text, key } = open(keys, sealed, placeOf(column, id));
					if (key === keys.current) count.current += 1;
					else former.push({ id, text });
				} catch (error) {
					if (!isWanggeError(error, 'secret-unreadable')) throw error;
					unreadable.push({ column, id, reason: error.details.reason as UnreadableReason });
				}
			count.former += former.length;
			// After the first that cannot be read, the rest is only looked at, to name all at once.
			if (former.length > 0 && unreadable.length === 0) await onFormer(column, former);
		}
	}
	const [first] = unreadable;
	if (first) throw new WanggeError('secret-unreadable', { reason: first.reason, rows: unreadable });
	return counts;
}
