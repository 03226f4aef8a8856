/**
 * Giving and ending roles: the system administrator appoints the officers, the security administrator gives everybody else
 * their roles, and neither gives anything to themselves.
 */
import { accountLimit, fieldFault } from '../../domain/account/faults.ts';
import { DEVICE_ROLES, isOfficer, isRole, ROLES, WHOLE, type Role } from '../../domain/access/roles.ts';
import { isDay } from '../../domain/calendar/days.ts';
import { holdsPersonalNumber } from '../../domain/people/personal-number.ts';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { actorOf, endSessionsWithin } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, dayOf, type Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { another, keepAnAdministrator, require } from './managing.ts';
import * as repository from './repository.ts';

const statement = loadStatements('account-managing');

export interface Assigning {
	account: number;
	role: string;
	/** Code, or WHOLE; of a role for a ground never empty. */
	area: string;
	/** Code; empty for none. */
	organisation: string;
	/** The last day on which it holds, YYYY-MM-DD; empty: until further notice. */
	until: string;
	reason: string;
}

/**
 * Gives a role from now on.
 * @throws WanggeError not-found { what: 'path' }; account-field { field: 'role' | 'area' | 'organisation' | 'until' |
 * 'reason', reason }; account-limit { reason: 'oneself' | 'ended' | 'demonstration' | 'one-office' | 'already' | 'device' |
 * 'patron' }
 */
export async function assign(context: Context, given: Assigning): Promise<number> {
	const { role } = given;
	if (!isRole(role)) throw fieldFault('role', 'missing');
	const account = await another(context, isOfficer(role) ? 'appoint' : 'assign', given.account);
	const own = accessOf(context).account;
	const [patron] = await context.db.query<{ does: boolean }>(statement('lets_in'), [given.account, own]);
	if (patron!.does) throw accountLimit('patron');
	const place = await placeOf(context, role, given);
	const until = await endOf(context, given.until);
	if (given.reason.length > 200) throw fieldFault('reason', 'long');
	if (holdsPersonalNumber(given.reason)) throw fieldFault('reason', 'personal');
	// A display looks at one area, and does nothing.
	if (
		account.kind === 'device' &&
		(!DEVICE_ROLES.includes(role) || !place.area || account.assignments.length > 0)
	)
		throw accountLimit('device');
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		// Somebody else may be ending the account: they wait, or have done so.
		await repository.hold(tx, given.account);
		if ((await repository.byId(tx, given.account, context.now))?.ended_at) throw accountLimit('ended');
		const id = await repository
			.assign(tx, {
				account: given.account,
				role,
				...place,
				from: context.now,
				to: until,
				reason: given.reason.trim(),
				grantedBy: own
			})
			.catch(asLimit);
		await record(within, {
			action: 'assignment.grant',
			subject: actorOf(given.account),
			detail: { assignment: id, role, ...place, until: given.until || null }
		});
		// An officer's session is shorter, and begins with a second factor.
		if (isOfficer(role)) await endSessionsWithin(within, given.account);
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
		if (found.account === accessOf(context).account) throw accountLimit('oneself');
		if (found.demonstration) throw accountLimit('demonstration');
		if (found.role === 'system_administrator') await keepAnAdministrator(within, found.account);
		await tx.query(statement('end_assignment'), [id, context.now]);
		const detail = { assignment: id, role: found.role };
		await record(within, { action: 'assignment.end', subject: actorOf(found.account), detail });
	});
}

async function placeOf(
	{ db, now }: Context,
	role: Role,
	{ area, organisation }: Assigning
): Promise<{ area: string | null; organisation: string | null }> {
	const { scope } = ROLES[role];
	// A list that did not come must not give a whole city.
	if (scope === 'ground' && !area) throw fieldFault('area', 'missing');
	const code = {
		area: scope === 'ground' && area !== WHOLE ? area : null,
		organisation: organisation || null
	};
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

/** What the constraints of the table refuse is a limit, not a fault. */
function asLimit(error: unknown): never {
	const constraint = isWanggeError(error) ? error.details.constraint : undefined;
	if (constraint === 'assignment_one_office') throw accountLimit('one-office');
	if (constraint === 'assignment_once') throw accountLimit('already');
	if (constraint === 'assignment_not_to_oneself') throw accountLimit('oneself');
	if (constraint === 'assignment_of_device' || constraint === 'assignment_one_of_device')
		throw accountLimit('device');
	throw error;
}

/** Organisations that somebody may act for, by name. */
export async function organisationsToActFor(context: Context): Promise<{ code: string; name: string }[]> {
	require(context, 'assign');
	return context.db.query(statement('organisations'), [dayOf(context.now)]);
}
