import { describe, expect, it } from 'vitest';
import { embeddedGate, serverGate, statementLimit } from './limits.ts';

describe('the limits of the database', () => {
	it('are as usual where nothing is said', () => {
		expect(serverGate({}, {})).toEqual({ places: 10, waiting: 200, waitMs: 8000 });
		expect(serverGate({}, { WANGGE_CONNECTIONS: '' })).toMatchObject({ places: 10 });
		expect(embeddedGate({})).toEqual({ places: 1, waiting: 100, waitMs: 8000 });
		expect(statementLimit({}, 'server', {})).toBe(30_000);
		expect(statementLimit({}, 'embedded', {})).toBe(60_000);
	});

	it('are what the environment says, unless the caller says otherwise', () => {
		const environment = { WANGGE_CONNECTIONS: ' 4 ', WANGGE_STATEMENT_TIMEOUT_MS: '0' };
		expect(serverGate({}, environment)).toMatchObject({ places: 4, waiting: 80 });
		expect(serverGate({ connections: 2, waiting: 1 }, environment)).toMatchObject({ places: 2, waiting: 1 });
		expect(statementLimit({}, 'server', environment)).toBe(0);
		expect(statementLimit({ statementTimeoutMs: 7 }, 'server', environment)).toBe(7);
	});

	it.each(['0', '-1', '501', '2.5', 'many', '1e2', '9999999999'])(
		'refuse %s connections by the name of the variable, with what is wanted',
		(value) => {
			expect(() => serverGate({}, { WANGGE_CONNECTIONS: value })).toThrowError(
				expect.objectContaining({
					kind: 'invalid',
					details: { field: 'WANGGE_CONNECTIONS', value, from: 1, to: 500 },
					message: `WANGGE_CONNECTIONS is "${value}": wanted is a whole number from 1 to 500`
				})
			);
		}
	);

	it.each(['-1', '1s', '86400001'])('refuse %s ms for a statement', (value) => {
		expect(() => statementLimit({}, 'server', { WANGGE_STATEMENT_TIMEOUT_MS: value })).toThrowError(
			/WANGGE_STATEMENT_TIMEOUT_MS is ".*": wanted is a whole number from 0 to 86400000/
		);
	});
});
