import { guarded, notAllowed, sendJson, type ApiEvent } from '$lib/server/api/answer';
import { openApiDocument } from '$lib/server/api/document';

export const GET = (event: ApiEvent) =>
	guarded(event, () => sendJson(openApiDocument(event.locals.lang), event.request));
export const fallback = (event: ApiEvent) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
