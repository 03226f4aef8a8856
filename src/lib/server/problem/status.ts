import type { ErrorKind } from '../../domain/errors.ts';

/** HTTP status of each kind of error, the one place that says it. What is not here is a fault of ours: 500. */
const STATUS: Partial<Record<ErrorKind, number>> = {
	'not-found': 404,
	invalid: 400,
	conflict: 409,
	duplicate: 409,
	'unknown-reference': 400,
	forbidden: 403,
	'cross-site': 403,
	'method-not-allowed': 405,
	'not-ready': 503,
	'too-many-requests': 429,
	'server-busy': 503,
	'file-broken': 400,
	'file-empty': 400,
	'row-invalid': 400,
	'date-order': 400,
	'outside-jurisdiction': 400,
	'tree-broken': 400,
	'grids-invalid': 400,
	'geometry-invalid': 400,
	'geometry-too-complex': 400,
	'crs-unknown': 400,
	'crs-mismatch': 400,
	'number-range': 400,
	'engine-timeout': 503,
	'engine-locked': 503,
	'engine-full': 503,
	'database-busy': 503,
	'database-unreachable': 503,
	'replica-behind': 503
};

export const statusOf = (kind: ErrorKind): number => STATUS[kind] ?? 500;
