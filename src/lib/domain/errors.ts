/**
 * The one catalogue of what can go wrong. A kind is stable (the API, the words and the tests name it), the
 * details are data, and the sentences for people live in `words/`: `message` is terse English for a log.
 */
export const ERROR_KINDS = [
	// What was asked for
	'not-found',
	'invalid',
	'conflict',
	'duplicate',
	'unknown-reference',
	'forbidden',
	'previewing',
	'cross-site',
	'body-too-large',
	'sign-in-refused',
	'sign-in-slowed',
	'code-refused',
	'link-over',
	'session-over',
	'password-refused',
	'account-field',
	'account-limit',
	'reveal-refused',
	'case-field',
	'case-refused',
	'certificate-needed',
	'method-not-allowed',
	'not-ready',
	'too-many-requests',
	'server-busy',
	// What was handed in
	'file-broken',
	'file-empty',
	'row-invalid',
	'date-order',
	'outside-jurisdiction',
	'tree-broken',
	'grids-invalid',
	'geometry-invalid',
	'geometry-too-complex',
	'crs-unknown',
	'crs-mismatch',
	'number-range',
	'photo-refused',
	// What carries it
	'engine-locked',
	'engine-timeout',
	'engine-lost-error',
	'engine-broken',
	'engine-full',
	'database-busy',
	'database-unreachable',
	'replica-behind',
	'database-refused',
	'database-unfit',
	'role-refused',
	'role-unfit',
	'schema-behind',
	'migration-edited',
	'migration-missing',
	'migration-failed',
	'statement-unknown',
	'statement-faulty',
	'transaction-nested',
	'transaction-aborted',
	'transaction-over',
	'secret-unreadable',
	'keys-exposed',
	'photos-unwritable',
	'internal'
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Plain data that a sentence can be made of: names, places, numbers. Never personal data, never a stack. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export class WanggeError extends Error {
	readonly kind: ErrorKind;
	readonly details: ErrorDetails;

	constructor(kind: ErrorKind, details: ErrorDetails = {}, message?: string, options?: { cause?: unknown }) {
		super(message ?? `${kind} ${JSON.stringify(details)}`, options);
		this.name = 'WanggeError';
		this.kind = kind;
		this.details = details;
	}
}

export function isErrorKind(value: unknown): value is ErrorKind {
	return typeof value === 'string' && (ERROR_KINDS as readonly string[]).includes(value);
}

/** True when `error` is ours, and of `kind` if one is given. */
export function isWanggeError(error: unknown, kind?: ErrorKind): error is WanggeError {
	return error instanceof WanggeError && (kind === undefined || error.kind === kind);
}
