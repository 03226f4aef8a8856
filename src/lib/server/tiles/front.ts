/** Tiles that need no work, answered before any router: a screen asks for fifty of them at once, a city's screens for more. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/index.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { knownTags, takesGzip, tileHeaders } from './response.ts';
import { asKnown, tileAtHand } from './service.ts';

/** @returns false when the tile is not at hand, or is wanted in another way: then nothing was answered. */
export function answerTileAtOnce(
	db: Database,
	now: Date,
	{ method, url, headers }: IncomingMessage,
	response: ServerResponse
): boolean {
	if (method !== 'GET' || !url?.startsWith('/tiles/') || !takesGzip(headers['accept-encoding'])) return false;
	const hot = tileAtHand(db, now, url);
	if (!hot) return false;
	const answer = asKnown(hot.tile, knownTags(headers['if-none-match']));
	if (answer.kind === 'unchanged')
		response.writeHead(304, { ...SECURITY_HEADERS, ...tileHeaders(answer) }).end();
	else if (!answer.body) response.writeHead(204, hot.headers).end();
	else response.writeHead(200, hot.headers).end(answer.body);
	return true;
}
