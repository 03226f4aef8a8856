import { randomUUID } from 'node:crypto';
import { WanggeError } from '$lib/domain/errors';
import { isBulkAction, parseSeenCase } from '$lib/domain/incident/bulk';
import { parseFilter } from '$lib/domain/incident/filter';
import { doing } from '$lib/forms/doing.server';
import { accessOf, contextOf } from '$lib/server/context';
import { actOnCases } from '$lib/server/incident/bulk';
import { listCases, readBoard, readFilterNames } from '$lib/server/incident/list';
import { CASES } from '../depends';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends(CASES);
	const context = contextOf(event);
	const filter = parseFilter(event.url.searchParams);
	const board = filter.as === 'board' ? await readBoard(context, filter) : null;
	const list = board ? null : await listCases(context, filter);
	return {
		/** Wider than other pages of the office: a map, or a column for each state. */
		wide: true,
		filter,
		rows: list?.rows ?? [],
		more: list?.more ?? false,
		columns: board?.columns ?? [],
		counts: (list ?? board!).counts,
		told: (list ?? board!).told,
		named: await readFilterNames(context, filter),
		mayReport: accessOf(context).may('report', 'incident'),
		now: context.now.toISOString(),
		/** What the form without scripts is called: sent twice, it is done once. */
		key: randomUUID()
	};
};

export const actions: Actions = {
	bulk: (event) =>
		doing(event, async ({ context, field, fields }) => {
			const action = field('action');
			if (!isBulkAction(action)) throw new WanggeError('invalid', { field: 'action' });
			const outcomes = await actOnCases(context, {
				key: field('key'),
				action,
				reason: field('reason') || undefined,
				organisation: field('organisation') || undefined,
				cases: fields('case').flatMap((text) => parseSeenCase(text) ?? [])
			});
			return { action, outcomes: outcomes.map(({ number, refused }) => ({ number, refused })) };
		})
};
