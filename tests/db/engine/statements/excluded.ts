/**
 * Statements on which the two engines are known to differ for a reason that is not ours, and what keeps the
 * product from depending on them. They are taken out of the lists by name; a name that is in no list fails.
 */
const INVALID_INPUT =
	'GEOS 3.13 and later answer this predicate or overlay on invalid input, earlier ones refuse. Every geometry' +
	' column of ours has a validity check, and input is checked before it is used, so neither gets there.';

export const EXCLUDED: Readonly<Record<string, string>> = {
	'intersection of a hole outside and holed': INVALID_INPUT,
	'contains of a hole across the edge': INVALID_INPUT,
	'covers of a hole across the edge': INVALID_INPUT,
	'touches of a hole across the edge': INVALID_INPUT,
	'overlaps of a hole across the edge': INVALID_INPUT,
	'contains of overlapping parts': INVALID_INPUT,
	'covers of overlapping parts': INVALID_INPUT,
	'touches of overlapping parts': INVALID_INPUT,
	'overlaps of overlapping parts': INVALID_INPUT
};

/** Never run at all, for the record. */
export const NEVER_RUN: Readonly<Record<string, string>> = {
	"st_buffer(square, 'NaN')":
		'Ends the whole server process of PostgreSQL 15 with PostGIS 3.3 and GEOS 3.11 (all its connections with' +
		' it); an error on the embedded engine. Distances are checked to be finite before they are bound.',
	'a regular expression nested 50,000 deep':
		'"Too complex" for PostgreSQL 15, runs on 18. Regular expressions of ours are constants.',
	'json nested 100,000 deep':
		'Stack depth (54001) on PostgreSQL 15, a syntax error (22P02) or no error on 18. Requests are parsed and' +
		' limited before they reach the database.',
	"upper('ß')": 'Full case mapping on one C library, simple on the other. Nothing of ours folds case in SQL.'
};
