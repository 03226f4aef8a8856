import type { Link } from '$lib/server/account/managing';

/** A link as it is handed over; its token stands behind #, which no server on the way is told. */
export const linkShown = ({ url }: { url: URL }, { account, token, expires }: Link) => ({
	link: { account, address: `${url.origin}/invitation#${token}`, until: expires.toISOString() }
});
