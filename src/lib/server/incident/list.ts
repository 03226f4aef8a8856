/** Cases as a list, as far as whoever asks may see them. */
import type { Access } from '../../domain/access/access.ts';
import { WanggeError } from '../../domain/errors.ts';
import { PAGE_SIZE, statesOf, type CaseFilter } from '../../domain/incident/filter.ts';
import type { State } from '../../domain/incident/workflow.ts';
import { accessOf, reading, type Context, type Within } from '../context.ts';
import { Together } from '../api/together.ts';
import { PerDatabase } from '../db/index.ts';
import * as listing from './listing.ts';
import type { ListedCase, Reach } from './listing.ts';

export type { ListedCase } from './listing.ts';

export interface CaseList {
	rows: ListedCase[];
	/** Whether there is another page. */
	more: boolean;
	/** Of what is open under the same filter, whatever the view: how many in each state, and of these. */
	counts: { states: Partial<Record<State, number>>; open: number; overdue: number; bounced: number };
}

/** @throws WanggeError not-found { what: 'path' } for whoever may see none anywhere */
export async function listCases(context: Context, filter: CaseFilter): Promise<CaseList> {
	const reach = reachOf(accessOf(context));
	return lists
		.of(context.db)
		.ask(JSON.stringify([reach, filter]), () =>
			reading(context, (within) => listWithin(within, reach, filter))
		);
}

/** When something is done, all who look at the same list ask for it anew. */
const lists = new PerDatabase(() => new Together<CaseList>());

async function listWithin({ db, now }: Within, reach: Reach, filter: CaseFilter): Promise<CaseList> {
	const { view, page } = filter;
	const window = { limit: PAGE_SIZE + 1, offset: (page - 1) * PAGE_SIZE };
	const found =
		view === 'ended'
			? await listing.ended(db, reach, filter, window)
			: await listing.open(db, reach, filter, {
					...window,
					states: statesOf(view),
					lateAt: view === 'overdue' ? now : null,
					bounced: view === 'bounced'
				});
	const counts = await listing.counts(db, reach, filter, now);
	const sum = (of: 'count' | 'overdue' | 'bounced') => counts.reduce((all, one) => all + one[of], 0);
	return {
		rows: found.slice(0, PAGE_SIZE),
		more: found.length > PAGE_SIZE,
		counts: {
			states: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
			open: sum('count'),
			overdue: sum('overdue'),
			bounced: sum('bounced')
		}
	};
}

/** What is read where one works, and what was ever given to one's organisation. */
function reachOf(access: Access): Reach {
	const read = access.scopeOf('read', 'incident');
	const { organisations } = access.scopeOf('handle', 'incident');
	if (!read.everywhere && read.areas.length === 0 && organisations.length === 0)
		throw new WanggeError('not-found', { what: 'path' });
	return { everywhere: read.everywhere, areas: read.areas, organisations };
}

/** How the area and the organisation of a filter are called; null where there is none of that code. */
export async function readFilterNames({ db }: Context, { area, organisation }: CaseFilter) {
	if (area === null && organisation === null) return { area, organisation };
	return listing.filterNames(db, area, organisation);
}
