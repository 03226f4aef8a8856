import { renderSVG } from 'uqr';
import { redirect } from '@sveltejs/kit';
import { secondFactorToSetUp } from '$lib/server/account/second-factor';
import { setUpSecondFactor } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { inside, keepSession } from '../../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { reader, token } = inside(event);
	if (reader.kind !== 'person' || reader.demonstration) redirect(303, '/account');
	const { secret, uri } = secondFactorToSetUp(token, reader.signInName);
	return { secret, picture: renderSVG(uri, { border: 2 }) };
};

export const actions: Actions = {
	default: (event) =>
		doing(event, async ({ context, field }) => {
			const { token, codes } = await setUpSecondFactor(context, { ...inside(event), code: field('code') });
			keepSession(event, token);
			return { codes };
		})
};
