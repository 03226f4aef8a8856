import { error } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { parseFilter } from '$lib/domain/audit/filter';
import { readAudit } from '$lib/server/audit/reading';
import { beginVerification } from '$lib/server/audit/verification';
import { contextOf, dayOf } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const context = contextOf(event);
	const { reader } = event.locals;
	// Layouts are read at the same time as pages, and only they turn away.
	if (!reader || event.locals.refused) error(404, ABSENT);
	const today = dayOf(context.now);
	const { searchParams } = event.url;
	const { filter, leftOut } = parseFilter(searchParams, today);
	const before = searchParams.get('before');
	return {
		filter,
		leftOut,
		today,
		zone: process.env.WANGGE_TIMEZONE ?? 'Asia/Shanghai',
		paged: before !== null,
		page: await readAudit(context, { filter, session: reader.session, before })
	};
};

export const actions: Actions = {
	verify: (event) => doing(event, async ({ context }) => ({ began: beginVerification(context).began }))
};
