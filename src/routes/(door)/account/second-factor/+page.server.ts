import { redirect } from '@sveltejs/kit';
import { readOwnAccount } from '$lib/server/account/own';
import { setUpSecondFactor } from '$lib/server/account/sign-in';
import { contextOf } from '$lib/server/context';
import { doing } from '$lib/forms/doing.server';
import { toSetUp } from '../../to-set-up.server';
import { inside, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { reader, token } = inside(event);
	if (reader.kind !== 'person' || reader.demonstration) redirect(303, '/account');
	const { recoveryCodes } = await readOwnAccount(contextOf(event), reader);
	// What another app is shown would not hold beside the one that there is.
	return { toSetUp: recoveryCodes === null ? toSetUp(token, reader.signInName) : null };
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field }) => {
			const { token, codes } = await setUpSecondFactor(context, { ...inside(event), code: field('code') });
			keepSession(event, token);
			return { codes };
		})
};
