import { patternHotSpots } from '$lib/domain/api/patterns';
import type { PatternReach } from '$lib/domain/pattern/asked';
import { parse, readyContext } from '$lib/server/api/answer';
import { streamRoute } from '$lib/server/api/stream';
import { questionOf } from '$lib/server/pattern/asked';
import { followHotSpots } from '$lib/server/pattern/hot';
import { readableAreas } from '$lib/server/pattern/service';

export const { GET, HEAD, fallback } = streamRoute(
	(event, follower) => {
		const input = parse(patternHotSpots, event);
		const reach = Number(input.reach) as PatternReach;
		return followHotSpots(readyContext(event.locals), questionOf(input), reach, follower);
	},
	(event) => {
		parse(patternHotSpots, event);
		readableAreas(readyContext(event.locals));
	}
);
