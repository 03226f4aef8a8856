import { isErrorKind, WanggeError, type ErrorKind } from '../../domain/errors.ts';

/**
 * SQLSTATE for errors that our own SQL functions raise: `raise exception 'outside-jurisdiction' using errcode =
 * 'WG000', detail = '{"code": "..."}'` arrives as that kind with those details.
 */
export const OWN_SQLSTATE = 'WG000';
/** SQLSTATE that the embedded engine's guard gives to a statement whose error was lost. */
export const LOST_SQLSTATE = 'WG001';

const BY_STATE: Readonly<Record<string, ErrorKind>> = {
	'23505': 'duplicate',
	'23503': 'unknown-reference',
	'23P01': 'conflict',
	'40001': 'conflict',
	'40P01': 'conflict',
	'55P03': 'conflict',
	'57014': 'engine-timeout',
	'22003': 'number-range',
	'22008': 'number-range',
	'54000': 'geometry-too-complex',
	'25P02': 'transaction-aborted',
	'25006': 'forbidden',
	'57P01': 'database-unreachable',
	'57P02': 'database-unreachable',
	'57P03': 'database-unreachable',
	'3D000': 'database-refused',
	'42501': 'database-refused',
	[LOST_SQLSTATE]: 'engine-lost-error'
};

const BY_CLASS: Readonly<Record<string, ErrorKind>> = {
	'08': 'database-unreachable',
	'22': 'invalid',
	'23': 'invalid',
	'28': 'database-refused',
	'42': 'statement-faulty',
	'53': 'engine-full',
	'54': 'statement-faulty',
	'58': 'engine-broken',
	P0: 'invalid'
};

// PostGIS raises nearly everything as XX000, so its kind is in the text, which is never translated.
const BY_TEXT: readonly (readonly [RegExp, ErrorKind])[] = [
	[/mixed SRID|different SRID|SRIDs? .*(mismatch|differ|must)|does not match column SRID/i, 'crs-mismatch'],
	[
		/Cannot find SRID|spatial_ref_sys|Invalid SRID|unknown SRID|could not (parse|form) proj|transform:|PROJ Error/i,
		'crs-unknown'
	],
	[
		/geometr|GEOS|TopologyException|lwgeom|lwpoly|parse error|ring|coordinate|WKB|WKT|GeoJSON/i,
		'geometry-invalid'
	]
];

const UNREACHABLE = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EPIPE',
	'ENOENT',
	'ERR_INVALID_URL'
]);

interface PgLike {
	message?: string;
	code?: string;
	detail?: string;
	constraint?: string;
	table?: string;
	column?: string;
	where?: string;
	errors?: unknown[];
}

/** Turns what the driver throws into ours; the only place that knows SQLSTATEs. */
export function fromDriver(thrown: unknown, at: { statement?: string; target?: string } = {}): WanggeError {
	if (thrown instanceof WanggeError) return thrown;
	const error = (thrown ?? {}) as PgLike;
	const inner = Array.isArray(error.errors) ? (error.errors[0] as PgLike | undefined) : undefined;
	const code = error.code ?? inner?.code ?? '';
	const message = error.message || inner?.message || String(thrown);
	const options = { cause: thrown };

	if (
		UNREACHABLE.has(code) ||
		/terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/i.test(message)
	) {
		return new WanggeError('database-unreachable', defined({ ...at, code }), message, options);
	}
	if (!/^[0-9A-Z]{5}$/.test(code))
		return new WanggeError('internal', defined({ ...at, code }), message, options);
	if (code === OWN_SQLSTATE && isErrorKind(message)) {
		return new WanggeError(message, { ...at, ...ownDetails(error.detail) }, undefined, options);
	}
	const kind = kindOf(code, message);
	const { constraint, table, column, detail } = error;
	return new WanggeError(
		kind,
		defined({ ...at, sqlstate: code, constraint, table, column, detail }),
		message,
		options
	);
}

/** The SQLSTATE that an error of ours came from, if it came from the database. */
export function sqlstateOf(error: unknown): string | undefined {
	if (!(error instanceof WanggeError)) return undefined;
	const state = error.details.sqlstate;
	return typeof state === 'string' ? state : undefined;
}

function kindOf(code: string, message: string): ErrorKind {
	const known = BY_STATE[code] ?? BY_CLASS[code.slice(0, 2)];
	// Some of PostGIS's own checks come as 22023 (invalid_parameter_value); their text says more than the class.
	if (known && known !== 'invalid') return known;
	if (code === 'XX000' || code === '22023') {
		for (const [pattern, kind] of BY_TEXT) if (pattern.test(message)) return kind;
	}
	return known ?? 'internal';
}

function ownDetails(detail: string | undefined): Record<string, unknown> {
	if (!detail) return {};
	try {
		const parsed: unknown = JSON.parse(detail);
		return parsed && typeof parsed === 'object' && !Array.isArray(parsed)
			? (parsed as Record<string, unknown>)
			: { detail };
	} catch {
		return { detail };
	}
}

function defined(details: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(details).filter(([, value]) => value !== undefined && value !== '')
	);
}
