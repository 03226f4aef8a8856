/** What a fault leaves in the log: what kind it is and where it happened, and nothing of what somebody typed. */
import pino from 'pino';
import { isWanggeError } from '../../domain/errors.ts';

const log = pino({ name: 'http', level: process.env.LOG_LEVEL ?? 'info' });

/**
 * Never its message, which of a driver or a router holds the value that it could not take.
 * @param id by which whoever met it can name it
 * @param route id of the route where it happened, of a page
 */
export function reportFault(id: string, error: unknown, route?: string | null): void {
	const { name, stack } = error instanceof Error ? error : { name: typeof error, stack: undefined };
	const kind = isWanggeError(error) ? error.kind : undefined;
	const at = stack
		?.split('\n')
		.filter((line) => line.trimStart().startsWith('at '))
		.slice(0, 8);
	const sqlstate = isWanggeError(error) ? error.details.sqlstate : undefined;
	const statement = isWanggeError(error) ? error.details.statement : undefined;
	log.error(
		{
			id,
			route,
			error: name,
			kind,
			sqlstate,
			statement: typeof statement === 'string' ? statement.slice(0, 80) : undefined,
			at
		},
		'fault'
	);
}
