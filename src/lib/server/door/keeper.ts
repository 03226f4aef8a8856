/** Sends away whom the door does not let in, before SvelteKit has done anything for the request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WanggeError } from '../../domain/errors.ts';
import { sendProblem } from '../problem/before-router.ts';
import { addressOf, type Door } from './door.ts';

/** @returns whether the request was sent away, with a problem document; else it is inside until its end */
export function sentAway(door: Door, request: IncomingMessage, response: ServerResponse): boolean {
	const entered = door.enter(request.url ?? '', addressOf(request));
	if (typeof entered !== 'string') {
		// Comes once in any case: after the answer, or when the asker has gone before.
		response.once('close', entered);
		return false;
	}
	sendProblem(new WanggeError(entered), request, response);
	return true;
}
