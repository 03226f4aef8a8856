/**
 * Sessions, kept in the database: a token in a cookie says who asks, and each request asks anew what they may do.
 */
import { Access, VISITOR, type Grant } from '../../domain/access/access.ts';
import { previewFault, type PreviewEnd, type Seen } from '../../domain/access/preview.ts';
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
import { actorOf } from './actor.ts';
import { endSeeing, recordEnd } from './preview.ts';
import { newToken, tokenHash, type Token } from './tokens.ts';
import { accountStyle } from './setting.ts';
import { record } from '../audit/service.ts';
import { Together } from '../api/together.ts';
import type { Context, Within } from '../context.ts';
import { inDoor, PerDatabase, type Database, type Who } from '../db/index.ts';
import * as repository from './repository.ts';
import type { FoundSession, OpenSession } from './repository.ts';

export { actorOf } from './actor.ts';
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
	/** As the database is told who asks. */
	who: Who & { kind: 'person' };
	/** Roles that do not count before a second factor is set up or shown. */
	waitingRoles: Grant['role'][];
	/** What they may do; while they look as somebody else, what that account may. */
	access: Access;
	/** As whom they look instead of as themselves. */
	preview?: Seen;
	/** The same as it is kept, also where it does not hold. */
	seen: Seen | null;
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
	/** An open page asks by itself, as when the ground changes: of an officer that is no use of the session. */
	byItself?: boolean;
}

/** @returns undefined where the token opens nothing: it is over, or was never one */
export async function readerOf(asked: Asked, token: string | undefined): Promise<Reader | undefined> {
	const hash = tokenHash(token);
	if (!hash) return undefined;
	const found = await ask(asked, (db) => lookUp(db, hash, asked.now));
	if (!found || (found.demonstration && !asked.demonstration)) return undefined;
	// What else is looked up and noted is so before anybody has come in.
	const known = behindDoor(asked);
	if (!found.current && !(await isLate(known, found))) return undefined;
	const { now, primary } = known;
	const reader = await lookingAs(known, found, readerFrom(found, now));
	if (found.kind === 'device' && found.token_confirmed_at === null) {
		if (found.current) await repository.confirm(primary, found.id, now).catch(notWhileGone);
		else if (age(found.token_made_at, now) > FORMER_TOKEN_MS) {
			// The answer with the new token was lost: the display has only this one.
			const next = newToken();
			const change = { id: found.id, former: hash, to: next.hash, madeAt: found.token_made_at };
			if (await repository.renewAgain(primary, change, now).catch(notWhileGone))
				return { ...reader, renewed: next };
		}
	}
	if (found.kind === 'device' && found.current && age(found.token_made_at, now) > DEVICE_TOKEN_MS) {
		const next = newToken();
		const change = { id: found.id, from: hash, to: next.hash, awaits: null, keepFormer: true };
		const renewed = await repository.renew(primary, change, now).catch(notWhileGone);
		if (renewed) return { ...reader, renewed: next };
	}
	// Not waited for, and nothing is lost without it but a minute.
	const attended = !asked.byItself || !found.grants.some(({ role }) => isOfficer(role));
	if (attended && age(found.last_seen_at, now) > NOTED_EVERY_MS)
		void repository.used(primary, found.id, now).catch(() => undefined);
	return reader;
}

/** A map asks for fifty tiles at once. */
const lookUps = new PerDatabase(() => new Together<FoundSession | undefined>());

/** Of all that a browser asks for at once, who asks is looked up once after each has asked. */
const lookUp = (db: Database, hash: Buffer, now: Date) =>
	lookUps.of(db).ask(hash.toString('latin1'), () => repository.find(db, hash, now));

function behindDoor({ primary, reads, ...more }: Asked): Asked {
	const known = inDoor(primary, more.now);
	return { ...more, primary: known, reads: reads === primary ? known : inDoor(reads, more.now) };
}

/** While the primary is gone a display shows what it did; its token is renewed when it is back. */
function notWhileGone(error: unknown): false {
	if (!isWanggeError(error, 'database-unreachable')) throw error;
	return false;
}

/**
 * The former token of a device, until a moment after the new one first came; later it was copied, and nobody comes in with
 * either.
 */
async function isLate({ primary, now }: Asked, found: FoundSession): Promise<boolean> {
	if (found.token_confirmed_at === null || age(found.token_confirmed_at, now) <= FORMER_TOKEN_MS) return true;
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

/** While a preview holds, what its account may do takes the place of their own. One that does not is ended here and now. */
async function lookingAs(asked: Asked, found: FoundSession, own: Reader): Promise<Reader> {
	const { seen_as: seenAs, seen } = found;
	if (seenAs === null) return own;
	const fault = previewFault(own.access, seen, asked.demonstration);
	if (!fault && seen) {
		const who = { ...own.who, grants: found.seen_md5! };
		return { ...own, preview: seen, who, access: new Access(seen.account, seen.grants) };
	}
	await endPreview({ db: asked.primary, now: asked.now }, own, seenAs, fault ?? 'time').catch(notWhileGone);
	return own;
}

/** @param seen the account as which they look */
export function endPreview(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	{ session, account }: Pick<Reader, 'session' | 'account'>,
	seen: number,
	reason: PreviewEnd = 'asked'
): Promise<boolean> {
	return db.transaction((tx) =>
		endSeeing({ db: tx, actor: actorOf(account), now }, { session, seen }, reason)
	);
}

async function ask<T>({ primary, reads }: Asked, question: (db: Database) => Promise<T>): Promise<T> {
	try {
		return await question(primary);
	} catch (error) {
		if (reads === primary || !isWanggeError(error, 'database-unreachable')) throw error;
		return question(reads);
	}
}

function readerFrom(found: FoundSession, now: Date): Reader {
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
		who: { kind: 'person', account, session: id, grants: found.grants_md5, at: now },
		waitingRoles: grants.filter((grant) => !counts(grant)).map(({ role }) => role),
		seen: found.seen,
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
	for (const { id, seen } of ended) {
		if (seen !== null) await recordEnd(within, { session: id, seen }, 'session');
		await record(within, { action: 'session.end', subject: `session:${id}` });
	}
	return ended.length;
}

/** The open sessions of an account, the one used last first. */
export const listSessions = ({ db, now }: Within, account: number): Promise<OpenSession[]> =>
	repository.ofAccount(db, account, now);
