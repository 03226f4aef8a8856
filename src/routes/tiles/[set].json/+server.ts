import { knownSet } from '$lib/server/tiles/address';
import { tileProblem } from '$lib/server/tiles/problem';
import { tileJson } from '$lib/server/tiles/service';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url, locals }) => {
	try {
		const { id } = knownSet(params.set);
		if (!locals.context) return new Response(null, { status: 503, headers: { 'retry-after': '2' } });
		const document = await tileJson(locals.context, id, url.origin, url.searchParams.get('duty'));
		return Response.json(document, { headers: { 'cache-control': 'no-cache' } });
	} catch (error) {
		return tileProblem(error, url.pathname, locals.lang);
	}
};
