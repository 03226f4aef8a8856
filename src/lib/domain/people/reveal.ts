/** To see a number unmasked: what has to be said for it. */
import { WanggeError } from '../errors.ts';
import { holdsPersonalNumber } from './personal-number.ts';

export const SHORTEST_REASON = 4;
export const LONGEST_REASON = 200;

/** Why a number is not shown. Of the work item only that it is not one that counts: not whether there is such. */
export type RevealFault =
	'reason-short' | 'reason-long' | 'reason-personal' | 'work-item' | 'quota' | 'no-number' | 'unreadable';

export const revealRefused = (reason: RevealFault, more: { until?: string } = {}): WanggeError =>
	new WanggeError('reveal-refused', { reason, ...more });

/**
 * The reason as it is kept for the auditor, who is not to learn a number by it either.
 * @throws WanggeError reveal-refused { reason: 'reason-short' | 'reason-long' | 'reason-personal' }
 */
export function parseReason(typed: string): string {
	const reason = typed
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	const { length } = [...reason];
	if (length < SHORTEST_REASON) throw revealRefused('reason-short');
	if (length > LONGEST_REASON) throw revealRefused('reason-long');
	if (holdsPersonalNumber(reason)) throw revealRefused('reason-personal');
	return reason;
}
