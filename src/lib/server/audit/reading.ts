/** What the auditor sees of the audit; and that they looked is part of it. */
import { requireAnywhere } from '../../domain/access/access.ts';
import { barsOf, boundsOf, type Bar, type BarUnit } from '../../domain/audit/bars.ts';
import { wantedActions, wantedSubject, type AuditFilter } from '../../domain/audit/filter.ts';
import { accessOf, type Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { record } from './service.ts';

const statement = loadStatements('audit');
export const PAGE_SIZE = 50;

/** An account as it is called now; of a demonstration the title is its role's name in the code. */
export interface Named {
	title: string;
	demonstration: boolean;
}

export interface ReadEntry {
	id: string;
	/** Place in the chain; null: it came in past the program and is in no chain. */
	nth: number | null;
	/** Hex. */
	hash: string | null;
	/** ISO 8601, to the microsecond. */
	at: string;
	/** The same where the jurisdiction is, YYYY-MM-DDTHH:MM:SS. */
	local: string;
	actor: string;
	/** Null where it was no account. */
	actorNamed: Named | null;
	action: string;
	subject: string;
	/** The account that it is about, or whose session. */
	account: number | null;
	subjectNamed: Named | null;
	detail: Record<string, unknown>;
	/** Names of the area and the organisation that the detail has as codes. */
	places: { area: string | null; organisation: string | null };
}

export interface AuditPage {
	unit: BarUnit;
	bars: (Bar & { count: number })[];
	/** Of all bars, or of the hour that is chosen. */
	total: number;
	entries: ReadEntry[];
	/** What to ask for the entries before these; null where there are none. */
	older: string | null;
	actors: { actor: string; named: Named | null }[];
}

interface EntryRow {
	id: string;
	nth: string | null;
	hash: string | null;
	at: string;
	local: string;
	actor: string;
	action: string;
	subject: string;
	detail: Record<string, unknown>;
	actor_title: string | null;
	actor_demonstration: boolean;
	account: number | null;
	subject_title: string | null;
	subject_demonstration: boolean;
	area_name: string | null;
	organisation_name: string | null;
}

/**
 * A page of entries, the newest first, with how many there were when.
 * @param session of whoever looks
 * @param before where the page before this one ended: its `older`; anything else is the first page
 * @throws WanggeError not-found { what: 'path' } for whoever may not read the audit
 */
export async function readAudit(
	context: Context,
	{ filter, session, before = null }: { filter: AuditFilter; session: number; before?: string | null }
): Promise<AuditPage> {
	requireAnywhere(accessOf(context), 'read', 'audit');
	// Before anything is shown: where it cannot be recorded, nothing is.
	await noteReading(context, filter, session);
	const { db } = context;
	const { unit, bars } = barsOf(filter);
	const whole = boundsOf({ ...filter, hour: null });
	const begins = bars.map((bar) => bar.begins);
	const actions = wantedActions(filter);
	// One is compared as one, so that its index gives the order as well.
	const one = actions?.length === 1 ? actions[0]! : null;
	const rest = [filter.actor, one, one === null ? actions : null, wantedSubject(filter)];
	const from = cursorIn(before);
	const listed = [...boundsOf(filter), ...rest, from?.at ?? null, from?.id ?? null, PAGE_SIZE + 1];
	const [counts, rows, actors] = await Promise.all([
		db.query<{ bar: number; count: number }>(statement('bars'), [begins, ...whole, ...rest]),
		db.query<EntryRow>(statement('entries'), listed),
		db.query<{ actor: string } & NamedRow>(statement('actors'))
	]);
	const countOf = new Map(counts.map(({ bar, count }) => [bar, count]));
	const counted = bars.map((bar, at) => ({ ...bar, count: countOf.get(at) ?? 0 }));
	const entries = rows.slice(0, PAGE_SIZE).map(entryOf);
	const last = entries.at(-1);
	return {
		unit,
		bars: counted,
		total: counted
			.filter(({ hour }) => filter.hour === null || hour === filter.hour)
			.reduce((sum, { count }) => sum + count, 0),
		entries,
		older: rows.length > PAGE_SIZE && last ? `${last.at}_${last.id}` : null,
		actors: actors.map(({ actor, ...row }) => ({ actor, named: namedIn(row) }))
	};
}

/**
 * Once for each session and filter: whoever turns pages, or comes back to what they had open, looks at the same thing,
 * and an entry for each would bury what others did. Two tabs at the same moment may write two.
 */
async function noteReading(context: Context, filter: AuditFilter, session: number): Promise<void> {
	const subject = `session:${session}`;
	const detail = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
	await context.db.transaction(async (tx) => {
		const asked = [subject, context.actor, JSON.stringify(detail)];
		const [known] = await tx.query<{ found: boolean }>(statement('has_read'), asked);
		if (!known!.found) await record({ ...context, db: tx }, { action: 'audit.read', subject, detail });
	});
}

interface NamedRow {
	title: string | null;
	demonstration: boolean;
}
export const namedIn = ({ title, demonstration }: NamedRow): Named | null =>
	title === null ? null : { title, demonstration };

function entryOf(row: EntryRow): ReadEntry {
	const { id, nth, hash, at, local, actor, action, subject, account, detail } = row;
	return {
		id,
		nth: nth === null ? null : Number(nth),
		hash,
		at,
		local,
		actor,
		actorNamed: namedIn({ title: row.actor_title, demonstration: row.actor_demonstration }),
		action,
		subject,
		account,
		subjectNamed: namedIn({ title: row.subject_title, demonstration: row.subject_demonstration }),
		detail,
		places: { area: row.area_name, organisation: row.organisation_name }
	};
}

const CURSOR = /^(2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([1-9]\d{0,17})$/;

function cursorIn(text: string | null): { at: string; id: string } | undefined {
	const [, at, id] = CURSOR.exec(text ?? '') ?? [];
	return at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined;
}
