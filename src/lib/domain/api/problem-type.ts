/** How a problem document is recognised; apart from its schema, which no browser needs. */
import { ERROR_KINDS, type ErrorKind } from '../errors.ts';

export const PROBLEM_TYPE = 'application/problem+json';

const PREFIX = '/problems/';
export const problemType = (kind: ErrorKind): string => PREFIX + kind;

/** The kind that a problem document's type names, if it is one of ours. */
export function kindOfProblem(type: string): ErrorKind | undefined {
	const kind = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
	return ERROR_KINDS.find((known) => known === kind);
}
