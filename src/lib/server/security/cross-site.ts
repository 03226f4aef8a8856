/** Methods that change nothing (RFC 9110, 9.2.1). */
const SAFE = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

/**
 * Whether a request that may change something was sent by a page of another site, whatever its content type. Browsers
 * say so by Sec-Fetch-Site where the connection is trustworthy (W3C Fetch Metadata), and by Origin with every such
 * request; who sends neither is no browser, which nobody's cookie travels with unasked. After Go's
 * net/http.CrossOriginProtection (F. Valsorda, "Cross-Site Request Forgery", 2025).
 * @param host name and port that the request was sent to, as the browser knows them
 */
export function isFromAnotherSite(
	{ method, headers }: Pick<Request, 'method' | 'headers'>,
	host: string
): boolean {
	if (SAFE.includes(method)) return false;
	const site = headers.get('sec-fetch-site');
	if (site !== null) return site !== 'same-origin' && site !== 'none';
	const origin = headers.get('origin');
	return origin !== null && hostOf(origin) !== host;
}

/** null for an origin that is none: a page in a sandbox sends "null". */
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
