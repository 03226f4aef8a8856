import { redirect } from '@sveltejs/kit';
import { ROLE_NAMES } from '$lib/domain/access/roles';
import { WanggeError } from '$lib/domain/errors';
import { isSecureOrigin } from '$lib/server/access/cookie';
import { isDemonstration } from '$lib/server/access/demonstration';
import { enterDemonstration } from '$lib/server/account/demonstration';
import { signIn } from '$lib/server/account/sign-in';
import { doing } from '$lib/forms/doing.server';
import { goOn, keepSession, wanted } from '../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.reader && !locals.reader.demonstration) {
		if (locals.reader.awaits) goOn({ url }, locals.reader.awaits);
		redirect(303, wanted(url));
	}
	return {
		demonstration: isDemonstration() ? ROLE_NAMES : null,
		notKept: url.searchParams.get('kept') === 'no'
	};
};

function requireKeeping(request: Request): void {
	if (!isSecureOrigin(request.headers.get('origin'))) throw new WanggeError('certificate-needed');
}

export const actions: Actions = {
	enter: (event) =>
		doing(event, async ({ context, field, address, device }) => {
			requireKeeping(event.request);
			const given = { name: field('name'), password: field('password') };
			const { token, awaits } = await signIn(context, given, { address, device });
			keepSession(event, token);
			goOn(event, awaits);
		}),
	demonstration: (event) =>
		doing(event, async ({ context, field, device }) => {
			requireKeeping(event.request);
			keepSession(event, await enterDemonstration(context, field('role'), device));
			goOn(event, null);
		})
};
