/**
 * What is answered before the router of the built server: npm start puts it there. Without it, as when build/index.js
 * is run by itself, everything is answered all the same, only slower.
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

/** @returns whether it has answered */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean;

// The built server is a bundle of its own: it and the command that starts it share nothing but the process.
const OFFERED = Symbol.for('wangge.front');
const shared = globalThis as { [OFFERED]?: Front };

/** Of the built server: what it can answer by itself. */
export function offerFront(front: Front): void {
	shared[OFFERED] = front;
}

/** Puts what was offered before all that listens to the requests of a server. */
export function putFrontBefore(server: Server): void {
	const front = shared[OFFERED];
	if (!front) return;
	const listeners = server.listeners('request') as RequestListener[];
	server.removeAllListeners('request');
	server.on('request', (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => {
		if (front(request, response)) return;
		for (const listener of listeners) listener.call(server, request, response);
	});
}
