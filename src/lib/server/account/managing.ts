/**
 * Managing accounts: the system administrator brings people and devices in and appoints the officers, the security
 * administrator gives everybody else their roles, and neither gives anything to themselves.
 */
import { isDay } from '../../domain/calendar/days.ts';
import { parseSignInName, parseTitle } from '../../domain/account/names.ts';
import { parsePhone } from '../../domain/people/phone.ts';
import { DEVICE_ROLES, isOfficer, isRole, ROLES, type Role } from '../../domain/access/roles.ts';
import { requireAnywhere } from '../../domain/access/access.ts';
import type { Action } from '../../domain/access/policy.ts';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { actorOf, endSessionsWithin } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, dayOf, type Context, type Within } from '../context.ts';
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

function require(context: Pick<Context, 'access'>, action: Action): void {
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
 * @throws WanggeError not-found { what: 'path' }, account-limit { reason: 'oneself' | 'ended' | 'demonstration' }
 */
export async function renewLink(context: Context, id: number): Promise<Link> {
	const account = await another(context, 'invite', id);
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
	await another(context, 'invite', id);
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
		const ended = await tx.query(statement('end_account'), [id, context.now]);
		if (ended.length === 0) throw limit('ended');
		await repository.removeSecondFactor(tx, id);
		await tx.query(statement('end_links'), [id, context.now]);
		await tx.query(statement('end_assignments'), [id, context.now]);
		await endSessionsWithin(within, id);
		await record(within, { action: 'account.end', subject: actorOf(id) });
	});
}

export interface Assigning {
	account: number;
	role: string;
	/** Codes; empty for none. */
	area: string;
	organisation: string;
	/** The last day on which it holds, YYYY-MM-DD; empty: until further notice. */
	until: string;
	reason: string;
}

/**
 * Gives a role from now on.
 * @throws WanggeError not-found { what: 'path' }; account-field { field: 'role' | 'area' | 'organisation' | 'until' |
 * 'reason', reason }; account-limit { reason: 'oneself' | 'ended' | 'demonstration' | 'one-office' | 'already' | 'device' }
 */
export async function assign(context: Context, given: Assigning): Promise<number> {
	const { role } = given;
	if (!isRole(role)) throw fieldFault('role', 'missing');
	const account = await another(context, isOfficer(role) ? 'appoint' : 'assign', given.account);
	const place = await placeOf(context, role, given);
	const until = await endOf(context, given.until);
	if (given.reason.length > 200) throw fieldFault('reason', 'long');
	// A display looks at one area, and does nothing.
	if (
		account.kind === 'device' &&
		(!DEVICE_ROLES.includes(role) || !place.area || account.assignments.length > 0)
	)
		throw limit('device');
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		// Somebody else may be ending the account: they wait, or have done so.
		await repository.hold(tx, given.account);
		if ((await repository.byId(tx, given.account, context.now))?.ended_at) throw limit('ended');
		const id = await repository
			.assign(tx, {
				account: given.account,
				role,
				...place,
				from: context.now,
				to: until,
				reason: given.reason.trim(),
				grantedBy: accessOf(context).account
			})
			.catch(asLimit);
		await record(within, {
			action: 'assignment.grant',
			subject: actorOf(given.account),
			detail: { assignment: id, role, ...place, until: given.until || null }
		});
		return id;
	});
}

/**
 * From now on.
 * @throws WanggeError not-found { what: 'path' }, account-limit { reason: 'oneself' | 'demonstration' |
 * 'last-administrator' }
 */
export async function endAssignment(context: Context, id: number): Promise<void> {
	require(context, 'read');
	await context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const [found] = await tx.query<{ account: number; role: Role; demonstration: boolean }>(
			statement('assignment'),
			[id, context.now]
		);
		if (!found) throw new WanggeError('not-found', { what: 'path' });
		require(context, isOfficer(found.role) ? 'appoint' : 'assign');
		if (found.account === accessOf(context).account) throw limit('oneself');
		if (found.demonstration) throw limit('demonstration');
		if (found.role === 'system_administrator') await keepAnAdministrator(within, found.account);
		await tx.query(statement('end_assignment'), [id, context.now]);
		const detail = { assignment: id, role: found.role };
		await record(within, { action: 'assignment.end', subject: actorOf(found.account), detail });
	});
}

/** Somebody else's account, which is to be changed. */
async function another(context: Context, action: Action, id: number): Promise<Managed> {
	require(context, action);
	const account = await readAccount(context, id);
	if (id === accessOf(context).account) throw limit('oneself');
	if (account.demonstration) throw limit('demonstration');
	if (account.ended) throw limit('ended');
	return account;
}

/** Whoever is left alone with the keys cannot be sent away: nobody could come in any more. */
async function keepAnAdministrator({ db, now }: Within, leaving: number): Promise<void> {
	const left = await db.query<{ id: number }>(statement('administrators'), [now]);
	if (left.some(({ id }) => id === leaving) && left.every(({ id }) => id === leaving))
		throw limit('last-administrator');
}

async function placeOf(
	{ db, now }: Context,
	role: Role,
	{ area, organisation }: Assigning
): Promise<{ area: string | null; organisation: string | null }> {
	const { scope } = ROLES[role];
	const code = { area: scope === 'ground' ? area || null : null, organisation: organisation || null };
	if (scope !== 'organisation') code.organisation = null;
	else if (!code.organisation) throw fieldFault('organisation', 'missing');
	const [known] = await db.query<{ area: boolean; organisation: boolean }>(statement('known_place'), [
		code.area,
		code.organisation,
		dayOf(now)
	]);
	if (code.area && !known!.area) throw fieldFault('area', 'unknown');
	if (code.organisation && !known!.organisation) throw fieldFault('organisation', 'unknown');
	return code;
}

/** The moment after a day, where the jurisdiction is. */
async function endOf({ db, now }: Context, day: string): Promise<Date | null> {
	if (day === '') return null;
	if (!isDay(day)) throw fieldFault('until', 'form');
	if (day < dayOf(now)) throw fieldFault('until', 'past');
	const [row] = await db.query<{ end: Date }>(statement('end_of_day'), [day]);
	return row!.end;
}

const limit = (reason: string) => new WanggeError('account-limit', { reason });
const fieldFault = (field: string, reason: string) => new WanggeError('account-field', { field, reason });

/** What the constraints of the table refuse is a limit, not a fault. */
function asLimit(error: unknown): never {
	const constraint = isWanggeError(error) ? error.details.constraint : undefined;
	if (constraint === 'assignment_one_office') throw limit('one-office');
	if (constraint === 'assignment_once') throw limit('already');
	if (constraint === 'assignment_not_to_oneself') throw limit('oneself');
	if (constraint === 'assignment_of_device' || constraint === 'assignment_one_of_device')
		throw limit('device');
	throw error;
}

/** Organisations that somebody may act for, by name. */
export async function organisationsToActFor(context: Context): Promise<{ code: string; name: string }[]> {
	require(context, 'assign');
	return context.db.query(statement('organisations'), [dayOf(context.now)]);
}
