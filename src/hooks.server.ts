import type { Handle, ServerInit } from '@sveltejs/kit';
import { chooseLanguage, LANGUAGE_COOKIE } from '$lib/words/language';
import { unreadableAddress } from '$lib/server/api/answer';
import { readiness } from '$lib/server/readiness';
import { startPage } from '$lib/server/start/page';
import { endStreams } from '$lib/server/live/service';
import { SECURITY_HEADERS } from '$lib/server/security-headers';
import { offerFront } from '$lib/server/start/front';
import { openedDatabase, shutDown, startUp } from '$lib/server/start/service';
import { answerTileAtOnce } from '$lib/server/tiles/front';
import { building } from '$app/environment';

export const init: ServerInit = () => {
	if (building) return;
	startUp();
	offerFront((request, response) => {
		const db = openedDatabase();
		return readiness().ready && db !== undefined && answerTileAtOnce(db, new Date(), request, response);
	});
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
	if (readiness().ready && db) event.locals.context = { db, actor: 'visitor', now: new Date() };
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
