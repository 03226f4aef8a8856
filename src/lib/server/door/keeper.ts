/** Stands at the door: sends away, or lets in one after another, before SvelteKit has done anything for the request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WanggeError } from '../../domain/errors.ts';
import { sendProblem } from '../problem/before-router.ts';
import { addressOf, isWatching, type Door } from './door.ts';
import { Pace } from './pace.ts';

const pace = new Pace();

/**
 * A request that there is no room for is sent away with a problem document; another is inside until its end, and begun
 * when it is its turn. Whoever watches over the process waits for nobody.
 */
export function keep(
	door: Door,
	request: IncomingMessage,
	response: ServerResponse,
	begin: () => void
): void {
	const url = request.url ?? '';
	const entered = door.enter(url, addressOf(request));
	if (typeof entered === 'string') {
		sendProblem(new WanggeError(entered), request, response);
		return;
	}
	// Comes once in any case: after the answer, or when the asker has gone before.
	response.once('close', entered);
	if (isWatching(url)) begin();
	else
		pace.begin(() => {
			// Who went away while waiting wants nothing any more.
			if (!response.destroyed) begin();
		});
}
