/** What a tile's answer says besides the tile. */
import type { Tile } from './service.ts';

// A tile is asked for again each time, and the answer is nearly always "as you have it" without any work.
const ALWAYS = { 'cache-control': 'no-cache', vary: 'accept-encoding' };

export function tileHeaders({ etag, body }: Pick<Tile, 'etag'> & Partial<Tile>): Record<string, string> {
	return { ...ALWAYS, etag, ...(body && { 'content-type': 'application/vnd.mapbox-vector-tile' }) };
}

/** Entity tags that the asker holds, of If-None-Match. */
export const knownTags = (said: string | null | undefined): string[] => said?.match(/(W\/)?"[^"]*"/g) ?? [];

export const takesGzip = (accepted: string | null | undefined): boolean => /\bgzip\b/.test(accepted ?? '');
