/** What a tile's answer says besides the tile. */
import { SECURITY_HEADERS } from '../security/headers.ts';
import type { Tile } from './service.ts';
import { generalisedOf } from './tag.ts';

// A tile is asked for again each time, and the answer is nearly always "as you have it" without any work.
const ALWAYS = { 'cache-control': 'no-cache', vary: 'accept-encoding' };

/** Of what not everybody may see: nothing between us and the reader keeps it for another. */
const OWN = { 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' };

/** @param scoped whether the tile is another one for another asker */
export function tileHeaders(
	{ etag, body }: Pick<Tile, 'etag'> & Partial<Tile>,
	scoped = false
): Record<string, string> {
	const generalised = generalisedOf(etag);
	return {
		...(scoped ? OWN : ALWAYS),
		etag,
		...(generalised && { 'wangge-generalised': generalised }),
		...(body && { 'content-type': 'application/vnd.mapbox-vector-tile' })
	};
}

/** Of a whole answer with the tile as it is kept, for who takes gzip: names and values in turn, as Node writes them fastest. */
export const hotHeaders = (tile: Tile): string[] =>
	Object.entries<string>({
		...SECURITY_HEADERS,
		...tileHeaders(tile),
		...(tile.body && { 'content-encoding': 'gzip', 'content-length': String(tile.body.byteLength) })
	}).flat();
