import { WanggeError } from '$lib/domain/errors';
import { isSecureOrigin } from '$lib/server/access/cookie';
import { accountStyle } from '$lib/server/access/setting';
import { acceptInvitation, readInvitation } from '$lib/server/account/invitations';
import { doing } from '$lib/forms/doing.server';
import { goOn, keepSession } from '../way-in.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ style: accountStyle() });

// The token comes in a body, never in an address: those stand in the logs of proxies.
export const actions: Actions = {
	read: (event) =>
		doing(event, async ({ context, field }) => {
			const { purpose, sign_in_name, title } = await readInvitation(context, field('token'));
			return { invitation: { purpose, name: sign_in_name, title } };
		}),
	accept: (event) =>
		doing(event, async ({ context, field, device }) => {
			if (!isSecureOrigin(event.request.headers.get('origin'))) throw new WanggeError('certificate-needed');
			const { token, awaits } = await acceptInvitation(context, {
				token: field('token'),
				name: field('name'),
				title: field('title'),
				password: field('password'),
				device
			});
			keepSession(event, token);
			goOn(event, awaits);
		})
};
