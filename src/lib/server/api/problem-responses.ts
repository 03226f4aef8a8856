import { PROBLEM_TYPE, problemSchema } from '../../domain/api/problem.ts';
import { apiWords } from '../../words/api.ts';
import type { Language } from '../../words/language.ts';

/** What anything can answer: not readable, not allowed, too many (the door), a fault, too busy. */
export const OF_ANY: readonly number[] = [400, 405, 429, 500, 503];

/** Problem documents by status, as responses of an operation. */
export function problemsOf(statuses: readonly number[], lang: Language) {
	const words = apiWords[lang].problem;
	const sentence: Record<number, string> = {
		400: words.refused,
		403: words.forbidden,
		404: words.missing,
		405: words.method,
		409: words.conflict,
		413: words.tooLarge,
		429: words.tooMany,
		500: words.fault,
		503: words.carrier,
		507: words.full
	};
	return Object.fromEntries(
		statuses.map((status) => [
			status,
			{ description: sentence[status]!, content: { [PROBLEM_TYPE]: { schema: problemSchema } } }
		])
	);
}
