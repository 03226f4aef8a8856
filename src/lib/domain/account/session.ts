/** How long a session lasts (OWASP ASVS 5.0, 7.3: an idle and an absolute limit, stricter for those who can do more). */
import { isOfficer, type Role } from '../access/roles.ts';
import type { AccountStyle } from './password.ts';

export interface SessionLimits {
	/** Without use, seconds. */
	idleS: number;
	/** In any case, seconds. */
	absoluteS: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A worker's tablet goes without a signal for half a day; an office in 等保 style leaves nobody's screen open. */
const LIMITS: Readonly<Record<AccountStyle, { officer: SessionLimits; other: SessionLimits }>> = {
	asvs: {
		officer: { idleS: 30 * MINUTE, absoluteS: 12 * HOUR },
		other: { idleS: 12 * HOUR, absoluteS: 7 * DAY }
	},
	dengbao: {
		officer: { idleS: 15 * MINUTE, absoluteS: 8 * HOUR },
		other: { idleS: 30 * MINUTE, absoluteS: 12 * HOUR }
	}
};

export function sessionLimits(roles: readonly Role[], style: AccountStyle): SessionLimits {
	return LIMITS[style][roles.some(isOfficer) ? 'officer' : 'other'];
}

/** Of what has only been begun: the second factor is still to come. */
export const UNFINISHED: SessionLimits = { idleS: 10 * MINUTE, absoluteS: 30 * MINUTE };

/** A display on a wall runs for months; its token is another one each day. */
export const DEVICE_LIMITS: SessionLimits = { idleS: 30 * DAY, absoluteS: 366 * DAY };
export const DEVICE_TOKEN_MS = DAY * 1000;
/** For so long the former token holds after the new one first came: requests may be on their way. */
export const FORMER_TOKEN_MS = MINUTE * 1000;

/** A use is noted to the minute, or every request would be a write. */
export const NOTED_EVERY_MS = MINUTE * 1000;

export const INVITATION_MS = {
	first: DAY * 1000,
	invitation: 3 * DAY * 1000,
	reset: DAY * 1000,
	device: HOUR * 1000
};
export type InvitationPurpose = keyof typeof INVITATION_MS;
