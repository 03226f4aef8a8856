/** What is refused of a case, each with the reason that its sentence is made of (words/case.ts). */
import { WanggeError } from '../errors.ts';
import { holdsPersonalNumber } from '../people/personal-number.ts';
import type { Refusal } from './workflow.ts';

export const CASE_FIELDS = [
	'class',
	'position',
	'address',
	'description',
	'happened_at',
	'organisation',
	'reason',
	'finding',
	'other',
	'minutes',
	'photos',
	'photo',
	'limit',
	'key'
] as const;
export type CaseField = (typeof CASE_FIELDS)[number];
export type CaseFault =
	| 'missing'
	| 'unknown'
	| 'long'
	| 'personal'
	| 'future'
	| 'outside'
	| 'itself'
	| 'ended'
	| 'range'
	| 'repeated'
	| 'many'
	| 'not-taken';

export const caseField = (field: CaseField, reason: CaseFault) =>
	new WanggeError('case-field', { field, reason });

/** Why an action is not possible as the case stands; what is missing is the field's fault. */
export function caseRefused(refusal: Refusal): WanggeError {
	if (refusal.because === 'missing') return caseField(refusal.need, 'missing');
	return refusal.because === 'state'
		? new WanggeError('case-refused', { reason: 'state', what: refusal.state })
		: new WanggeError('case-refused', { reason: 'condition', what: refusal.condition });
}

/** Letters of a description or a reason. */
export const LONGEST_TEXT = 500;

/**
 * A text as it is kept: on one line, and telling of no person. Empty: null.
 * @throws WanggeError case-field { field, reason: 'long' | 'personal' }
 */
export function parseText(field: CaseField, typed: string | undefined): string | null {
	const text = (typed ?? '')
		.normalize('NFC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	if ([...text].length > LONGEST_TEXT) throw caseField(field, 'long');
	if (holdsPersonalNumber(text)) throw caseField(field, 'personal');
	return text || null;
}
