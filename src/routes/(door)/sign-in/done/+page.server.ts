import { redirect } from '@sveltejs/kit';
import { goOn, wanted } from '../../way-in.server';
import type { PageServerLoad } from './$types';

/** A browser that did not keep the cookie comes here as a visitor. */
export const load: PageServerLoad = ({ locals, url }) => {
	if (!locals.reader) redirect(303, '/sign-in?kept=no');
	if (locals.reader.awaits) goOn({ url }, locals.reader.awaits);
	redirect(303, wanted(url));
};
