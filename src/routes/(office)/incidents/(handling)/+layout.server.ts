import { contextOf } from '$lib/server/context';
import { readOrganisations } from '$lib/server/incident/list';
import type { LayoutServerLoad } from './$types';

/**
 * To whom cases are given: some thousand names, which a browser that goes from case to case is sent once, and not with
 * each that it reads.
 */
export const load: LayoutServerLoad = async ({ locals }) => ({
	organisations: await readOrganisations(contextOf({ locals }))
});
