import { patternCounts } from '$lib/domain/api/patterns';
import { route } from '$lib/server/api/answer';
import { questionOf } from '$lib/server/pattern/asked';
import { readCounts } from '$lib/server/pattern/service';

export const { GET, fallback } = route(patternCounts, (context, input) =>
	readCounts(context, questionOf(input), input)
);
