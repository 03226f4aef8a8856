/**
 * The roles that an account may hold (角色). What each may do stands in policy.ts; where and until when, in its
 * assignment.
 */
export const ROLES = {
	resident: { scope: 'ground', officer: false },
	grid_worker: { scope: 'ground', officer: false },
	squad_member: { scope: 'ground', officer: false },
	squad_leader: { scope: 'ground', officer: false },
	unit_handler: { scope: 'organisation', officer: false },
	community_staff: { scope: 'ground', officer: false },
	street_staff: { scope: 'ground', officer: false },
	leader: { scope: 'ground', officer: false },
	system_administrator: { scope: 'whole', officer: true },
	security_administrator: { scope: 'whole', officer: true },
	auditor: { scope: 'whole', officer: true }
} as const satisfies Record<
	string,
	{
		/** What an assignment of the role names: an area with all below it, an organisation, or nothing but the whole. */
		scope: 'ground' | 'organisation' | 'whole';
		/**
		 * 三员分立 (GB/T 22239-2019, 8.1.5: system, audit and security administrators are different persons): an account
		 * holds one of these at most, and needs a second factor.
		 */
		officer: boolean;
	}
>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];
export const OFFICERS = ROLE_NAMES.filter((role) => ROLES[role].officer);

/** What is said for an area where a role shall hold in the whole jurisdiction: nobody says it by leaving something out. */
export const WHOLE = '*';

export const isRole = (value: unknown): value is Role =>
	typeof value === 'string' && Object.hasOwn(ROLES, value);
/** What a wall display may hold: roles that only read, of an area that is named. */
export const DEVICE_ROLES: readonly Role[] = ['leader'];
export const isOfficer = (role: Role): boolean => ROLES[role].officer;
