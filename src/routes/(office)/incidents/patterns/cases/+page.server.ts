import { parseBehind } from '$lib/domain/pattern/behind';
import { parsePatternAsked } from '$lib/domain/pattern/asked';
import { contextOf, dayOf } from '$lib/server/context';
import { BEHIND_PAGE, listBehind } from '$lib/server/pattern/service';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const context = contextOf({ locals });
	const today = dayOf(context.now);
	const asked = parsePatternAsked(url.searchParams, today);
	const { near, page } = parseBehind(url.searchParams);
	const { rows, total } = await listBehind(context, asked, near, page);
	return { asked, today, near, page, rows, total, pages: Math.max(page, Math.ceil(total / BEHIND_PAGE)) };
};
