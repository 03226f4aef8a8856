import { patternCells } from '$lib/domain/api/patterns';
import { route } from '$lib/server/api/answer';
import { questionOf } from '$lib/server/pattern/asked';
import { readCells } from '$lib/server/pattern/service';

export const { GET, fallback } = route(patternCells, (context, input) =>
	readCells(context, questionOf(input), input)
);
