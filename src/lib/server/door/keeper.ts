/** Puts the door before the HTTP server of this process, before SvelteKit has done anything for a request. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { WanggeError } from '../../domain/errors.ts';
import { chooseLanguage } from '../../words/language.ts';
import { problemHeaders, problemOf } from '../problem/problem.ts';
import { addressOf, type Door, type Refusal } from './door.ts';

/** Told of by Node when a request begins, before anybody has seen it. */
const CHANNEL = 'http.server.request.start';

/**
 * From the next request on. The server itself is made by adapter-node, which hands it to nobody; a request names it.
 */
export function keepDoor(door: Door): void {
	const begin = (message: unknown) => {
		unsubscribe(CHANNEL, begin);
		keepDoorOf((message as { server: Server }).server, door);
	};
	subscribe(CHANNEL, begin);
}

export function keepDoorOf(server: Server, door: Door): void {
	const inside = server.listeners('request') as RequestListener[];
	server.removeAllListeners('request');
	server.on('request', (request, response) => {
		const entered = door.enter(request.url ?? '', addressOf(request));
		if (typeof entered === 'string') return sendAway(entered, request, response);
		// Comes once in any case: after the answer, or when the asker has gone before.
		response.once('close', entered);
		for (const listener of inside) listener.call(server, request, response);
	});
}

function sendAway(kind: Refusal, request: IncomingMessage, response: ServerResponse): void {
	const lang = chooseLanguage({ query: null, accept: request.headers['accept-language'] ?? null });
	const path = (request.url ?? '').split('?')[0]!.slice(0, 200);
	const problem = problemOf(new WanggeError(kind), { path, lang });
	response.writeHead(problem.status, problemHeaders(problem, lang));
	response.end(JSON.stringify(problem));
}
