/** Asks the API's own route modules, found by the folders of src/routes as SvelteKit finds them. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../../../src/lib/server/db/root.ts';
import type { ApiEvent } from '../../../src/lib/server/api/answer.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Language } from '../../../src/lib/words/language.ts';

type Handler = (event: ApiEvent) => Promise<Response>;
interface RouteModule {
	GET?: Handler;
	POST?: Handler;
	fallback?: Handler;
}

export interface Route {
	/** Address with {name} for a parameter and {...name} for a rest. */
	path: string;
	file: string;
	pattern: RegExp;
}

const routes = join(projectRoot(), 'src', 'routes');

/** Every +server.ts of the API, the most particular address first. */
export const ROUTES: Route[] = readdirSync(routes, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('+server.ts') && /^(api|healthz|openapi\.json)\b/.test(file))
	.map((file) => {
		const path = `/${relative('.', file.replace(/.?\+server\.ts$/, ''))
			.split(sep)
			.join('/')
			.replaceAll('[', '{')
			.replaceAll(']', '}')}`;
		const pattern = path
			.replace(/[.]/g, (dot) => `\\${dot}`)
			.replace(/\/\{\\\.\\\.\\\.(\w+)\}/g, '(?:/(?<$1>.*))?')
			.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		return { path, file: join(routes, file), pattern: new RegExp(`^${pattern}$`) };
	})
	.sort((a, b) => weight(a.path) - weight(b.path));

function weight(path: string): number {
	return path.includes('{...') ? 2 : path.includes('{') ? 1 : 0;
}

export interface Asking {
	method?: string;
	headers?: Record<string, string>;
	lang?: Language;
	/** What is sent, as JSON; a text as it is. */
	body?: unknown;
	/** What is sent, as it is. */
	bytes?: Uint8Array<ArrayBuffer>;
	/** Where the asker is. */
	address?: string;
}

/** Asks `address` (path and query) in the context given; without one the server is still preparing. */
export async function ask(
	context: Context | undefined,
	address: string,
	asking: Asking = {}
): Promise<Response> {
	const { method = 'GET', headers = {}, lang = 'en' } = asking;
	const url = new URL(address, 'http://localhost');
	const route = ROUTES.find(({ pattern }) => pattern.test(url.pathname));
	if (!route) throw new Error(`no route for ${url.pathname}`);
	const module = (await import(/* @vite-ignore */ route.file)) as RouteModule;
	const params = Object.fromEntries(
		Object.entries(route.pattern.exec(url.pathname)?.groups ?? {}).map(([name, value]) => [
			name,
			decodeURIComponent(value ?? '')
		])
	);
	const handler = (method === 'GET' || method === 'POST' ? module[method] : undefined) ?? module.fallback;
	if (!handler) throw new Error(`${route.path} does not answer ${method}`);
	const sent =
		asking.body === undefined
			? { headers, ...(asking.bytes && { body: asking.bytes }) }
			: {
					headers: { 'content-type': 'application/json', ...headers },
					body: typeof asking.body === 'string' ? asking.body : JSON.stringify(asking.body)
				};
	const request = new Request(url, { method, ...sent });
	const locals = { lang, ...(context ? { context } : {}) };
	const event = { request, url, params, locals, getClientAddress: () => asking.address ?? '192.0.2.1' };
	return handler(event);
}

/** The answer's JSON, with its status to compare in one. */
export async function json<T>(context: Context | undefined, address: string, asking?: Asking): Promise<T> {
	const response = await ask(context, address, asking);
	if (response.status !== 200) throw new Error(`${address}: ${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}
