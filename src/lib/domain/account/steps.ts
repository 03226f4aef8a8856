/** What somebody still has to do after a right password. */
import { isOfficer, type Role } from '../access/roles.ts';

export type Awaited = 'second-factor' | 'second-factor-setup' | 'new-password';

export interface Standing {
	roles: readonly Role[];
	hasSecondFactor: boolean;
	/** The second factor was shown in this session. */
	proven: boolean;
	/** The password is older than the style allows. */
	passwordOver: boolean;
}

/** The next of them; null when the door is open. */
export function nextStep({ roles, hasSecondFactor, proven, passwordOver }: Standing): Awaited | null {
	if (hasSecondFactor && !proven) return 'second-factor';
	if (!hasSecondFactor && roles.some(isOfficer)) return 'second-factor-setup';
	return passwordOver ? 'new-password' : null;
}
