/** Seeing as somebody else (以其身份预览): for a while, reading only, never as an officer. */
import type { Access, Grant } from './access.ts';
import { isOfficer } from './roles.ts';

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
 * Why somebody may not go on to look so; null while they may.
 * @param own what they may do as themselves
 * @param demonstration whether this is one: elsewhere nobody is an account of a demonstration
 */
export function previewFault(own: Access, seen: Seen | null, demonstration: boolean): PreviewEnd | null {
	if (!seen) return 'time';
	if (!own.may('preview', 'account')) return 'right';
	const mayBeSeen =
		!seen.ended && (demonstration || !seen.demonstration) && !seen.grants.some(({ role }) => isOfficer(role));
	return mayBeSeen ? null : 'account';
}
