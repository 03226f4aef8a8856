import type { Handle, RequestEvent, ServerInit } from '@sveltejs/kit';
import { SEEN_COOKIE } from '$lib/domain/live/events';
import { chooseLanguage, LANGUAGE_COOKIE } from '$lib/words/language';
import type { Database } from '$lib/server/db/index';
import { unreadableAddress } from '$lib/server/api/answer';
import { readiness } from '$lib/server/readiness';
import { startPage } from '$lib/server/start/page';
import { endStreams } from '$lib/server/live/service';
import { openedDatabase, shutDown, startUp } from '$lib/server/start/service';
import { Door, doorLimits } from '$lib/server/door/door';
import { keepDoor } from '$lib/server/door/keeper';
import { building, dev } from '$app/environment';

export const init: ServerInit = () => {
	if (building) return;
	if (!dev) keepDoor(new Door(doorLimits()));
	startUp();
	// adapter-node lets requests finish, then says so; the database closes after the last of them.
	process.once('sveltekit:shutdown', () => void shutDown());
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, endStreams);
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.lang = chooseLanguage({
		query: event.url.searchParams.get('lang'),
		cookie: event.cookies.get(LANGUAGE_COOKIE),
		accept: event.request.headers.get('accept-language')
	});
	const db = openedDatabase();
	if (readiness().ready && db)
		event.locals.context = { db: databaseFor(event, db), actor: 'visitor', now: new Date() };
	else if (isPage(event.request, event.url.pathname))
		return new Response(startPage(readiness(), event.locals.lang), {
			status: 503,
			headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '2' }
		});

	const { pathname } = event.url;
	const response =
		isForMachines(pathname) && !isReadable(pathname)
			? await unreadableAddress(event)
			: await resolve(event, {
					transformPageChunk: ({ html }) => html.replace('%wangge.lang%', event.locals.lang)
				});
	for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
	return response;
};

/** A page may have been told of a change by a process whose replica was further. What it follows tells it by itself. */
function databaseFor({ cookies, url }: RequestEvent, db: Database): Database {
	const seen = Number(cookies.get(SEEN_COOKIE));
	return Number.isSafeInteger(seen) && !url.pathname.endsWith('/live') ? (db.from?.(seen) ?? db) : db;
}

const isPage = (request: Request, path: string) =>
	request.method === 'GET' &&
	(request.headers.get('accept') ?? '').includes('text/html') &&
	!isForMachines(path);

const isForMachines = (path: string) => /^\/(healthz|api\/|tiles\/|openapi\.json|_app\/)/.test(path);

/** SvelteKit finds no route for a path that it cannot decode, and would answer with a page. */
function isReadable(path: string): boolean {
	try {
		// Its result is used, or the bundler takes the call for idle and leaves it out.
		return decodeURI(path).length > 0;
	} catch {
		return false;
	}
}

const SECURITY_HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'x-frame-options': 'SAMEORIGIN',
	'permissions-policy': 'geolocation=(self), camera=(), microphone=()'
};
