/** Tiles that need no work, answered before any router: a screen asks for fifty of them at once, a city's screens for more. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/index.ts';
import { acceptsGzip } from '../gzip.ts';
import { knownTags } from '../if-none-match.ts';
import { sendProblem } from '../problem/before-router.ts';
import { SECURITY_HEADERS } from '../security/headers.ts';
import { tileHeaders } from './response.ts';
import { asKnown, tileAtHand, type HotTile } from './service.ts';

/**
 * Answers what needs no query: a tile that is at hand, an address at which there cannot be one.
 * @returns false when the tile is not at hand, or is wanted in another way: then nothing was answered.
 */
export function answerTileAtOnce(
	db: Database,
	now: Date,
	request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
	response: ServerResponse
): boolean {
	const { method, url, headers } = request;
	if (method !== 'GET' || !url?.startsWith('/tiles/')) return false;
	let hot: HotTile | undefined;
	try {
		hot = tileAtHand(db, now, url);
	} catch (error) {
		sendProblem(error, request, response);
		return true;
	}
	if (!hot || (hot.tile.body && !acceptsGzip(headers['accept-encoding']))) return false;
	const answer = asKnown(hot.tile, knownTags(headers['if-none-match']));
	if (answer.kind === 'unchanged')
		response.writeHead(304, { ...SECURITY_HEADERS, ...tileHeaders(answer) }).end();
	else if (!answer.body) response.writeHead(204, hot.headers).end();
	else response.writeHead(200, hot.headers).end(answer.body);
	return true;
}
