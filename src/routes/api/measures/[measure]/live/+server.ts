import { isOffered } from '$lib/domain/access/measures';
import { measureLive } from '$lib/domain/api/live';
import { WanggeError } from '$lib/domain/errors';
import { accessOf } from '$lib/server/context';
import { parse, readyContext } from '$lib/server/api/answer';
import { streamRoute } from '$lib/server/api/stream';
import { followColumn } from '$lib/server/live/service';

export const { GET, HEAD, fallback } = streamRoute(
	(event, follower) => followColumn(readyContext(event.locals), parse(measureLive, event), follower),
	(event) => {
		const { measure } = parse(measureLive, event);
		if (!isOffered(accessOf(readyContext(event.locals)), measure))
			throw new WanggeError('not-found', { what: 'path' });
	}
);
