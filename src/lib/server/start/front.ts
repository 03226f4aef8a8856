/**
 * What is done before the router. The HTTP server is made by adapter-node, which hands it to nobody who is in its
 * bundle; but Node tells of each request that begins, before anybody has seen it, and to which server it came.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

const CHANNEL = 'http.server.request.start';

/** Either answers, or has the request begun, now or later: begin calls all that listened before. */
export type Front = (request: IncomingMessage, response: ServerResponse, begin: () => void) => void;

/** Before all that listens to the server of this process, from its first request on. */
export function keepFront(front: Front): void {
	const begin = (message: unknown) => {
		unsubscribe(CHANNEL, begin);
		putFrontBefore((message as { server: Server }).server, front);
	};
	subscribe(CHANNEL, begin);
}

/** Before all that listens to the requests of a server now. */
export function putFrontBefore(server: Server, front: Front): void {
	const listeners = server.listeners('request') as RequestListener[];
	server.removeAllListeners('request');
	server.on('request', (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
		front(request, response, () => {
			for (const listener of listeners) listener.call(server, request, response);
		});
	});
}
