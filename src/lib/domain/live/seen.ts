/** What a page was told of, as it stands in its cookies. */
import { cookieIn } from '../cookie.ts';

/** Cookie with the highest `at` that a page was told, so that no server answers it from before that. */
export const SEEN_COOKIE = 'wangge_seen';

const POSITION = /^\d{1,16}$/;

/**
 * @param cookies of a request, or of a document
 * @returns a position in the database's log; undefined where none, or no possible one, stands there
 */
export function seenIn(cookies: string | null | undefined): number | undefined {
	const said = cookieIn(cookies, SEEN_COOKIE) ?? '';
	return POSITION.test(said) && Number.isSafeInteger(Number(said)) ? Number(said) : undefined;
}
