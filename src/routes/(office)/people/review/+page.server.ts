import { listAccounts } from '$lib/server/account/managing';
import { contextOf } from '$lib/server/context';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const context = contextOf(event);
	const accounts = await listAccounts(context);
	return {
		/** Which of them are asked for. */
		only: event.url.searchParams.get('only'),
		now: context.now.toISOString(),
		rows: accounts
			.filter(({ ended, demonstration }) => !ended && !demonstration)
			.flatMap(({ assignments, id: account, title, name, used }) =>
				assignments.map((one) => ({ ...one, account, title, name, used }))
			)
	};
};
