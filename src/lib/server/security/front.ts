import type { Front } from '../start/front.ts';
import { SECURITY_HEADERS } from './headers.ts';

/** Before whatever is let in, so that also files have them, which no hook of SvelteKit sees. */
export const withSecurityHeaders =
	(front: Front): Front =>
	(request, response, begin) =>
		front(request, response, () => {
			for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
			begin();
		});
