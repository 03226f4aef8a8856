/**
 * The chain of audit entries, followed from its beginning without trusting anything that is kept in the database but
 * its text: each entry's hash covers its parts, its place and the hash before it (as in B. Schneier and J. Kelsey,
 * "Secure Audit Logs to Support Computer Forensics", ACM TISSEC 2(2), 1999, without their evolving key). Who can write
 * everything can also make the whole chain anew: that is found by a head that was noted elsewhere.
 */
import { createHash } from 'node:crypto';
import type { ChainFault } from '../../domain/audit/fault.ts';

export type { ChainFault } from '../../domain/audit/fault.ts';

/** All as text, as the database hashed it; hashes in hex. */
export interface ChainEntry {
	/** null: it is in no chain. */
	nth: string | null;
	id: string;
	at: string;
	actor: string;
	action: string;
	subject: string;
	detail: string;
	previous: string | null;
	hash: string | null;
}

/** An entry's place and hash. */
export interface Head {
	nth: number;
	hash: string;
}

export interface Verdict {
	entries: number;
	/** null: there is none. */
	head: Head | null;
	/** In the order of their places. */
	faults: ChainFault[];
}

export const GENESIS = '0'.repeat(64);
/** Of so many entries that do not fit each is looked for at the place of each other one; of more, only nearby. */
const MOST_SUSPECTS = 2000;
/** More are not kept to be looked for: each counts as altered. */
const MOST_KEPT = 100_000;

export function hashOf(entry: ChainEntry, nth: number): string {
	const parts = [String(nth), entry.id, entry.at, entry.actor, entry.action, entry.subject, entry.detail];
	const text = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
	return createHash('sha256')
		.update(Buffer.from(entry.previous ?? '', 'hex'))
		.update(text)
		.digest('hex');
}

/**
 * @param entries in the order of their places, what has none last
 * @param headOf as the database notes it, asked for after the last entry; null where the note is gone
 * @param noted a head that was noted elsewhere before
 */
export async function verify(
	entries: AsyncIterable<ChainEntry> | Iterable<ChainEntry>,
	headOf: () => Head | null,
	noted?: Head
): Promise<Verdict> {
	const faults: ChainFault[] = [];
	const suspects: { nth: number; entry: ChainEntry }[] = [];
	const gaps: { from: number; to: number }[] = [];
	let last: Head = { nth: 0, hash: GENESIS };
	let lastIsSound = true;
	let count = 0;
	let isNoted = noted === undefined;

	for await (const entry of entries) {
		count++;
		if (entry.nth === null) {
			faults.push({ kind: 'unchained', id: entry.id });
			continue;
		}
		const nth = Number(entry.nth);
		const follows = nth === last.nth + 1;
		if (nth > last.nth + 1) gaps.push({ from: last.nth + 1, to: nth - 1 });
		const isSound = hashOf(entry, nth) === entry.hash;
		if (!isSound && suspects.length < MOST_KEPT) suspects.push({ nth, entry });
		else if (!isSound) faults.push({ kind: 'altered', nth });
		// Both fit their own hashes, and not each other: the one before was written anew together with its hash.
		else if (follows && lastIsSound && entry.previous !== last.hash)
			faults.push({ kind: 'altered', nth: Math.max(1, last.nth) });
		if (nth === noted?.nth) isNoted = entry.hash === noted.hash;
		last = { nth, hash: entry.hash ?? '' };
		lastIsSound = isSound;
	}
	const head = headOf();
	if (!head) faults.push({ kind: 'head' });
	else if (head.nth > last.nth) gaps.push({ from: last.nth + 1, to: head.nth });
	else if (head.nth < last.nth) faults.push({ kind: 'head' });
	else if (head.hash !== last.hash && lastIsSound && last.nth > 0)
		faults.push({ kind: 'altered', nth: last.nth });
	if (!isNoted) faults.push({ kind: 'rewritten', nth: noted!.nth });

	faults.push(...toldApart(suspects, gaps, head?.nth ?? last.nth));
	faults.sort((one, other) => placeOf(one) - placeOf(other));
	return { entries: count, head, faults };
}

/** Which of the entries that do not fit stand at another's place, and which places nobody holds then. */
function toldApart(
	suspects: readonly { nth: number; entry: ChainEntry }[],
	gaps: readonly { from: number; to: number }[],
	end: number
): ChainFault[] {
	const faults: ChainFault[] = [];
	const empty = gaps.flatMap(({ from, to }) =>
		to - from < MOST_SUSPECTS ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : []
	);
	const few = suspects.length <= MOST_SUSPECTS && empty.length <= MOST_SUSPECTS;
	const places = few ? [...suspects.map(({ nth }) => nth), ...empty] : [];
	const left = new Set<number>();
	const held = new Set<number>();
	for (const { nth, entry } of suspects) {
		// Where entries were taken out and the rest moved up, each belongs to a place nearby.
		const belongs = [nth + 1, nth - 1, ...places].find((place) => hashOf(entry, place) === entry.hash);
		if (belongs === undefined) faults.push({ kind: 'altered', nth });
		else {
			faults.push({ kind: 'moved', nth, belongs });
			left.add(nth);
			held.add(belongs);
		}
	}
	for (const { from, to } of gaps) faults.push(...without(from, to, held));
	for (const nth of left)
		if (nth <= end && !held.has(nth)) faults.push({ kind: 'missing', from: nth, to: nth });
	return faults;
}

/** A gap without the places that somebody holds after all. */
function without(from: number, to: number, held: ReadonlySet<number>): ChainFault[] {
	const faults: ChainFault[] = [];
	let begin = from;
	for (const place of [...held].filter((one) => one >= from && one <= to).sort((a, b) => a - b)) {
		if (place > begin) faults.push({ kind: 'missing', from: begin, to: place - 1 });
		begin = place + 1;
	}
	if (begin <= to) faults.push({ kind: 'missing', from: begin, to });
	return faults;
}

/** What is missing comes before what stands in its place. */
function placeOf(fault: ChainFault): number {
	if ('nth' in fault) return fault.nth;
	if ('from' in fault) return fault.from - 0.5;
	return Infinity;
}
