/**
 * Codes of unit grids and duty grids.
 *
 * A unit grid's code is its community's division code (12 digits in China: 6 county + 3 street + 3 community) and a
 * sequence; with the standard's three digits that makes 15 characters and at most 999 grids in a community. Digits are
 * configuration (jurisdiction.sequence_digits). Letters occur in real codes, so both parts are [0-9A-Z].
 */
import { WanggeError } from '../errors.ts';

const COMMUNITY = /^[0-9A-Z]{2,20}$/;

/** The most grids that a community can ever have, those that ended included: 10^digits - 1. */
export function maxSequence(digits: number): number {
	return 10 ** digits - 1;
}

/**
 * @param sequence from 1
 * @throws WanggeError number-range when the sequence does not fit its digits; invalid for a malformed community code
 */
export function gridCode(communityCode: string, sequence: number, digits: number): string {
	if (!COMMUNITY.test(communityCode))
		throw new WanggeError('invalid', { field: 'code', value: communityCode });
	if (!Number.isInteger(sequence) || sequence < 1 || sequence > maxSequence(digits))
		throw new WanggeError('number-range', { field: 'sequence', value: sequence, max: maxSequence(digits) });
	return communityCode + String(sequence).padStart(digits, '0');
}

/** The sequence of a grid code in that community; undefined when it is no such code (letters are no sequence). */
export function sequenceOf(code: string, communityCode: string, digits: number): number | undefined {
	const rest = code.slice(communityCode.length);
	if (!code.startsWith(communityCode) || rest.length !== digits || !/^[0-9]+$/.test(rest)) return undefined;
	return Number(rest);
}

/** True when `code` could be a unit grid's of that community: its code, then `digits` characters of [0-9A-Z]. */
export function isGridCodeOf(code: string, communityCode: string, digits: number): boolean {
	return (
		code.startsWith(communityCode) &&
		code.length === communityCode.length + digits &&
		/^[0-9A-Z]+$/.test(code.slice(communityCode.length))
	);
}

/** Most duty grids that a community can ever have. */
export const MAX_DUTY_GRIDS = 99;

/**
 * Code of a duty grid (责任网格): community code, Z, two digits.
 * @throws WanggeError number-range beyond 99
 */
export function dutyGridCode(communityCode: string, sequence: number): string {
	if (!Number.isInteger(sequence) || sequence < 1 || sequence > MAX_DUTY_GRIDS)
		throw new WanggeError('number-range', { field: 'sequence', value: sequence, max: MAX_DUTY_GRIDS });
	return `${communityCode}Z${String(sequence).padStart(2, '0')}`;
}

/** The sequence of a duty grid's code in that community, or undefined. */
export function dutySequenceOf(code: string, communityCode: string): number | undefined {
	const match = code.startsWith(communityCode)
		? /^Z([0-9]{2})$/.exec(code.slice(communityCode.length))
		: null;
	return match ? Number(match[1]) : undefined;
}
