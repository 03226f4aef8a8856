import { photoOfCase } from '$lib/domain/api/photos';
import { guarded, notAllowed, parse, readyContext } from '$lib/server/api/answer';
import { isKnown } from '$lib/server/if-none-match';
import { openPhoto } from '$lib/server/photo/service';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const { number, photo, size } = parse(photoOfCase, event);
		const found = await openPhoto(readyContext(event.locals), number, photo, size);
		const etag = `"${found.name}-${size}"`;
		// Kept by the browser, and asked for each time: whether it may still be seen.
		const headers = { 'cache-control': 'private, no-cache', etag, vary: 'cookie' };
		if (isKnown(event.request.headers.get('if-none-match'), etag) || event.request.method === 'HEAD') {
			await found.stream.cancel();
			const status = event.request.method === 'HEAD' ? 200 : 304;
			return new Response(null, { status, headers });
		}
		return new Response(found.stream, {
			headers: { ...headers, 'content-type': 'image/jpeg', 'content-length': String(found.length) }
		});
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
