import { loadStatements } from '../db/index.ts';
import type { Within } from '../context.ts';

const statement = loadStatements('audit');

export interface AuditEntry {
	/** What was done, as noun.verb. */
	action: string;
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
