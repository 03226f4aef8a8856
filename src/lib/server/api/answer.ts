/** The one way of every API route: parse, ask the service, send JSON; whatever is thrown becomes a problem document. */
import type { z } from 'zod';
import type { Command } from '../../domain/api/command.ts';
import { pathNames, type Endpoint } from '../../domain/api/endpoint.ts';
import { refusalsOf, type Refusal } from '../../domain/api/refusals.ts';
import { scopeKey } from '../../domain/access/access.ts';
import { WanggeError } from '../../domain/errors.ts';
import type { Language } from '../../words/language.ts';
import { acceptsGzip } from '../gzip.ts';
import { accessOf, contextOf, dayOf, type Context } from '../context.ts';
import { isKnown } from '../if-none-match.ts';
import { problemOf, problemResponse, refused } from '../problem/problem.ts';
import { readiness } from '../readiness.ts';
import { answerOf, compressedBody, kept, WORTH_COMPRESSING, type Kept } from './kept.ts';

/** What a route needs of SvelteKit's event. */
export interface ApiEvent {
	request: Request;
	url: URL;
	params: Partial<Record<string, string>>;
	locals: App.Locals;
	getClientAddress(): string;
	/** Of adapter-node alone. */
	platform?: App.Platform | undefined;
}
type Handler = (event: ApiEvent) => Promise<Response>;
type Work<E extends Endpoint> = (
	context: Context,
	input: z.output<E['input']>
) => Promise<z.input<E['output']>>;

const ALLOWED = 'GET, HEAD';
const ALLOWED_OF_COMMANDS = 'POST';
/** Parameter of every address: the language of problem documents. It is read before any route. */
const LANGUAGE_PARAMETER = 'lang';

/**
 * The handlers of a route: GET by the endpoint's schemas, every other method a 405.
 * @param work from parsed input to the answer, usually a service.
 */
export function route<E extends Endpoint>(endpoint: E, work: Work<E>): { GET: Handler; fallback: Handler } {
	return {
		GET: (event) =>
			guarded(event, async () => {
				const context = readyContext(event.locals);
				const input = parse(endpoint, event);
				const packed = wants(event.request, endpoint.packed?.type);
				const answer = await answerTo(endpoint, work, context, input, { packed });
				return send(answer, event.request, packed ? endpoint.packed?.type : undefined);
			}),
		fallback: (event) => guarded(event, () => Promise.reject(notAllowed()), { allow: ALLOWED })
	};
}

/**
 * The handlers of a route that does something: POST by the command's schemas, every other method a 405.
 * @param work from what was sent to the answer, usually a service.
 */
export function commandRoute<C extends Command>(
	command: C,
	work: (
		context: Context,
		path: z.output<C['input']>,
		body: z.output<C['body']>
	) => Promise<z.input<C['output']>>
): { POST: Handler; fallback: Handler } {
	return {
		POST: (event) =>
			guarded(event, async () => {
				const context = readyContext(event.locals);
				const path = parse(command, event);
				const body = await parseBody(command, event.request);
				return doneResponse(await work(context, path, body));
			}),
		fallback: (event) =>
			guarded(event, () => Promise.reject(notAllowed(ALLOWED_OF_COMMANDS)), { allow: ALLOWED_OF_COMMANDS })
	};
}

/** What was done, which is nobody's to keep. */
export const doneResponse = (done: unknown): Response =>
	new Response(JSON.stringify(done), {
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
	});

/** @throws WanggeError invalid { refusals } for what is no JSON, or not what is asked for */
async function parseBody<C extends Command>(command: C, request: Request): Promise<z.output<C['body']>> {
	const isJson = /^application\/json\b/i.test(request.headers.get('content-type') ?? '');
	const sent: unknown = isJson ? await request.json().catch(() => undefined) : undefined;
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
		throw refused([{ parameter: 'body', reason: 'malformed' }]);
	const parsed = command.body.safeParse(sent);
	if (!parsed.success) throw refused(refusalsOf(parsed.error, sent as Record<string, unknown>));
	return parsed.data as z.output<C['body']>;
}

/** An endpoint's answer: the kept one where it may be kept, else a new one. */
export async function answerTo<E extends Endpoint>(
	endpoint: E,
	work: Work<E>,
	context: Context,
	input: z.output<E['input']>,
	{ packed }: { packed: boolean }
): Promise<Kept> {
	const make = async () => {
		const answer = await work(context, input);
		return packed && endpoint.packed ? endpoint.packed.pack(answer) : answer;
	};
	if (!endpoint.kept) return answerOf(await make());
	const access = accessOf(context);
	const scopes = (endpoint.records?.(input) ?? []).map((record) => scopeKey(access.scopeOf('read', record)));
	const key = [endpoint.id, input, spanOf(context.now, endpoint.kept), packed, scopes];
	return kept(context.db, JSON.stringify(key), make);
}

