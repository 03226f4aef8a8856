import { setUpSecondFactor } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { toSetUp } from '../../to-set-up.server';
import { atStep, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { reader, token } = atStep(event, 'second-factor-setup');
	return { toSetUp: toSetUp(token, reader.signInName) };
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field }) => {
			const step = atStep(event, 'second-factor-setup');
			const { token, codes } = await setUpSecondFactor(context, { ...step, code: field('code') });
			keepSession(event, token);
			return { codes };
		})
};
