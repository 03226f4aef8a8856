/** One statement on one connection of pg, with the errors turned into ours. */
import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { fromDriver } from './errors.ts';
import type { Statement } from './statements.ts';

/**
 * @param lostAfterMs when no answer has come by then, the connection is given up: a network that swallows everything
 * tells nobody (0: never)
 * @param keptAs the name under which the connection keeps the statement planned
 */
export async function runStatement<R extends pg.QueryResultRow>(
	client: pg.ClientBase,
	statement: string | Statement,
	values: readonly unknown[] = [],
	lostAfterMs = 0,
	keptAs?: string
): Promise<pg.QueryResult<R>> {
	const text = typeof statement === 'string' ? statement : statement.text;
	const name = typeof statement === 'string' ? undefined : `${statement.noun}.${statement.name}`;
	// COPY from or to the client is a talk of its own, which neither this call nor the embedded engine can hold.
	if (/^\s*copy\s/i.test(text))
		throw new WanggeError('statement-faulty', { reason: 'copy' }, 'COPY is not for query()');
	try {
		// Always the extended protocol, so that one call is one statement and both engines take the same path.
		const config = {
			...(keptAs === undefined ? {} : { name: keptAs }),
			text,
			values: [...values],
			queryMode: 'extended',
			query_timeout: lostAfterMs
		};
		return await client.query<R>(config);
	} catch (error) {
		throw fromDriver(error, name === undefined ? {} : { statement: name });
	}
}

/**
 * Begins a transaction.
 * @param asking a statement to be asked in the same message
 * @returns its rows
 */
export async function beginAsking(
	client: pg.ClientBase,
	begin: string,
	asking: string | undefined,
	lostAfterMs = 0
): Promise<unknown[]> {
	try {
		const config = { text: asking ? `${begin}; ${asking}` : begin, query_timeout: lostAfterMs };
		const results = (await client.query(config)) as unknown as pg.QueryResult | pg.QueryResult[];
		return (Array.isArray(results) ? results.at(-1)! : results).rows;
	} catch (error) {
		throw fromDriver(error);
	}
}

/** Several statements in one text. */
export async function runScript(client: pg.ClientBase, text: string, lostAfterMs = 0): Promise<void> {
	try {
		const config = { text, query_timeout: lostAfterMs };
		await client.query(config);
	} catch (error) {
		throw fromDriver(error);
	}
}

/**
 * After a FATAL error the connection is gone, though the client may not have noticed yet. One whose kept statement does
 * not fit the schema any more (0A000, after a migration by another process) would fail with it for ever.
 */
export function endsConnection(error: unknown): boolean {
	if (!(error instanceof WanggeError)) return false;
	const { severity, code } = (error.cause ?? {}) as { severity?: string; code?: string };
	if (code === '0A000') return true;
	// A connection on which somebody has left a statement behind is nobody's any more.
	if (error.kind === 'database-unfit') return true;
	return error.kind === 'database-unreachable' || severity === 'FATAL' || severity === 'PANIC';
}
