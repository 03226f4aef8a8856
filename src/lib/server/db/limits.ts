/** How much may be asked of the database at once and for how long: from the options, the environment, or as usual. */
import { WanggeError } from '../../domain/errors.ts';
import type { OpenOptions } from './database.ts';
import type { GateLimits } from './gate.ts';

const A_DAY_MS = 86_400_000;
const CONNECTIONS = 10;
/** For each connection so many may wait: at some 100 ms for one, the last of them waits for two seconds. */
const WAITING_EACH = 20;
/** The embedded engine has one connection, and a page asks for a dozen things at once. */
const WAITING_EMBEDDED = 100;
const WAIT_MS = 8_000;
/** Long enough for the slowest answer of a large city, and shorter than the minute that proxies wait for. */
const STATEMENT_MS = 30_000;
/** On the embedded engine the end of a statement costs the reopening of the engine. */
const STATEMENT_EMBEDDED_MS = 60_000;

/** Somebody who looks at a map does not notice ten seconds; a minute is what people ring about. */
const READ_LAG_MS = 10_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws WanggeError invalid { field } when WANGGE_CONNECTIONS is not a whole number from 1 to 500 */
export function serverGate(options: OpenOptions, environment: Environment = process.env): GateLimits {
	const places = whole('WANGGE_CONNECTIONS', options.connections, environment, CONNECTIONS, 1, 500);
	return {
		places,
		waiting: options.waiting ?? places * WAITING_EACH,
		waitMs: options.waitMs ?? WAIT_MS
	};
}

export function embeddedGate(options: OpenOptions): GateLimits {
	return { places: 1, waiting: options.waiting ?? WAITING_EMBEDDED, waitMs: options.waitMs ?? WAIT_MS };
}

/** @throws WanggeError invalid { field } when WANGGE_STATEMENT_TIMEOUT_MS is not a whole number of at most a day */
export function statementLimit(
	options: OpenOptions,
	engine: 'server' | 'embedded',
	environment: Environment = process.env
): number {
	const usual = engine === 'server' ? STATEMENT_MS : STATEMENT_EMBEDDED_MS;
	return whole('WANGGE_STATEMENT_TIMEOUT_MS', options.statementTimeoutMs, environment, usual, 0, A_DAY_MS);
}

/** How late a replica may be and still be read from, ms. @throws WanggeError invalid { field: 'WANGGE_READ_LAG_MS' } */
export function readLag(environment: Environment = process.env): number {
	return whole('WANGGE_READ_LAG_MS', undefined, environment, READ_LAG_MS, 0, A_DAY_MS);
}

/**
 * @param given by a caller, and then not looked for in the environment
 * @throws WanggeError invalid { field, value, from, to }
 */
export function whole(
	field: string,
	given: number | undefined,
	environment: Environment,
	usual: number,
	from: number,
	to: number
): number {
	const set = given ?? (environment[field]?.trim() || usual);
	const number = typeof set === 'number' ? set : /^\d{1,9}$/.test(set) ? Number(set) : NaN;
	if (Number.isInteger(number) && number >= from && number <= to) return number;
	const value = String(set).slice(0, 40);
	throw new WanggeError(
		'invalid',
		{ field, value, from, to },
		`${field} is "${value}": wanted is a whole number from ${from} to ${to}`
	);
}
