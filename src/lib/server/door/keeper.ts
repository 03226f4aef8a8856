/** Stands at the door, before SvelteKit has done anything for a request: answers, sends away, or lets in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WanggeError } from '../../domain/errors.ts';
import { sendProblem } from '../problem/before-router.ts';
import type { Front } from '../start/front.ts';
import { addressOf, isWatching, type Door } from './door.ts';
import { Pace } from './pace.ts';

/** Of a turn of the event loop for answers that are at hand and for sending away: some thirty of them. */
const TURN_MS = 3;

/**
 * A request that there is no room for is sent away with a problem document; another is inside until its end, and begun
 * when it is its turn. Whoever watches over the process waits for nobody.
 * @param atHand answers what costs next to nothing, and says whether it did: that is there for everybody
 */
export function keeperOf(
	door: Door,
	atHand: (request: IncomingMessage, response: ServerResponse) => boolean
): Front {
	const answers = new Pace(TURN_MS);
	const beginnings = new Pace(0);
	return (request, response, begin) => {
		const url = request.url ?? '';
		const enter = (letIn: () => void) => {
			const entered = door.enter(url, addressOf(request));
			if (typeof entered === 'string') {
				sendProblem(new WanggeError(entered), request, response);
				return;
			}
			// Comes once in any case: after the answer, or when the asker has gone before.
			response.once('close', entered);
			letIn();
		};
		// Who went away while waiting wants nothing any more.
		const isThere = () => !response.destroyed;
		if (isWatching(url)) enter(begin);
		else
			answers.begin(() => {
				if (isThere() && !atHand(request, response))
					enter(() => beginnings.begin(() => isThere() && begin()));
			});
	};
}
