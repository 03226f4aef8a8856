import { contextOf } from '$lib/server/context';
import { readVerification } from '$lib/server/audit/verification';
import type { LayoutServerLoad } from './$types';

/** Apart from the page, so that it can be asked alone while the chain is followed. */
export const load: LayoutServerLoad = async (event) => {
	event.depends('audit:chain');
	return { chain: await readVerification(contextOf(event)) };
};