/** The day or the minute (UTC) in which an answer was made: another one, another answer. */
const spanOf = (now: Date, span: 'day' | 'minute') =>
	span === 'minute' ? now.toISOString().slice(0, 16) : dayOf(now);

/** Handlers of an address at which there is nothing. */
export const nothingHere: Handler = (event) =>
	guarded(event, () =>
		Promise.reject(new WanggeError('not-found', { what: 'path', path: event.url.pathname }))
	);

/** The answer to an address that cannot be read at all: an escape that is none, or that stands for no letter. */
export const unreadableAddress: Handler = (event) =>
	guarded(event, () => Promise.reject(refused([{ parameter: 'path', reason: 'malformed' }])));

/** The answer to what went wrong before any route was asked. */
export const failed = (event: ApiEvent, error: unknown): Promise<Response> =>
	guarded(event, () => Promise.reject(error as Error));

/** JSON in the reader's language that does not come from an endpoint's work, with the same headers. */
export async function sendJson(answer: Kept, request: Request): Promise<Response> {
	const response = await send(answer, request);
	response.headers.set('vary', 'accept, accept-encoding, accept-language, cookie');
	return response;
}

export const notAllowed = (allowed: string = ALLOWED) => new WanggeError('method-not-allowed', { allowed });

/** Runs `work`; what it throws is sent as a problem document. */
export async function guarded(
	event: ApiEvent,
	work: () => Promise<Response>,
	headers: Record<string, string> = {}
): Promise<Response> {
	const lang: Language = event.locals.lang;
	try {
		return await work();
	} catch (error) {
		return problemResponse(problemOf(error, { path: event.url.pathname, lang }), lang, headers);
	}
}

/** @throws WanggeError not-ready { stage, done } while the ground is being prepared. */
export function readyContext(locals: App.Locals): Context {
	if (!locals.context) {
		const { stage, done } = readiness();
		throw new WanggeError('not-ready', { stage, done });
	}
	return contextOf({ locals });
}

/** Input of an endpoint from path and query, one schema for both. */
export function parse<E extends Pick<Endpoint, 'path' | 'input'>>(
	endpoint: E,
	{ url, params }: ApiEvent
): z.output<E['input']> {
	const given: Record<string, string> = {};
	const refusals: Refusal[] = [];
	const inPath = pathNames(endpoint.path);
	for (const name of inPath) given[name] = params[name] ?? '';
	for (const name of new Set(url.searchParams.keys())) {
		if (name === LANGUAGE_PARAMETER) continue;
		const values = url.searchParams.getAll(name);
		// Bounded, because it is said back.
		const parameter = name.slice(0, 40);
		if (inPath.includes(name)) refusals.push({ parameter, reason: 'unknown' });
		else if (values.length > 1) refusals.push({ parameter, reason: 'repeated' });
		else if (!Object.hasOwn(endpoint.input.shape, name)) refusals.push({ parameter, reason: 'unknown' });
		else given[name] = values[0]!;
	}
	const parsed = endpoint.input.safeParse(given);
	if (!parsed.success) {
		const named = new Set(refusals.map(({ parameter }) => parameter));
		refusals.push(...refusalsOf(parsed.error, given).filter(({ parameter }) => !named.has(parameter)));
	}
	if (!parsed.success || refusals.length > 0) throw refused(refusals);
	return parsed.data as z.output<E['input']>;
}

/** Only where it is named: a reader that takes anything gets what a person can read. */
const wants = (request: Request, type: string | undefined) =>
	type !== undefined &&
	(request.headers.get('accept') ?? '')
		.split(',')
		.some((one) => one.split(';')[0]!.trim().toLowerCase() === type);

async function send(answer: Kept, request: Request, type = 'application/json'): Promise<Response> {
	const headers = new Headers({
		'cache-control': 'private, no-cache',
		etag: answer.etag,
		vary: 'accept, accept-encoding'
	});
	if (isKnown(request.headers.get('if-none-match'), answer.etag))
		return new Response(null, { status: 304, headers });
	headers.set('content-type', type);
	if (answer.body.length >= WORTH_COMPRESSING && acceptsGzip(request.headers.get('accept-encoding'))) {
		headers.set('content-encoding', 'gzip');
		return new Response(await compressedBody(answer), { headers });
	}
	return new Response(answer.body, { headers });
}
