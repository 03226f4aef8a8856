import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { isWanggeError, WanggeError } from '$lib/domain/errors';
import { seenIn } from '$lib/domain/live/seen';
import { chooseLanguage, LANGUAGE_COOKIE } from '$lib/words/language';
import { inDoor, type Database } from '$lib/server/db/index';
import { refusedPage } from '$lib/forms/refused.server';
import { passAsLooking, passGate } from '$lib/server/access/gate';
import { asVisitor, welcome } from '$lib/server/access/welcome';
import { SESSION_COOKIE, sessionCookie } from '$lib/server/access/cookie';
import { failed, unreadableAddress } from '$lib/server/api/answer';
import { reportFault } from '$lib/server/problem/fault';
import { readiness } from '$lib/server/readiness';
import { startAnswer } from '$lib/server/start/page';
import { endStreams } from '$lib/server/live/service';
import { basemapHosts, CONTENT_POLICY, pagePolicy } from '$lib/server/security/content-policy';
import { isBodyTooLarge, isLarge, mostBytes, readBefore, withinMemory } from '$lib/server/security/body';
import { isFromAnotherSite } from '$lib/server/security/cross-site';
import { withSecurityHeaders } from '$lib/server/security/front';
import { keepFront } from '$lib/server/start/front';
import { openedDatabase, openedPrimary, shutDown, startUp } from '$lib/server/start/service';
import { warmUp } from '$lib/server/start/warm';
import { pageInTurn } from '$lib/server/page-response';
import { answerTileAtOnce } from '$lib/server/tiles/front';
import { isPublicTile } from '$lib/server/tiles/sets';
import { Door, doorLimits, isWatching } from '$lib/server/door/door';
import { keeperOf } from '$lib/server/door/keeper';
import { building, dev } from '$app/environment';

const BASEMAP_HOSTS = basemapHosts(process.env);

export const init: ServerInit = () => {
	if (building) return;
	startUp(dev ? undefined : () => warmUp(process.env));
	if (!dev) keepFront(withSecurityHeaders(keeperOf(new Door(doorLimits()), tileAnswered)));
	// adapter-node lets requests finish, then says so; the database closes after the last of them.
	process.once('sveltekit:shutdown', () => void shutDown());
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, endStreams);
};

function tileAnswered(request: IncomingMessage, response: ServerResponse): boolean {
	const open = openedDatabase();
	const db = open && databaseFor(seenIn(request.headers.cookie), open);
	return Boolean(readiness().ready && db && answerTileAtOnce(db, new Date(), request, response));
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.lang = chooseLanguage({
		query: event.url.searchParams.get('lang'),
		cookie: event.cookies.get(LANGUAGE_COOKIE),
		accept: event.request.headers.get('accept-language')
	});
	// Before anybody is looked up.
	if (isFromAnotherSite(event.request, event.url.host)) return failed(event, new WanggeError('cross-site'));
	const most = mostBytes(event.route.id);
	if (isBodyTooLarge(event.request, most)) return failed(event, new WanggeError('body-too-large', { most }));
	const db = openedDatabase();
	const turnedAway = await passDoors(event, db);
	if (turnedAway) return turnedAway;
	if (!isLarge(event.request)) return answer(event, resolve);
	try {
		return await withinMemory(event.request, async () => {
			await readBefore(event);
			// It may have taken minutes: it is now that they do what they ask for.
			return (await passDoors(event, db)) ?? answer(event, resolve);
		});
	} catch (error) {
		return failed(event, error);
	}
};

