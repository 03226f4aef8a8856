/**
 * The one policy table: role x action x record. A right holds within the scope of the assignment that gives the role
 * (areas and all below them, or an organisation), while it is in force; `self` is one's own account wherever it is.
 * Services, pages, tiles, streams and the test matrix ask this table through access.ts; the database's row-level
 * policies say the same a second time.
 */
import { RECORDS, type RecordKind } from './records.ts';
import { ROLE_NAMES, type Role } from './roles.ts';

export const ACTIONS = [
	/** See it. */
	'read',
	/** See it unmasked, with a reason. */
	'reveal',
	/** Bring an account in, or end it. */
	'invite',
	/** Delete everything that tells of the person, for good. */
	'erase',
	/** Give and take the roles of an office. */
	'appoint',
	/** Give and take all other roles. */
	'assign',
	/** Look at the map as somebody else would see it. */
	'preview',
	/** Say that it is there: an incident. */
	'report',
	/** Look on the spot whether it is there, and whether it is done. */
	'inspect',
	/** Take it on, file it, give it to whoever is to handle it, and end it. */
	'direct',
	/** Do what was given to one's organisation, and say that it is done, or that it is another's. */
	'handle',
	/** Take it away as a file: what is counted, and nothing of a person. A second factor must be shown. */
	'export',
	/** Change it: of one's own account, its password, second factor and sessions. */
	'change'
] as const;
export type Action = (typeof ACTIONS)[number];

type Rights = Partial<Record<RecordKind, readonly Action[]>>;

const read = ['read'] as const;
/** Whoever signs in keeps their own account. */
const OWN: Rights = { self: ['read', 'change'] };
/** Whoever works on a ground sees all that is known of it, of persons only as counts. */
const SEEING: Rights = { ...OWN, people: read, incident: read, greening: read };
const AT_WORK: Rights = { ...SEEING, incident: ['read', 'report', 'inspect'] };

export const POLICY: Readonly<Record<Role, Rights>> = {
	resident: OWN,
	grid_worker: AT_WORK,
	squad_member: AT_WORK,
	squad_leader: { ...AT_WORK, means: read },
	/** A unit sees its own jobs; of incidents what is given to it. */
	unit_handler: { ...OWN, means: read, incident: ['handle'], greening: read },
	community_staff: {
		...AT_WORK,
		incident: ['read', 'report', 'inspect', 'export'],
		means: read,
		contact: ['read', 'reveal']
	},
	/** Directs what happens in the street, and enters what units without the product say. */
	street_staff: {
		...AT_WORK,
		incident: ['read', 'report', 'inspect', 'direct', 'handle', 'export'],
		means: read,
		contact: ['read', 'reveal']
	},
	leader: { ...SEEING, incident: ['read', 'export'], means: read },
	/** The officers run the system and see nothing of the ground but what anybody sees. */
	system_administrator: { ...OWN, account: ['read', 'invite', 'erase', 'appoint'], contact: read },
	security_administrator: { ...OWN, account: ['read', 'assign', 'preview'] },
	auditor: { ...OWN, account: read, audit: read }
};

/** Public records are for everybody, signed in or not. */
export const isPublic = (action: Action, record: RecordKind): boolean =>
	action === 'read' && RECORDS[record] === 'public';

export const mayRole = (role: Role, action: Action, record: RecordKind): boolean =>
	isPublic(action, record) || (POLICY[role][record]?.includes(action) ?? false);

/** Roles that may do something anywhere. */
export const rolesFor = (action: Action, record: RecordKind): Role[] =>
	ROLE_NAMES.filter((role) => mayRole(role, action, record));
