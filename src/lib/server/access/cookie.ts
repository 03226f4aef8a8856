/**
 * The cookie that holds a session's token. Its prefix has the browser take it over a secure connection only, from this
 * very host, for all of it (RFC 6265bis, 4.1.3.2).
 */
import { cookieIn } from '../../domain/cookie.ts';

export const SESSION_COOKIE = '__Host-wangge';

export const sessionToken = (cookies: string | null | undefined): string | undefined =>
	cookieIn(cookies, SESSION_COOKIE);

export const sessionCookie = {
	path: '/',
	httpOnly: true,
	secure: true,
	// A link in a message opens the page signed in; what another site sends does not act (cross-site.ts).
	sameSite: 'lax',
	maxAge: 366 * 86_400
} as const;

const OWN_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$|\.localhost(:\d+)?$/i;

/**
 * Whether the browser will keep the cookie: over plain HTTP only on one's own machine. A server behind a proxy is not told
 * how the reader came, but the form says from which origin it was sent.
 */
export function isSecureOrigin(origin: string | null): boolean {
	if (!origin || !URL.canParse(origin)) return true;
	const { protocol, host } = new URL(origin);
	return protocol !== 'http:' || OWN_MACHINE.test(host);
}
