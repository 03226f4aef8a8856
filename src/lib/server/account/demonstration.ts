/** In a demonstration a visitor comes in by one click, as any role. */
import { mayRole } from '../../domain/access/policy.ts';
import { isRole, ROLE_NAMES, ROLES, type Role } from '../../domain/access/roles.ts';
import { WanggeError } from '../../domain/errors.ts';
import { isDemonstration } from '../access/demonstration.ts';
import { actorOf, openSession } from '../access/sessions.ts';
import type { Token } from '../access/tokens.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { readJurisdiction } from '../jurisdiction/service.ts';
import * as repository from './repository.ts';

const statement = loadStatements('account');

interface Places {
	duty_grid: string | null;
	community: string | null;
	street: string | null;
	organisation: string | null;
}

/** The level that a role of the demonstration works on; null: the whole. */
const LEVEL: Readonly<Record<Role, keyof Places | null>> = {
	resident: 'community',
	grid_worker: 'duty_grid',
	squad_member: 'street',
	squad_leader: 'street',
	unit_handler: 'organisation',
	community_staff: 'community',
	street_staff: 'street',
	leader: null,
	system_administrator: null,
	security_administrator: null,
	auditor: null
};

/** @throws WanggeError not-found { what: 'path' } where this is no demonstration, and for a role that there is not */
export async function enterDemonstration(context: Context, role: string, device: string): Promise<Token> {
	if (!isDemonstration() || !isRole(role) || !(await readJurisdiction(context))?.demonstration)
		throw new WanggeError('not-found', { what: 'path' });
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const account = await comeAs(within, role);
		if (account === undefined) throw new WanggeError('not-found', { what: 'path' });
		return openSession(within, { account, roles: [role], device });
	});
}

/** Whoever looks for colleagues finds some: those who have not been entered yet are made as well. */
async function comeAs(within: Within, role: Role): Promise<number | undefined> {
	if (!mayRole(role, 'read', 'contact')) return accountOf(within, role, 'demonstration.enter');
	let own: number | undefined;
	// All in one order, so that two who come in at once do not wait for each other.
	for (const one of ROLE_NAMES) {
		if (one === role) own = await accountOf(within, one, 'demonstration.enter');
		else if (LEVEL[one] && one !== 'resident') await accountOf(within, one, 'demonstration.colleague');
	}
	return own;
}

/** @returns undefined where the ground has no place for such a one: nothing to stand on is not the whole */
async function accountOf(within: Within, role: Role, action: AuditAction): Promise<number | undefined> {
	const { db, now } = within;
	const name = `demo-${role.replaceAll('_', '-')}`;
	const find = async () =>
		(await db.query<{ id: number; granted: boolean }>(statement('of_demonstration'), [name, role, now]))[0];
	const known = await find();
	if (known?.granted) return known.id;
	const [places] = await db.query<Places>(statement('demonstration_places'));
	const level = LEVEL[role];
	const code = level && (places?.[level] ?? null);
	// A ground without duty grids or greening.
	if (level && !code) return undefined;
	const fresh = {
		kind: 'person',
		name,
		title: name,
		organisation: null,
		demonstration: true,
		createdBy: null
	} as const;
	const account = known?.id ?? (await repository.insert(db, fresh, now));
	if (account === undefined) {
		// Somebody else came in as the same at the same time.
		const other = await find();
		if (other?.granted) return other.id;
		throw new WanggeError('duplicate', { what: 'account' });
	}
	const { scope } = ROLES[role];
	await repository.assign(db, {
		account,
		role,
		area: scope === 'ground' ? code : null,
		organisation: scope === 'organisation' ? code : null,
		from: now,
		to: null,
		reason: '',
		grantedBy: null
	});
	await record(within, { action, subject: actorOf(account), detail: { role } });
	return account;
}
