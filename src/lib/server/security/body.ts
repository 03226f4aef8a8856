import { MOST_SENT_BYTES } from '../../domain/photo/photo.ts';
import { WanggeError } from '../../domain/errors.ts';

/** Forms of the doors are small; whatever takes more says so for its own route. */
export const BODY_BYTES = 64 * 1024;

/** Routes, by their ids, that take photos. */
const WITH_PHOTOS: readonly (string | null)[] = [
	'/(office)/incidents/new',
	'/(office)/incidents/(handling)/[number]',
	'/api/incidents/[number]/photos'
];

/** Bytes that a route takes. */
export const mostBytes = (route: string | null): number =>
	WITH_PHOTOS.includes(route) ? MOST_SENT_BYTES : BODY_BYTES;

/**
 * Whether a body is larger than a route takes, or does not say how large it is: what comes in pieces could be endless, and
 * no browser sends a form that way.
 */
export function isBodyTooLarge(
	{ method, headers }: Pick<Request, 'method' | 'headers'>,
	most = BODY_BYTES
): boolean {
	if (hasNone(method)) return false;
	if (headers.has('transfer-encoding')) return true;
	const length = headers.get('content-length');
	return length !== null && !(Number(length) <= most);
}

/** More than a form is: it is read to its end before anything else is done. */
export const isLarge = ({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean =>
	!hasNone(method) && lengthOf(headers) > BODY_BYTES;

const hasNone = (method: string) => method === 'GET' || method === 'HEAD';

const lengthOf = (headers: Headers) => Number(headers.get('content-length') ?? 0);

/** Of all large bodies that are in memory at a time: an eighth of a small machine's. */
const MOST_AT_ONCE = 10 * MOST_SENT_BYTES;
let held = 0;

/**
 * Runs what reads a large body, unless too much is held already.
 * @throws WanggeError server-busy { what: 'photos', reason: 'full' }
 */
export async function withinMemory<T>(
	{ headers }: Pick<Request, 'headers'>,
	work: () => Promise<T>
): Promise<T> {
	const length = lengthOf(headers);
	if (held + length > MOST_AT_ONCE) throw new WanggeError('server-busy', { what: 'photos', reason: 'full' });
	held += length;
	try {
		return await work();
	} finally {
		held -= length;
	}
}

/** Reads what a form sends to its end, so that nobody waits in a queue for somebody's slow line. */
export async function readBefore(event: { request: Request }): Promise<void> {
	const { url, method, headers, signal } = event.request;
	const body = await event.request.arrayBuffer();
	event.request = new Request(url, { method, headers, signal, body });
}
