import { isWanggeError, type WanggeError } from '$lib/domain/errors';
import { wayOn } from '$lib/server/access/gate';
import { statusOf } from '$lib/server/problem/status';

/**
 * How a page is told by a door before it what its router or its form understands: the words of SvelteKit's own answers.
 * @returns null where it is told as everybody is
 */
export function refusedPage(
	event: { request: Request; url: URL; isDataRequest: boolean },
	error: WanggeError
): Response | null {
	const to = wayOn(error, event.url);
	if (event.isDataRequest) return to ? Response.json({ type: 'redirect', location: to }) : null;
	if (!isWanggeError(error, 'previewing') || to === null) return null;
	if (event.request.headers.get('x-sveltekit-action') !== 'true')
		return new Response(null, { status: 303, headers: { location: to } });
	const { kind } = error;
	const status = statusOf(kind);
	// A FormProblem as fail() is written by SvelteKit (devalue: in place of each value its number).
	const data = JSON.stringify([{ problem: 1 }, { kind: 2 }, kind]);
	return Response.json({ type: 'failure', status, data }, { status });
}
