/** Tiles that need no work, answered before any router: a screen asks for fifty of them at once, a city's screens for more. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/index.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { knownTags, takesGzip, tileHeaders } from './response.ts';
import { tileAtHand } from './service.ts';

/** @returns false when the tile is not at hand, or is wanted in another way: then nothing was answered. */
export function answerTileAtOnce(
	db: Database,
	now: Date,
	{ method, url, headers }: IncomingMessage,
	response: ServerResponse
): boolean {
	if (method !== 'GET' || !url?.startsWith('/tiles/') || !takesGzip(headers['accept-encoding'])) return false;
	const answer = tileAtHand(db, now, url, knownTags(headers['if-none-match']));
	if (!answer) return false;
	if (answer.kind === 'unchanged') {
		response.writeHead(304, { ...SECURITY_HEADERS, ...tileHeaders(answer) }).end();
	} else if (!answer.body) {
		response.writeHead(204, { ...SECURITY_HEADERS, ...tileHeaders(answer) }).end();
	} else {
		response
			.writeHead(200, {
				...SECURITY_HEADERS,
				...tileHeaders(answer),
				'content-encoding': 'gzip',
				'content-length': answer.body.byteLength
			})
			.end(answer.body);
	}
	return true;
}
