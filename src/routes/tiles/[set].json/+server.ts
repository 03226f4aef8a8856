import { guarded, notAllowed, readyContext } from '$lib/server/api/answer';
import { knownSet } from '$lib/server/tiles/address';
import { tileJson } from '$lib/server/tiles/service';
import type { RequestEvent, RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const { id } = knownSet(event.params.set);
		const document = await tileJson(
			readyContext(event.locals),
			id,
			originOf(event),
			event.url.searchParams.get('duty')
		);
		return Response.json(document, { headers: { 'cache-control': 'no-cache' } });
	});

/**
 * Scheme and host that the asker used. The server itself speaks plain HTTP, whatever its adapter assumes: HTTPS is what
 * a proxy before it, or ORIGIN, says.
 */
function originOf({ request, url }: RequestEvent): string {
	if (process.env.ORIGIN) return url.origin;
	return `${request.headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'}://${url.host}`;
}

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
