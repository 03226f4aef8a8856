/** Seeing as somebody else (以其身份预览): for a while, reading only, never as an officer. */
import type { Access, Grant } from './access.ts';
import { isOfficer, type Role } from './roles.ts';

export const PREVIEW_MS = 15 * 60_000;

/** As whom a session looks, as the database has it. */
export interface Seen {
	account: number;
	title: string;
	demonstration: boolean;
	ended: boolean;
	/** ISO 8601. */
	until: string;
	/** Assignments in force. */
	grants: Grant[];
}

/** Why a preview ends: its reader ended it, its time is over, or it may not be any more. */
export type PreviewEnd = 'asked' | 'time' | 'session' | 'right' | 'account';

/**
 * Why nobody looks as an account; null while one may.
 * @param roles that it has
 * @param demonstration whether this is one: elsewhere nobody is an account of a demonstration
 */
export function seenLimit(
	account: { ended: boolean; demonstration: boolean; roles: readonly Role[] },
	demonstration: boolean
): 'ended' | 'demonstration' | 'officer' | null {
	if (account.ended) return 'ended';
	if (account.demonstration && !demonstration) return 'demonstration';
	return account.roles.some(isOfficer) ? 'officer' : null;
}

/**
 * Why somebody may not go on to look so; null while they may.
 * @param own what they may do as themselves
 * @param demonstration whether this is one
 */
export function previewFault(own: Access, seen: Seen | null, demonstration: boolean): PreviewEnd | null {
	if (!seen) return 'time';
	if (!own.may('preview', 'account')) return 'right';
	const roles = seen.grants.map(({ role }) => role);
	return seenLimit({ ...seen, roles }, demonstration) ? 'account' : null;
}
