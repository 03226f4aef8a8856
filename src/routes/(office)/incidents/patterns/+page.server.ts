import { parsePatternAsked } from '$lib/domain/pattern/asked';
import { contextOf, dayOf } from '$lib/server/context';
import { readChoices, readComparison, readRhythm } from '$lib/server/pattern/service';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const context = contextOf({ locals });
	const today = dayOf(context.now);
	const asked = parsePatternAsked(url.searchParams, today);
	const [choices, rhythm, comparison] = await Promise.all([
		readChoices(context, asked),
		readRhythm(context, asked),
		readComparison(context, asked, asked)
	]);
	return { asked, today, choices, rhythm, comparison, wide: true };
};
