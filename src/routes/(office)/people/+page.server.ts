import { invite, listAccounts } from '$lib/server/account/managing';
import { contextOf } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import { linkShown } from '../link.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ accounts: await listAccounts(contextOf(event)) });

export const actions: Actions = {
	invite: (event) =>
		doing(event, async ({ context, field }) => {
			const given = {
				kind: field('kind'),
				name: field('name'),
				title: field('title'),
				phone: field('phone')
			};
			return linkShown(event, await invite(context, given));
		})
};
