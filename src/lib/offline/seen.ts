/**
 * What this page was told of. Several servers may stand behind its address, each reading from a copy of the database
 * that is more or less late: with this cookie none of them answers from before what another one has told.
 */
import { SEEN_COOKIE, seenIn } from '../domain/live/seen.ts';

/** By then every copy that is still read from has it: a later one is not used (WANGGE_READ_LAG_MS). */
const HOLDS_S = 600;

/**
 * @param at of an event; there is none where the server says nothing of positions
 * @param jar where cookies are kept, `document` in a browser
 */
export function rememberSeen(at: number | undefined, jar: { cookie: string } = document): void {
	if (at === undefined) return;
	jar.cookie = `${SEEN_COOKIE}=${Math.max(at, seenIn(jar.cookie) ?? 0)}; path=/; max-age=${HOLDS_S}; samesite=strict`;
}
