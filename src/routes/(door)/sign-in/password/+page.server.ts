import { accountStyle } from '$lib/server/access/setting';
import { changePassword } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { atStep, goOn, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	atStep(event, 'new-password');
	return { style: accountStyle() };
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field, address }) => {
			const step = atStep(event, 'new-password');
			const given = { old: field('old'), chosen: field('chosen') };
			const { token, awaits } = await changePassword(context, { ...step, ...given }, address);
			keepSession(event, token);
			goOn(event, awaits);
		})
};
