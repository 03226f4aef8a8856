import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Says while a form is on its way. What was typed stays when it was refused.
 * @param stay what comes back is shown on the page as it is, without reading it anew
 * @param reset what was typed goes when it was taken
 */
export const afterwards =
	(say: (busy: boolean) => void, { stay = false, reset = false } = {}): SubmitFunction =>
	() => {
		say(true);
		return async ({ update }) => {
			await update({ reset, invalidateAll: !stay });
			say(false);
		};
	};
