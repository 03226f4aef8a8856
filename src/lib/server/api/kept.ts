/**
 * Answers that are kept until the ground changes. What a statement sees is decided by the database's snapshot: while
 * its text is the same, no transaction that wrote has ended, so the answer must be the same too. Asking for it costs
 * a fraction of a millisecond on both engines, and nothing has to remember to forget.
 */
import { createHash } from 'node:crypto';
import { gzipped } from '../gzip.ts';
import { loadStatements, PerDatabase, type Database, type Queryable } from '../db/index.ts';

const statement = loadStatements('api');

/** Characters of answers that are kept at most for one database. */
const MOST_KEPT = 40_000_000;
/** Below this, compressing costs more than it saves. */
export const WORTH_COMPRESSING = 2_000;

export interface Kept {
	body: string | Uint8Array<ArrayBuffer>;
	/** Strong tag of the body's content, in quotes. */
	etag: string;
	compressed?: Promise<Uint8Array<ArrayBuffer>>;
}

interface Entry {
	snapshot: string;
	answer: Promise<Kept>;
	size: number;
}

type Source = Queryable & Pick<Database, 'notBefore'>;

const shelves = new PerDatabase<Source, Map<string, Entry>>(() => new Map());

export interface Snapshot {
	/** Another one when another transaction has ended. */
	snapshot: string;
	/** All that statements before this one saw lies before it in the database's log. */
	position: number;
}

/** The snapshot that the next statement will see, or an earlier one. */
export async function snapshotOf(db: Source): Promise<Snapshot> {
	const [row] = await db.query<Snapshot>(statement('snapshot'));
	db.notBefore?.(row!.position);
	return row!;
}

/**
 * The answer for a key: the kept one while the snapshot is the same, else a new one. Several who ask at once share
 * one piece of work.
 * @param key everything that the answer depends on besides the ground, for example path, parameters and day.
 */
export async function kept(db: Source, key: string, work: () => Promise<unknown>): Promise<Kept> {
	const shelf = shelves.of(db);
	const { snapshot } = await snapshotOf(db);
	const known = shelf.get(key);
	if (known?.snapshot === snapshot) {
		// Moved to the end: what is asked for often is forgotten last.
		shelf.delete(key);
		shelf.set(key, known);
		return known.answer;
	}
	const entry: Entry = { snapshot, answer: work().then(answerOf), size: 0 };
	shelf.set(key, entry);
	try {
		const answer = await entry.answer;
		entry.size = answer.body.length;
		makeRoom(shelf);
		return answer;
	} catch (error) {
		if (shelf.get(key) === entry) shelf.delete(key);
		throw error;
	}
}

/** @param value is sent as JSON, or as it is when it is bytes. */
export function answerOf(value: unknown): Kept {
	const body = value instanceof Uint8Array ? new Uint8Array(value) : JSON.stringify(value);
	return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
}

/** The body compressed, worked out once however often it is sent. */
export function compressedBody(answer: Kept): Promise<Uint8Array<ArrayBuffer>> {
	return (answer.compressed ??= gzipped(answer.body));
}

function makeRoom(shelf: Map<string, Entry>): void {
	let total = 0;
	for (const entry of shelf.values()) total += entry.size;
	for (const [key, entry] of shelf) {
		if (total <= MOST_KEPT) return;
		shelf.delete(key);
		total -= entry.size;
	}
}
