import { parseBehind } from '$lib/domain/pattern/behind';
import { parsePatternAsked } from '$lib/domain/pattern/asked';
import { contextOf, dayOf } from '$lib/server/context';
import { BEHIND_PAGE, listBehind } from '$lib/server/pattern/service';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const context = contextOf({ locals });
	const asked = parsePatternAsked(url.searchParams, dayOf(context.now));
	const { near, page } = parseBehind(url.searchParams);
	const [from, to] = asked.window ?? [asked.from, asked.to];
	const { rows, total } = await listBehind(context, { ...asked, from, to }, near, page);
	return { asked, near, page, rows, total, pages: Math.max(page, Math.ceil(total / BEHIND_PAGE)) };
};
