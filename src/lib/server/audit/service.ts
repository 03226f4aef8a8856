import type { AuditAction } from '../../domain/audit/actions.ts';
import { loadStatements, type Transaction } from '../db/index.ts';
import type { Context, Within } from '../context.ts';
import { verify, type ChainEntry, type Head, type Verdict } from './chain.ts';

const statement = loadStatements('audit');
const BATCH = 2000;

export interface AuditEntry {
	/** What was done, as noun.verb. */
	action: AuditAction;
	/** What it was done to: a code or a file's name. */
	subject: string;
	/** Counts and keys; never personal data. */
	detail?: Readonly<Record<string, unknown>>;
}

/** Writes the audit row of a change, in the transaction of the change itself. */
export async function record(within: Within, entry: AuditEntry): Promise<void> {
	await within.db.query(statement('record'), [
		within.now,
		within.actor,
		entry.action,
		entry.subject,
		JSON.stringify(entry.detail ?? {})
	]);
}

/** Of an entry, or of none where there is none yet, with the end of the chain. */
type ChainRow = ({ id: null } | ChainEntry) & { head_nth: string | null; head_hash: string | null };

export interface VerifyOptions {
	/** A head that was noted before, elsewhere than in the database. */
	noted?: Head | undefined;
	onEntries?(done: number, all: number): void;
}

/** Follows the chain of all entries from its beginning. Nothing is changed, and nobody waits meanwhile. */
export const verifyAudit = ({ db }: Pick<Context, 'db'>, options: VerifyOptions = {}): Promise<Verdict> =>
	db.transaction((tx) => verifyWithin(tx, options), { statementTimeoutMs: 0 });

/** The same as a transaction sees it. */
export function verifyWithin(
	tx: Transaction,
	{ noted, onEntries = () => undefined }: VerifyOptions = {}
): Promise<Verdict> {
	let head: Head | null = null;
	async function* entries(): AsyncGenerator<ChainEntry> {
		let done = 0;
		for await (const row of tx.stream<ChainRow>(statement('chain'), [], BATCH)) {
			if (row.head_nth !== null) head ??= { nth: Number(row.head_nth), hash: row.head_hash! };
			if (row.id === null) return;
			yield row;
			onEntries(++done, Math.max(done, head?.nth ?? 0));
		}
	}
	return verify(entries(), () => head, noted);
}
