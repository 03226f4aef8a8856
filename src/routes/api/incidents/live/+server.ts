import { casesLive } from '$lib/domain/api/live';
import { parse, readyContext } from '$lib/server/api/answer';
import { streamRoute } from '$lib/server/api/stream';
import { followCases } from '$lib/server/live/service';

/** A browser that opens the stream anew says by itself which event it had last. */
const hadLast = (request: Request): number | undefined => {
	const said = request.headers.get('last-event-id') ?? '';
	return /^\d{1,15}$/.test(said) ? Number(said) : undefined;
};

export const { GET, HEAD, fallback } = streamRoute(
	(event, follower) => {
		const { after } = parse(casesLive, event);
		return followCases(readyContext(event.locals), hadLast(event.request) ?? after, follower);
	},
	(event) => void parse(casesLive, event)
);
