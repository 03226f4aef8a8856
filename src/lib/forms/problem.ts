import type { ErrorKind } from '$lib/domain/errors';

/** What did not go through: data that a sentence is made of. */
export interface FormProblem {
	kind: ErrorKind;
	/** How long to wait. */
	seconds?: number;
	fault?: string;
	field?: string;
	reason?: string;
	what?: string;
	/** Day from which on it is otherwise, YYYY-MM-DD. */
	until?: string;
}
