import { describe, expect, it } from 'vitest';
import { isErrorKind, WanggeError } from '../../domain/errors.ts';
import { fromDriver, LOST_SQLSTATE, OWN_SQLSTATE, sqlstateOf } from './errors.ts';

const thrown = (code: string, message = 'said', more: object = {}) =>
	Object.assign(new Error(message), { code, ...more });

/** [SQLSTATE or system code, message, kind] */
const KINDS: readonly [string, string, string][] = [
	['23505', 'duplicate key', 'duplicate'],
	['23503', 'foreign key', 'unknown-reference'],
	['23514', 'check', 'invalid'],
	['23502', 'not null', 'invalid'],
	['23P01', 'exclusion', 'conflict'],
	['40001', 'serialization', 'conflict'],
	['40P01', 'deadlock', 'conflict'],
	['22012', 'division by zero', 'invalid'],
	['22003', 'out of range', 'number-range'],
	['22P02', 'bad cast', 'invalid'],
	['42601', 'syntax', 'statement-faulty'],
	['42P01', 'no table', 'statement-faulty'],
	['57014', 'timeout', 'engine-timeout'],
	['57P01', 'shut down', 'database-unreachable'],
	['53100', 'disk full', 'engine-full'],
	['28P01', 'password', 'database-refused'],
	['3D000', 'no database', 'database-refused'],
	['25P02', 'aborted', 'transaction-aborted'],
	['25006', 'read only', 'forbidden'],
	['54001', 'stack', 'statement-faulty'],
	['58030', 'io', 'engine-broken'],
	[LOST_SQLSTATE, 'lost', 'engine-lost-error'],
	['XX000', 'GEOS Error: TopologyException: side location conflict at 5 5', 'geometry-invalid'],
	['XX000', 'parse error - invalid geometry', 'geometry-invalid'],
	['XX000', 'contains: Operation on mixed SRID geometries (Point, 1) != (Point, 2)', 'crs-mismatch'],
	['22023', 'Geometry SRID (4326) does not match column SRID (4490)', 'crs-mismatch'],
	['XX000', 'Cannot find SRID (987654) in spatial_ref_sys', 'crs-unknown'],
	['XX000', 'ST_Transform: Input geometry has unknown (0) SRID', 'crs-unknown'],
	['XX000', 'something else', 'internal'],
	['ECONNREFUSED', 'connect', 'database-unreachable'],
	['ENOTFOUND', 'lookup', 'database-unreachable'],
	['', 'Connection terminated unexpectedly', 'database-unreachable'],
	['', 'a bug', 'internal']
];

describe('errors of the driver', () => {
	it.each(KINDS)('%s "%s" is %s', (code, message, kind) => {
		const error = fromDriver(thrown(code, message));
		expect(error.kind).toBe(kind);
		expect(isErrorKind(error.kind)).toBe(true);
	});

	it('keep the table, the column, the constraint and the statement that they are about', () => {
		const more = { constraint: 'area_code_key', table: 'area', detail: 'Key (code)=(1) already exists.' };
		expect(fromDriver(thrown('23505', 'dup', more), { statement: 'area.insert' }).details).toEqual({
			statement: 'area.insert',
			sqlstate: '23505',
			...more
		});
	});

	it('tell their SQLSTATE when they have one', () => {
		expect(sqlstateOf(fromDriver(thrown('22012')))).toBe('22012');
		expect(sqlstateOf(fromDriver(thrown('ECONNREFUSED')))).toBeUndefined();
		expect(sqlstateOf(new Error('other'))).toBeUndefined();
	});

	it('of our own functions arrive as the kind and the details that they name', () => {
		const error = fromDriver(thrown(OWN_SQLSTATE, 'outside-jurisdiction', { detail: '{"code":"42"}' }));
		expect([error.kind, error.details]).toEqual(['outside-jurisdiction', { code: '42' }]);
	});

	it('of our own functions with an unknown name are internal, not trusted', () => {
		expect(fromDriver(thrown(OWN_SQLSTATE, 'made-up')).kind).toBe('internal');
	});

	it('that are ours already are left as they are', () => {
		const error = new WanggeError('not-found');
		expect(fromDriver(error)).toBe(error);
	});

	it('of several addresses that all refuse are one', () => {
		const several = Object.assign(
			new AggregateError([thrown('ECONNREFUSED', 'v6'), thrown('ECONNREFUSED', 'v4')]),
			{
				message: ''
			}
		);
		expect(fromDriver(several)).toMatchObject({ kind: 'database-unreachable', message: 'v6' });
	});
});
