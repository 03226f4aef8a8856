import { error } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { isWanggeError } from '$lib/domain/errors';
import { deadline } from '$lib/domain/incident/clocks';
import { contextOf } from '$lib/server/context';
import { readClasses, readWorkCalendar } from '$lib/server/incident-class/service';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const context = contextOf(event);
	const { calendar, years } = await readWorkCalendar(context);
	try {
		const wanted = event.url.searchParams.get('edition') ?? undefined;
		const { edition, editions, classes } = await readClasses(context, { edition: wanted });
		return {
			edition,
			editions,
			now: context.now,
			years,
			timezone: calendar.timezone,
			classes: classes.map((one) => ({
				...one,
				limits: one.limits.map((limit) => ({ ...limit, due: deadline(context.now, limit, calendar) }))
			}))
		};
	} catch (fault) {
		if (isWanggeError(fault, 'unknown-reference')) error(404, ABSENT);
		throw fault;
	}
};
