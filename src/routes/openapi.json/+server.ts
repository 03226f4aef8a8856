import { guarded, notAllowed, sendJson, type ApiEvent } from '$lib/server/api/answer';
import { openApiDocument } from '$lib/server/api/document';
import { answerOf, type Kept } from '$lib/server/api/kept';
import type { Language } from '$lib/words/language';

const answers = new Map<Language, Kept>();

/** Written and compressed once for each language. */
function answerIn(lang: Language): Kept {
	const answer = answers.get(lang) ?? answerOf(openApiDocument(lang));
	answers.set(lang, answer);
	return answer;
}

export const GET = (event: ApiEvent) =>
	guarded(event, () => sendJson(answerIn(event.locals.lang), event.request));
export const fallback = (event: ApiEvent) =>
	guarded(event, () => Promise.reject(notAllowed()), { allow: 'GET, HEAD' });
