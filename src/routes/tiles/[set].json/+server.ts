import { guarded, notAllowed, readyContext } from '$lib/server/api/answer';
import { knownSet } from '$lib/server/tiles/address';
import { tileJson } from '$lib/server/tiles/service';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const { id } = knownSet(event.params.set);
		const { origin, searchParams } = event.url;
		const document = await tileJson(readyContext(event.locals), id, origin, searchParams.get('duty'));
		return Response.json(document, { headers: { 'cache-control': 'no-cache' } });
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
