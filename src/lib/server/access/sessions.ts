/**
 * Sessions, kept in the database: a token in a cookie says who asks, and each request asks anew what they may do.
 */
import { Access, VISITOR, type Grant } from '../../domain/access/access.ts';
import { isOfficer } from '../../domain/access/roles.ts';
import {
	DEVICE_LIMITS,
	DEVICE_TOKEN_MS,
	FORMER_TOKEN_MS,
	NOTED_EVERY_MS,
	sessionLimits,
	UNFINISHED
} from '../../domain/account/session.ts';
import type { Awaited } from '../../domain/account/steps.ts';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { newToken, tokenHash, type Token } from './tokens.ts';
import { accountStyle } from './setting.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import type { Database } from '../db/index.ts';
import * as repository from './repository.ts';
import type { FoundSession, OpenSession } from './repository.ts';

export type { OpenSession } from './repository.ts';

/** Whoever asks, as far as they have come in. */
export interface Reader {
	session: number;
	account: number;
	kind: 'person' | 'device';
	title: string;
	signInName: string;
	demonstration: boolean;
	awaits: Awaited | null;
	/** A second factor was shown in this session. */
	proven: boolean;
	/** All assignments that are in force, those that do not count yet as well. */
	given: readonly Grant[];
	/** Roles that do not count before a second factor is set up or shown. */
	waitingRoles: Grant['role'][];
	access: Access;
	/** Of a device whose token was a day old: what its cookie shall be from now on. */
	renewed?: Token;
}

/** What may be changed by reading: databases to ask, the first that answers. */
export interface Asked {
	/** Where sessions are ended: it knows of all of them. */
	primary: Database;
	/** Asked only while the primary is gone: then nobody can end one. */
	reads: Database;
	now: Date;
	/** Whether this process was started as a demonstration. */
	demonstration: boolean;
}

export const actorOf = (account: number): string => `account:${account}`;

/** @returns undefined where the token opens nothing: it is over, or was never one */
export async function readerOf(asked: Asked, token: string | undefined): Promise<Reader | undefined> {
	const hash = tokenHash(token);
	if (!hash) return undefined;
	const found = await ask(asked, (db) => repository.find(db, hash, asked.now));
	if (!found || (found.demonstration && !asked.demonstration)) return undefined;
	if (!found.current && !(await isLate(asked, found))) return undefined;
	const { now, primary } = asked;
	const reader = readerFrom(found);
	if (found.kind === 'device' && found.current && age(found.token_made_at, now) > DEVICE_TOKEN_MS) {
		const next = newToken();
		const change = { id: found.id, from: hash, to: next.hash, awaits: null, keepFormer: true };
		const renewed = await repository.renew(primary, change, now).catch(notWhileGone);
		if (renewed) return { ...reader, renewed: next };
	}
	// Not waited for, and nothing is lost without it but a minute.
	if (age(found.last_seen_at, now) > NOTED_EVERY_MS)
		void repository.used(primary, found.id, now).catch(() => undefined);
	return reader;
}

/** While the primary is gone a display shows what it did; its token is renewed when it is back. */
function notWhileGone(error: unknown): false {
	if (!isWanggeError(error, 'database-unreachable')) throw error;
	return false;
}

/** The former token of a device, a moment after it has another one; later it was copied, and nobody comes in with either. */
async function isLate({ primary, now }: Asked, found: FoundSession): Promise<boolean> {
	if (age(found.token_made_at, now) <= FORMER_TOKEN_MS) return true;
	await primary.transaction(async (tx) => {
		await repository.end(tx, found.account, now, { only: found.id });
		const entry = {
			action: 'session.end',
			subject: `session:${found.id}`,
			detail: { reason: 'former-token' }
		} as const;
		await record({ db: tx, actor: actorOf(found.account), now }, entry);
	});
	return false;
}

async function ask<T>({ primary, reads }: Asked, question: (db: Database) => Promise<T>): Promise<T> {
	try {
		return await question(primary);
	} catch (error) {
		if (reads === primary || !isWanggeError(error, 'database-unreachable')) throw error;
		return question(reads);
	}
}

function readerFrom(found: FoundSession): Reader {
	const { id, account, awaits, proven, kind, title, sign_in_name, demonstration, grants } = found;
	const counts = ({ role }: Grant) => proven || demonstration || !isOfficer(role);
	return {
		session: id,
		account,
		kind,
		title,
		signInName: sign_in_name,
		demonstration,
		awaits,
		proven,
		given: grants,
		waitingRoles: grants.filter((grant) => !counts(grant)).map(({ role }) => role),
		access: awaits ? VISITOR : new Access(account, grants.filter(counts))
	};
}

const age = (since: Date, now: Date) => now.getTime() - since.getTime();

export interface Opening {
	account: number;
	roles: readonly Grant['role'][];
	kind?: 'person' | 'device';
	awaits?: Awaited | null;
	proven?: boolean;
	/** The browser as it calls itself, for the list of sessions. */
	device: string;
}

/** Opens a session; its token is to be kept by the reader alone. To be called within the transaction of what opens it. */
export async function openSession(within: Within, opening: Opening): Promise<Token> {
	const { account, roles, kind = 'person', awaits = null, proven = false, device } = opening;
	const token = newToken();
	const limits = awaits
		? UNFINISHED
		: kind === 'device'
			? DEVICE_LIMITS
			: sessionLimits(roles, accountStyle());
	const session = { account, tokenHash: token.hash, awaits, proven, device: device.slice(0, 80), limits };
	const id = await repository.open(within.db, session, within.now);
	await record(
		{ ...within, actor: actorOf(account) },
		{ action: 'session.open', subject: `session:${id}`, detail: awaits ? { awaits } : {} }
	);
	return token;
}

/**
 * The next step of signing in is done: another token, and all that is open when nothing is awaited any more.
 * @throws WanggeError session-over when the session has gone on, or ended, in the meantime
 */
export async function advanceSession(
	within: Within,
	step: {
		reader: Reader;
		token: string;
		awaits: Awaited | null;
		proven?: boolean;
		roles: readonly Grant['role'][];
	}
): Promise<Token> {
	const { reader, token, awaits, proven = false, roles } = step;
	const next = newToken();
	const change = {
		id: reader.session,
		from: tokenHash(token)!,
		to: next.hash,
		awaits,
		proven,
		limits: awaits ? UNFINISHED : sessionLimits(roles, accountStyle())
	};
	if (!(await repository.renew(within.db, change, within.now))) throw new WanggeError('session-over');
	await record(
		{ ...within, actor: actorOf(reader.account) },
		{ action: 'session.advance', subject: `session:${reader.session}`, detail: awaits ? { awaits } : {} }
	);
	return next;
}

/** Ends sessions of an account: one, all but one, or all. @returns how many were open */
export function endSessions(
	context: Context,
	account: number,
	which: { only?: number; but?: number } = {}
): Promise<number> {
	return context.db.transaction((tx) => endSessionsWithin({ ...context, db: tx }, account, which));
}

export async function endSessionsWithin(
	within: Within,
	account: number,
	which: { only?: number; but?: number } = {}
): Promise<number> {
	const ended = await repository.end(within.db, account, within.now, which);
	for (const id of ended) await record(within, { action: 'session.end', subject: `session:${id}` });
	return ended.length;
}

/** The open sessions of an account, the one used last first. */
export const listSessions = ({ db, now }: Within, account: number): Promise<OpenSession[]> =>
	repository.ofAccount(db, account, now);
