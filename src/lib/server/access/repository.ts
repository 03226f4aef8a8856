import type { Grant } from '../../domain/access/access.ts';
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
	last_seen_at: Date;
	kind: 'person' | 'device';
	title: string;
	sign_in_name: string;
	demonstration: boolean;
	grants: Grant[];
	grants_md5: string;
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

/** What the accounts of sessions may do, of those that are open. */
export async function stillOpen(
	db: Queryable,
	ids: readonly number[],
	now: Date
): Promise<Map<number, Grant[]>> {
	const rows = await db.query<{ id: number; grants: Grant[] }>(statement('still_open'), [ids, now]);
	return new Map(rows.map(({ id, grants }) => [id, grants]));
}

export async function used(db: Queryable, id: number, now: Date): Promise<void> {
	await db.query(statement('used'), [id, now]);
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

/** @param only one session; @param but all save one. @returns ids of those that were open */
export async function end(
	db: Queryable,
	account: number,
	now: Date,
	{ only = null, but = null }: { only?: number | null; but?: number | null } = {}
): Promise<number[]> {
	const rows = await db.query<{ id: number }>(statement('end'), [account, now, only, but]);
	return rows.map(({ id }) => id);
}

export interface OpenSession {
	id: number;
	device: string;
	created_at: Date;
	last_seen_at: Date;
	proven: boolean;
}

export const ofAccount = (db: Queryable, account: number, now: Date): Promise<OpenSession[]> =>
	db.query<OpenSession>(statement('of_account'), [account, now]);
