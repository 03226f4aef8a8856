import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { acceptsGzip } from '$lib/server/gzip';
import { guarded, notAllowed, readyContext } from '$lib/server/api/answer';
import { parseTileAddress } from '$lib/server/tiles/address';
import { knownTags } from '$lib/server/if-none-match';
import { tileHeaders } from '$lib/server/tiles/response';
import { isScoped } from '$lib/server/tiles/sets';
import { readTile } from '$lib/server/tiles/service';
import type { RequestHandler } from './$types';

// In the pool of threads: the largest takes milliseconds.
const unpack = promisify(gunzip);

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const { params, url, request } = event;
		const address = parseTileAddress({ ...params, duty: url.searchParams.get('duty') });
		const known = knownTags(request.headers.get('if-none-match'));
		const answer = await readTile(readyContext(event.locals), address, { known, signal: request.signal });
		if (answer.kind === 'gone') return new Response(null, { status: 499 });
		const headers = tileHeaders(answer, isScoped(address.set));
		if (answer.kind === 'unchanged') return new Response(null, { status: 304, headers });
		if (!answer.body) return new Response(null, { status: 204, headers });
		if (!acceptsGzip(request.headers.get('accept-encoding')))
			return new Response(new Uint8Array(await unpack(answer.body)), { headers });
		return new Response(answer.body, { headers: { ...headers, 'content-encoding': 'gzip' } });
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
