import type { SubmitFunction } from '@sveltejs/kit';

/**
 * Says while a form is on its way. What was typed stays when it was refused.
 * @param stay what comes back is shown on the page as it is, without reading it anew
 */
export const afterwards =
	(say: (busy: boolean) => void, { stay = false } = {}): SubmitFunction =>
	() => {
		say(true);
		return async ({ update }) => {
			await update({ reset: false, invalidateAll: !stay });
			say(false);
		};
	};
