import type { WanggeError } from '../../domain/errors.ts';
import { statusOf } from '../problem/status.ts';

/** As SvelteKit says of an address that there is not: what is hidden is not told from it. */
export const ABSENT = 'Not Found';

/** How a page says that it was refused: as one that there is not, or (503) as one that cannot be had just now. */
export function refusedAs({ kind }: WanggeError): [status: number, message: string] {
	const status = statusOf(kind);
	return status === 404 ? [status, ABSENT] : [status, kind];
}
