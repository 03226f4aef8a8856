/** Managing accounts: the system administrator brings people and devices in, helps them when they are locked out, and ends them. */
import { accountLimit, fieldFault } from '../../domain/account/faults.ts';
import { parseSignInName, parseTitle } from '../../domain/account/names.ts';
import { parsePhone } from '../../domain/people/phone.ts';
import { isOfficer, type Role } from '../../domain/access/roles.ts';
import { requireAnywhere } from '../../domain/access/access.ts';
import type { Action } from '../../domain/access/policy.ts';
import { WanggeError } from '../../domain/errors.ts';
import { actorOf, endSessionsWithin } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, type Context, type Within } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { makeInvitation } from './invitations.ts';
import { keepPhone } from './phone.ts';
import * as repository from './repository.ts';

const statement = loadStatements('account-managing');

export interface Assignment {
	id: number;
	role: Role;
	/** Codes. */
	area: string | null;
	organisation: string | null;
	/** Name of the area or organisation; null for the whole. */
	place: string | null;
	/** The area or organisation is not there any more: it gives nothing. */
	lost: boolean;
	/** ISO 8601. */
	from: string;
	/** Null: until further notice. */
	until: string | null;
	/** YYYY-MM-DD, where the jurisdiction is. */
	first_day: string;
	last_day: string | null;
	begun: boolean;
	reason: string;
	/** Title of whoever granted it. */
	granted_by: string | null;
}

export interface Managed {
	id: number;
	kind: 'person' | 'device';
	name: string;
	title: string;
	demonstration: boolean;
	organisation: string | null;
	has_phone: boolean;
	has_password: boolean;
	has_second_factor: boolean;
	ended: string | null;
	/** When everything that told of the person was deleted. */
	erased: string | null;
	/** When a session of theirs was last used, ISO 8601. */
	used: string | null;
	/** Until when a link holds that was made for them. */
	link_until: string | null;
	/** How many are open. */
	sessions: number;
	/** Those in force, and those still to begin. */
	assignments: Assignment[];
}

/** A link's token, to be handed over; it is shown once. */
export interface Link {
	account: number;
	token: string;
	expires: Date;
}

export function require(context: Pick<Context, 'access'>, action: Action): void {
	requireAnywhere(accessOf(context), action, 'account');
}

/** @throws WanggeError not-found { what: 'path' } for whoever may not see accounts */
export async function listAccounts(context: Context): Promise<Managed[]> {
	require(context, 'read');
	return context.db.query<Managed>(statement('list'), [context.now, null]);
}

/** @throws WanggeError not-found { what: 'path' }, also where there is no such account */
export async function readAccount(context: Context, id: number): Promise<Managed> {
	require(context, 'read');
	const [found] = await context.db.query<Managed>(statement('list'), [context.now, id]);
	if (!found) throw new WanggeError('not-found', { what: 'path' });
	return found;
}

/**
 * Brings a person or a device in: as yet they may do nothing. A person's phone number may be given with them.
 * @throws WanggeError not-found { what: 'path' }, account-field { field, reason }, duplicate { what: 'account' }
 */
export async function invite(
	context: Context,
	given: { kind: string; name: string; title: string; phone?: string }
): Promise<Link> {
	require(context, 'invite');
	const kind = given.kind === 'device' ? 'device' : 'person';
	const name = parseSignInName(given.name);
	const title = parseTitle(given.title);
	const phone = given.phone?.trim() ? parsePhone(given.phone) : null;
	if (phone !== null && kind === 'device') throw fieldFault('phone', 'device');
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const createdBy = accessOf(context).account;
		const account = await repository.insert(
			tx,
			{ kind, name, title, organisation: null, demonstration: false, createdBy },
			context.now
		);
		if (account === undefined) throw new WanggeError('duplicate', { what: 'account' });
		await record(within, { action: 'account.invite', subject: actorOf(account), detail: { kind } });
		if (phone !== null) await keepPhone(within, account, phone);
		return linkFor(within, account, kind === 'device' ? 'device' : 'invitation');
	});
}

/**
 * Another link: for whoever has not come in yet, has forgotten the password, or for a device that was reset.
 * @throws WanggeError not-found { what: 'path' }, account-limit { reason: 'oneself' | 'ended' | 'demonstration' |
 * 'officer-in' }
 */
export async function renewLink(context: Context, id: number): Promise<Link> {
	const account = await another(context, 'invite', id);
	requireNoOfficer(account);
	const purpose = account.kind === 'device' ? 'device' : account.has_password ? 'reset' : 'invitation';
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		await record(within, { action: 'account.link', subject: actorOf(id), detail: { purpose } });
		return linkFor(within, id, purpose);
	});
}

async function linkFor(
	within: Within,
	account: number,
	purpose: 'invitation' | 'reset' | 'device'
): Promise<Link> {
	return { account, ...(await makeInvitation(within, { purpose, account, by: accessOf(within).account })) };
}

/** Somebody has lost phone and codes: they set up another second factor when they next sign in. All their sessions end. */
export async function removeSecondFactor(context: Context, id: number): Promise<void> {
	requireNoOfficer(await another(context, 'invite', id));
	await context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		if (!(await repository.removeSecondFactor(tx, id))) return;
		await endSessionsWithin(within, id);
		await record(within, { action: 'second-factor.remove', subject: actorOf(id) });
	});
}

/**
 * Ends an account with its sessions, links and roles; what it did stays recorded.
 * @throws WanggeError account-limit { reason: 'oneself' | 'ended' | 'demonstration' | 'last-administrator' }
 */
export async function endAccount(context: Context, id: number): Promise<void> {
	await another(context, 'invite', id);
	await context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		await keepAnAdministrator(within, id);
		if (!(await endWithin(within, id))) throw accountLimit('ended');
	});
}

/** @returns false when it had ended before */
export async function endWithin(within: Within, id: number): Promise<boolean> {
	const { db, now } = within;
	const ended = await db.query(statement('end_account'), [id, now]);
	if (ended.length === 0) return false;
	await db.query(statement('end_links'), [id, now]);
	// Before the second factor, which is nobody's to take while they are an officer.
	await db.query(statement('end_assignments'), [id, now]);
	await repository.removeSecondFactor(db, id);
	await endSessionsWithin(within, id);
	await record(within, { action: 'account.end', subject: actorOf(id) });
	return true;
}

/**
 * With a new link and without a second factor whoever makes the link could come in as the officer. One who is locked out
 * is ended, and somebody is appointed anew: all see it.
 */
function requireNoOfficer({ has_password, assignments }: Managed): void {
	if (has_password && assignments.some(({ role }) => isOfficer(role))) throw accountLimit('officer-in');
}

/** Somebody else's account, which is to be changed. */
export async function another(context: Context, action: Action, id: number): Promise<Managed> {
	require(context, action);
	const account = await readAccount(context, id);
	if (id === accessOf(context).account) throw accountLimit('oneself');
	if (account.demonstration) throw accountLimit('demonstration');
	if (account.ended) throw accountLimit('ended');
	return account;
}

/** Whoever is left alone with the keys cannot be sent away: nobody could come in any more. */
export async function keepAnAdministrator({ db, now }: Within, leaving: number): Promise<void> {
	const left = await db.query<{ id: number }>(statement('administrators'), [now]);
	if (left.some(({ id }) => id === leaving) && left.every(({ id }) => id === leaving))
		throw accountLimit('last-administrator');
}
