import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookieIn } from '../../domain/cookie.ts';
import { chooseLanguage, LANGUAGE_COOKIE } from '../../words/language.ts';
import { SECURITY_HEADERS } from '../security/headers.ts';
import { problemHeaders, problemOf } from './problem.ts';

/** A problem document for a request that the router has not seen. */
export function sendProblem(
	error: unknown,
	{ url, headers }: Pick<IncomingMessage, 'url' | 'headers'>,
	response: ServerResponse
): void {
	const lang = chooseLanguage({
		cookie: cookieIn(headers.cookie, LANGUAGE_COOKIE) ?? null,
		accept: headers['accept-language'] ?? null
	});
	const path = (url ?? '').split('?')[0]!.slice(0, 200);
	const problem = problemOf(error, { path, lang });
	response.writeHead(problem.status, { ...SECURITY_HEADERS, ...problemHeaders(problem, lang) });
	response.end(JSON.stringify(problem));
}
