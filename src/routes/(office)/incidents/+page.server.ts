import { parseFilter } from '$lib/domain/incident/filter';
import { accessOf, contextOf } from '$lib/server/context';
import { listCases, readFilterNames } from '$lib/server/incident/list';
import { CASES } from './depends';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends(CASES);
	const context = contextOf(event);
	const filter = parseFilter(event.url.searchParams);
	const { rows, more, counts } = await listCases(context, filter);
	return {
		filter,
		rows,
		more,
		counts,
		named: await readFilterNames(context, filter),
		mayReport: accessOf(context).may('report', 'incident'),
		now: context.now.toISOString()
	};
};
