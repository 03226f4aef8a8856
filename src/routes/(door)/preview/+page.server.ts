import { redirect } from '@sveltejs/kit';
import { doing } from '$lib/forms/doing.server';
import { endPreview } from '$lib/server/access/sessions';
import { accessOf } from '$lib/server/context';
import type { Actions, PageServerLoad } from './$types';

/** Told in the same words to whoever never looked as anybody. */
export const load: PageServerLoad = ({ locals }) => ({
	managing: accessOf(locals.context ?? {}).may('read', 'account')
});

export const actions: Actions = {
	end: (event) =>
		doing(event, async ({ context }) => {
			const { reader } = event.locals;
			if (!reader?.preview) redirect(303, '/preview');
			const { account } = reader.preview;
			await endPreview(context, reader, account);
			redirect(303, `/people/${account}`);
		})
};
