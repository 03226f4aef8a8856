import { gunzipSync } from 'node:zlib';
import { guarded, notAllowed, readyContext } from '$lib/server/api/answer';
import { parseTileAddress } from '$lib/server/tiles/address';
import { readTile } from '$lib/server/tiles/service';
import { generalisedOf } from '$lib/server/tiles/tag';
import type { RequestHandler } from './$types';

// A tile is asked for again each time, and the answer is nearly always "as you have it" without any work.
const HEADERS = { 'cache-control': 'no-cache', vary: 'accept-encoding' };

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const { params, url, request } = event;
		const address = parseTileAddress({ ...params, duty: url.searchParams.get('duty') });
		const known = request.headers.get('if-none-match')?.match(/(W\/)?"[^"]*"/g) ?? [];
		const answer = await readTile(readyContext(event.locals), address, { known, signal: request.signal });
		if (answer.kind === 'gone') return new Response(null, { status: 499 });
		const generalised = generalisedOf(answer.etag);
		const headers = {
			...HEADERS,
			etag: answer.etag,
			...(generalised ? { 'wangge-generalised': generalised } : {})
		};
		if (answer.kind === 'unchanged') return new Response(null, { status: 304, headers });
		if (!answer.body) return new Response(null, { status: 204, headers });
		const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
		return new Response(zipped ? answer.body : new Uint8Array(gunzipSync(answer.body)), {
			headers: {
				...headers,
				'content-type': 'application/vnd.mapbox-vector-tile',
				...(zipped ? { 'content-encoding': 'gzip' } : {})
			}
		});
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