/** Who comes, and whether they may. @returns the answer to whoever may not */
async function passDoors(event: RequestEvent, db: Database | undefined): Promise<Response | undefined> {
	const { pathname } = event.url;
	const { ready, warming } = readiness();
	if (ready && db && !(warming && isWatching(pathname)))
		try {
			await letIn(event, db);
		} catch (error) {
			// Who asks is not nobody because they could not be looked up.
			if (isForMachines(pathname) || !isDrawn(event)) return failed(event, error);
			Object.assign(event.locals, asVisitor(db, new Date()));
			// A page for anybody says by itself that the database does not answer; another is not absent, but out of reach.
			if (isWanggeError(error) && event.route.id?.startsWith('/(office)')) {
				event.locals.refused = error;
				return undefined;
			}
		}
	else if (isPage(event.request, pathname)) return startAnswer(readiness(), event.locals.lang);
	try {
		passAsLooking(event.route.id, event.request.method, event.locals);
		passGate(event.route.id, event.locals);
		return undefined;
	} catch (error) {
		if (isForMachines(pathname)) return failed(event, error);
		const refused = error as WanggeError;
		// A page's data may be asked for without the layout that turns away (x-sveltekit-invalidated).
		const isLooking = ['GET', 'HEAD'].includes(event.request.method) && !event.isDataRequest;
		if (!isLooking) return refusedPage(event, refused) ?? failed(event, refused);
		event.locals.refused = refused;
		return undefined;
	}
}

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	const { pathname } = event.url;
	const make = async () =>
		resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%wangge.lang%', event.locals.lang)
		});
	if (isForMachines(pathname)) return isReadable(pathname) ? make() : unreadableAddress(event);
	// What is only data takes little of the thread: it need not wait for those that are drawn.
	const page = isDrawn(event)
		? await pageInTurn(event.request.headers.get('accept-encoding'), make)
		: await make();
	// It is in the language of one reader, and says who they are.
	if (!page.headers.has('cache-control'))
		page.headers.set('cache-control', event.locals.reader ? 'private, no-store' : 'private, no-cache');
	// In development Vite puts style sheets into the page.
	if (!dev) page.headers.set(CONTENT_POLICY, pagePolicy(page.headers.get(CONTENT_POLICY), BASEMAP_HOSTS));
	return page;
}

/** By its route alone: what people type into an address may tell of somebody, and is in no log. */
export const handleError: HandleServerError = ({ error, event, status }) => {
	// What cannot be read, or is not there, is no fault of ours.
	if (status >= 500) reportFault(randomUUID(), error, event.route.id);
};

async function letIn(event: RequestEvent, reads: Database): Promise<void> {
	const { request, url, locals } = event;
	const db = databaseFor(seenBy(event), reads);
	const now = new Date();
	const primary = openedPrimary();
	if (!primary || isForAnybody(url.pathname)) return void Object.assign(locals, asVisitor(db, now));
	const byItself = isForMachines(url.pathname) || url.pathname === '/account/who';
	const welcomed = await welcome(request.headers.get('cookie'), { db, primary, reads, byItself }, now);
	// There it is found out who comes in, and everybody keeps what is their own.
	if (event.route.id?.startsWith('/(door)/')) welcomed.context = { ...welcomed.context, db: inDoor(db, now) };
	Object.assign(locals, welcomed);
	const { renewed } = welcomed.reader ?? {};
	if (renewed) event.cookies.set(SESSION_COOKIE, renewed.text, sessionCookie);
}

/** A page may have been told of a change by a process whose replica was further. */
const databaseFor = (seen: number | undefined, db: Database): Database =>
	seen === undefined ? db : (db.from?.(seen) ?? db);

/** What a page follows tells it of changes by itself. */
const seenBy = ({ request, url }: RequestEvent) =>
	url.pathname.endsWith('/live') ? undefined : seenIn(request.headers.get('cookie'));

const isPage = (request: Request, path: string) =>
	request.method === 'GET' &&
	(request.headers.get('accept') ?? '').includes('text/html') &&
	!isForMachines(path);

/** Neither the data of a page nor the answer to a form of one that is open. */
const isDrawn = ({ isDataRequest, request }: RequestEvent) =>
	!isDataRequest && !request.headers.has('x-sveltekit-action');

const isForMachines = (path: string) => /^\/(healthz|api\/|tiles\/|openapi\.json|_app\/)/.test(path);

/** Nobody's session is looked up for it: a screen asks for fifty tiles at once. */
const isForAnybody = (path: string) => /^\/(healthz$|openapi\.json$|_app\/)/.test(path) || isPublicTile(path);

/** SvelteKit finds no route for a path that it cannot decode, and would answer with a page. */
function isReadable(path: string): boolean {
	try {
		// Its result is used, or the bundler takes the call for idle and leaves it out.
		return decodeURI(path).length > 0;
	} catch {
		return false;
	}
}
