/** Comes into a running demonstration as a role, as its page does by one click. */
import type { Role } from '../../src/lib/domain/access/roles.ts';

const COOKIE = '__Host-wangge';

/**
 * @param url of the product, which was started with WANGGE_DEMO=yes on fictional ground
 * @returns name and value of the session's cookie
 * @throws Error with the status, when nobody was let in
 */
export async function comeIn(url: string, role: Role): Promise<{ name: string; value: string }> {
	const answer = await fetch(`${url}/sign-in?/demonstration`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ role })
	});
	const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${COOKIE}=`));
	if (!cookie) throw new Error(`nobody was let in as ${role}: ${answer.status}`);
	return { name: COOKIE, value: cookie.slice(COOKIE.length + 1).split(';')[0]! };
}
