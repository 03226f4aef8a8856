import { redirect } from '@sveltejs/kit';
import { accountStyle } from '$lib/server/access/setting';
import { changePassword } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { inside, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { kind, demonstration } = inside(event).reader;
	if (kind !== 'person' || demonstration) redirect(303, '/account');
	return { style: accountStyle() };
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field, address }) => {
			const given = { old: field('old'), chosen: field('chosen') };
			const { token } = await changePassword(context, { ...inside(event), ...given }, address);
			keepSession(event, token);
			redirect(303, '/account?changed=password');
		})
};
