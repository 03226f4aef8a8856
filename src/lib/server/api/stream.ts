/** The one way of every stream: headers, who watches over it, and what is refused. */
import { watchOf } from '../access/watch.ts';
import type { Follower } from '../live/service.ts';
import { openedPrimary } from '../start/service.ts';
import { guarded, notAllowed, type ApiEvent } from './answer.ts';

const HEADERS = {
	'content-type': 'text/event-stream',
	'cache-control': 'no-store',
	// Proxies that gather an answer before they pass it on would keep it for ever.
	'x-accel-buffering': 'no'
};
type Handler = (event: ApiEvent) => Promise<Response>;

/**
 * The handlers of an address that streams.
 * @param follow the stream for whoever asks
 * @param look refuses whoever asks for the headers alone as the stream would: they would hold one that nobody reads
 */
export function streamRoute(
	follow: (event: ApiEvent, follower: Follower) => Promise<ReadableStream<Uint8Array>>,
	look: (event: ApiEvent) => void
): { GET: Handler; HEAD: Handler; fallback: Handler } {
	return {
		GET: (event) =>
			guarded(event, async () => new Response(await follow(event, followerOf(event)), { headers: HEADERS })),
		HEAD: (event) =>
			guarded(event, () => {
				look(event);
				return Promise.resolve(new Response(null, { headers: HEADERS }));
			}),
		fallback: (event) => guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' })
	};
}

function followerOf(event: ApiEvent): Follower {
	const { reader } = event.locals;
	const primary = openedPrimary();
	return {
		address: event.getClientAddress(),
		giveUp: () => event.platform?.req?.socket.destroy(),
		...(reader && primary && { watch: (end: () => void) => watchOf(primary).watch(reader, end) })
	};
}
