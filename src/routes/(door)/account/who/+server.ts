import type { RequestHandler } from './$types';

/** For an open page that doubts it: whether its reader is still signed in, and looks as somebody else. Never who. */
export const GET: RequestHandler = ({ locals: { reader } }) =>
	Response.json(
		{ inside: reader !== undefined && !reader.awaits, previewing: reader?.preview !== undefined },
		{ headers: { 'cache-control': 'no-store' } }
	);
