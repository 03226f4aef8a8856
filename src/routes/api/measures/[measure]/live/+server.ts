import { isOffered } from '$lib/domain/access/measures';
import { measureLive } from '$lib/domain/api/live';
import { WanggeError } from '$lib/domain/errors';
import { accessOf } from '$lib/server/context';
import { guarded, notAllowed, parse, readyContext } from '$lib/server/api/answer';
import { watchOf } from '$lib/server/access/watch';
import { openedPrimary } from '$lib/server/start/service';
import { followColumn } from '$lib/server/live/service';
import type { RequestHandler } from './$types';

const HEADERS = {
	'content-type': 'text/event-stream',
	'cache-control': 'no-store',
	// Proxies that gather an answer before they pass it on would keep it for ever.
	'x-accel-buffering': 'no'
};

export const GET: RequestHandler = (event) =>
	guarded(event, async () => {
		const context = readyContext(event.locals);
		const input = parse(measureLive, event);
		const follower = {
			address: event.getClientAddress(),
			giveUp: () => event.platform?.req?.socket.destroy(),
			...watchedBy(event.locals)
		};
		return new Response(await followColumn(context, input, follower), { headers: HEADERS });
	});

function watchedBy({ reader }: App.Locals) {
	const primary = openedPrimary();
	return reader && primary ? { watch: (end: () => void) => watchOf(primary).watch(reader, end) } : {};
}

// Whoever asks for the headers alone would hold a stream that nobody reads.
export const HEAD: RequestHandler = (event) =>
	guarded(event, () => {
		const { measure } = parse(measureLive, event);
		if (!isOffered(accessOf(readyContext(event.locals)), measure))
			throw new WanggeError('not-found', { what: 'path' });
		return Promise.resolve(new Response(null, { headers: HEADERS }));
	});

export const fallback: RequestHandler = (event) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
