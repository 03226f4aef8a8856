import { seesCases } from '$lib/domain/incident/rights';
import { error } from '@sveltejs/kit';
import { refusedAs } from '$lib/server/access/absent';
import { VISITOR } from '$lib/domain/access/access';
import type { LayoutServerLoad } from './$types';

/** What the pages of the office may offer; what is done is asked again by the services. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (locals.refused) error(...refusedAs(locals.refused));
	const access = locals.context?.access ?? VISITOR;
	return {
		rights: {
			people: access.may('read', 'account'),
			invite: access.may('invite', 'account'),
			erase: access.may('erase', 'account'),
			appoint: access.may('appoint', 'account'),
			assign: access.may('assign', 'account'),
			preview: access.may('preview', 'account'),
			audit: access.may('read', 'audit'),
			cases: seesCases(access),
			incidents: access.may('read', 'incident'),
			contacts: access.may('read', 'contact'),
			reveal: access.may('reveal', 'contact')
		}
	};
};
