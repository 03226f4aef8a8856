/** Forms of the doors are small; whatever takes more says so for its own route. */
export const BODY_BYTES = 64 * 1024;

/**
 * Whether a body is larger than a route takes, or does not say how large it is: what comes in pieces could be endless, and
 * no browser sends a form that way.
 */
export function isBodyTooLarge(
	{ method, headers }: Pick<Request, 'method' | 'headers'>,
	most = BODY_BYTES
): boolean {
	if (method === 'GET' || method === 'HEAD') return false;
	if (headers.has('transfer-encoding')) return true;
	const length = headers.get('content-length');
	return length !== null && !(Number(length) <= most);
}
