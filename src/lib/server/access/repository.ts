import type { Grant } from '../../domain/access/access.ts';
import type { Seen } from '../../domain/access/preview.ts';
import type { SessionLimits } from '../../domain/account/session.ts';
import type { Awaited } from '../../domain/account/steps.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('session');

export interface FoundSession {
	id: number;
	account: number;
	awaits: Awaited | null;
	/** Whether a second factor was shown in it. */
	proven: boolean;
	/** False: it came with the former token of a device. */
	current: boolean;
	token_made_at: Date;
	/** When it first came after another; null: it did not yet. */
	token_confirmed_at: Date | null;
	last_seen_at: Date;
	kind: 'person' | 'device';
	title: string;
	sign_in_name: string;
	demonstration: boolean;
	grants: Grant[];
	/** MD5 of their text, in hex. */
	grants_md5: string;
	/** The account as which its reader looks, or did last: its end is still to be recorded. */
	seen_as: number | null;
	seen: Seen | null;
	/** Of what that account may do. */
	seen_md5: string | null;
}

export interface NewSession {
	account: number;
	tokenHash: Buffer;
	awaits: Awaited | null;
	proven: boolean;
	device: string;
	limits: SessionLimits;
}

export async function open(db: Queryable, session: NewSession, now: Date): Promise<number> {
	const { account, tokenHash, awaits, proven, device, limits } = session;
	const [row] = await db.query<{ id: number }>(statement('open'), [
		account,
		tokenHash,
		now,
		awaits,
		proven ? now : null,
		device,
		limits.idleS,
		limits.absoluteS
	]);
	return row!.id;
}

export async function find(db: Queryable, tokenHash: Buffer, now: Date): Promise<FoundSession | undefined> {
	const [row] = await db.query<FoundSession>(statement('find'), [tokenHash, now]);
	return row;
}

/** What a session rests on: what its account may do, and as whom its reader looks. */
export interface Standing {
	grants: readonly Grant[];
	seen: Seen | null;
}

/** What sessions rest on, of those that are open. */
export async function stillOpen(
	db: Queryable,
	ids: readonly number[],
	now: Date
): Promise<Map<number, Standing>> {
	const rows = await db.query<{ id: number } & Standing>(statement('still_open'), [ids, now]);
	return new Map(rows.map(({ id, grants, seen }) => [id, { grants, seen }]));
}

export async function used(db: Queryable, id: number, now: Date): Promise<void> {
	await db.query(statement('used'), [id, now]);
}

export async function confirm(db: Queryable, id: number, now: Date): Promise<void> {
	await db.query(statement('confirm'), [id, now]);
}

/** @returns false when somebody else got one, or the token of now has come in the meantime */
export async function renewAgain(
	db: Queryable,
	{ id, former, to, madeAt }: { id: number; former: Buffer; to: Buffer; madeAt: Date },
	now: Date
): Promise<boolean> {
	return (await db.query(statement('renew_again'), [id, former, to, now, madeAt])).length > 0;
}

export interface Renewal {
	id: number;
	/** The token that it is asked with. */
	from: Buffer;
	to: Buffer;
	awaits: Awaited | null;
	/** A second factor was shown just now. */
	proven?: boolean;
	limits?: SessionLimits;
	/** Whether the former token holds a little longer. */
	keepFormer?: boolean;
}

/** @returns false when the token of now is another one already */
export async function renew(db: Queryable, renewal: Renewal, now: Date): Promise<boolean> {
	const { id, from, to, awaits, proven = false, limits, keepFormer = false } = renewal;
	const rows = await db.query(statement('renew'), [
		id,
		from,
		to,
		now,
		awaits,
		proven ? now : null,
		limits?.idleS ?? null,
		keepFormer,
		limits ? new Date(now.getTime() + limits.absoluteS * 1000) : null
	]);
	return rows.length > 0;
}

/** @param only one session; @param but all save one. @returns those that were open, and as whom their readers looked */
export async function end(
	db: Queryable,
	account: number,
	now: Date,
	{ only = null, but = null }: { only?: number | null; but?: number | null } = {}
): Promise<{ id: number; seen: number | null }[]> {
	return db.query(statement('end'), [account, now, only, but]);
}

/** @returns false when it has ended, or looks as somebody already */
export async function seeAs(
	db: Queryable,
	{ session, account, until }: { session: number; account: number; until: Date }
): Promise<boolean> {
	return (await db.query(statement('see_as'), [session, account, until])).length > 0;
}

/** @returns false when it does not look as them any more */
export async function seeAsOneself(db: Queryable, session: number, seen: number): Promise<boolean> {
	return (await db.query(statement('see_as_oneself'), [session, seen])).length > 0;
}

export const previewsOver = (db: Queryable, now: Date) =>
	db.query<{ id: number; account: number; seen: number }>(statement('previews_over'), [now]);

export interface OpenSession {
	id: number;
	device: string;
	created_at: Date;
	last_seen_at: Date;
	proven: boolean;
}

export const ofAccount = (db: Queryable, account: number, now: Date): Promise<OpenSession[]> =>
	db.query<OpenSession>(statement('of_account'), [account, now]);
