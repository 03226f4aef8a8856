/** Sends away whom the door does not let in, before SvelteKit has done anything for the request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WanggeError } from '../../domain/errors.ts';
import { chooseLanguage } from '../../words/language.ts';
import { problemHeaders, problemOf } from '../problem/problem.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { addressOf, type Door } from './door.ts';

/** @returns whether the request was sent away, with a problem document; else it is inside until its end */
export function sentAway(door: Door, request: IncomingMessage, response: ServerResponse): boolean {
	const entered = door.enter(request.url ?? '', addressOf(request));
	if (typeof entered !== 'string') {
		// Comes once in any case: after the answer, or when the asker has gone before.
		response.once('close', entered);
		return false;
	}
	const lang = chooseLanguage({ accept: request.headers['accept-language'] ?? null });
	const path = (request.url ?? '').split('?')[0]!.slice(0, 200);
	const problem = problemOf(new WanggeError(entered), { path, lang });
	response.writeHead(problem.status, { ...SECURITY_HEADERS, ...problemHeaders(problem, lang) });
	response.end(JSON.stringify(problem));
	return true;
}
