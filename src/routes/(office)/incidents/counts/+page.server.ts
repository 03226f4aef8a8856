import { parseCountsFilter } from '$lib/domain/incident/class-counts';
import { accessOf, contextOf, dayOf, timezoneOf } from '$lib/server/context';
import { countCases, countedAreas } from '$lib/server/incident/class-counts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const context = contextOf(event);
	const filter = parseCountsFilter(event.url.searchParams, dayOf(context.now));
	return {
		filter,
		counted: await countCases(context, filter),
		areas: await countedAreas(context),
		mayExport: accessOf(context).may('export', 'incident'),
		proven: event.locals.reader?.proven || event.locals.reader?.demonstration || false,
		now: context.now.toISOString(),
		timezone: timezoneOf()
	};
};
