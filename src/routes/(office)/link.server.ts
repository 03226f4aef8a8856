import type { Link } from '$lib/server/account/managing';

/** A link as it is handed over; its token stands behind #, which no server on the way is told. */
export const linkShown = (
	{ url, request }: { url: URL; request: Request },
	{ account, token, expires }: Link
) => ({
	link: { account, address: `${originOf(request, url)}/invitation#${token}`, until: expires.toISOString() }
});

/** As the browser says from where the form was sent: without ORIGIN a server does not know whether by http or https. */
function originOf(request: Request, url: URL): string {
	const said = request.headers.get('origin') ?? '';
	return URL.canParse(said) && new URL(said).host === url.host ? said : url.origin;
}
