import { giveCode } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { atStep, goOn, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	atStep(event, 'second-factor');
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field, address }) => {
			const step = atStep(event, 'second-factor');
			const { token, awaits } = await giveCode(context, { ...step, code: field('code') }, address);
			keepSession(event, token);
			goOn(event, awaits);
		})
};
