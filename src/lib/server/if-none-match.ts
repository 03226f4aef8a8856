/** What an asker holds already, of If-None-Match (RFC 9110, 13.1.2). */

/** Stands for whatever there is. */
export const ANY_TAG = '*';

/** @returns entity tags in their weak form: they are compared weakly, since a cache between may have changed it. */
export function knownTags(said: string | null | undefined): string[] {
	if (said?.trim() === ANY_TAG) return [ANY_TAG];
	return said?.match(/"[^"]*"/g)?.map((tag) => `W/${tag}`) ?? [];
}

/** @param etag in either form */
export const isKnown = (said: string | null | undefined, etag: string): boolean =>
	knownTags(said).some((tag) => tag === ANY_TAG || tag === `W/${etag.replace(/^W\//, '')}`);
