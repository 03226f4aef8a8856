/** The OpenAPI 3.1 document, made from the schemas that validate the requests. */
import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Command } from '../../domain/api/command.ts';
import type { Endpoint } from '../../domain/api/endpoint.ts';
import { partsOf } from '../../domain/api/endpoint.ts';
import { ENDPOINTS } from '../../domain/api/endpoints.ts';
import { COMMANDS } from '../../domain/api/incidents.ts';
import { apiWords } from '../../words/api.ts';
import { LANGUAGES, type Language } from '../../words/language.ts';
import { statusOf } from '../problem/status.ts';
import { photoPaths } from './photo-paths.ts';
import { OF_ANY, problemsOf } from './problem-responses.ts';
import { tilePath } from './tile-path.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const made = new Map<Language, OpenApiDocument>();

/** Made once for each language. */
export function openApiDocument(lang: Language): OpenApiDocument {
	let document = made.get(lang);
	if (!document) made.set(lang, (document = make(lang)));
	return document;
}

function make(lang: Language): OpenApiDocument {
	const words = apiWords[lang];
	const registry = new OpenAPIRegistry();
	for (const endpoint of ENDPOINTS) registry.registerPath(pathOf(endpoint, lang));
	for (const command of COMMANDS) registry.registerPath(commandPath(command, lang));
	for (const path of photoPaths(lang)) registry.registerPath(path);
	registry.registerPath(tilePath(lang));
	return new OpenApiGeneratorV31(registry.definitions).generateDocument({
		openapi: '3.1.0',
		info: {
			title: words.title,
			description: words.description,
			version: '1.0.0',
			license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' }
		},
		servers: [{ url: '/' }]
	});
}

function pathOf(endpoint: (typeof ENDPOINTS)[number], lang: Language): RouteConfig {
	const words = apiWords[lang];
	const { summary, description, answer } = words.endpoints[endpoint.id];
	const { packed, stream } = endpoint as Endpoint;
	const { inPath, after } = partsOf(endpoint as Endpoint);
	const language = z.enum(LANGUAGES).optional().meta({ description: words.language });
	return {
		operationId: endpoint.id,
		method: endpoint.method,
		path: endpoint.path,
		summary,
		description,
		request: { params: inPath, query: after.extend({ lang: language }) },
		responses: {
			200: {
				description: answer,
				content: {
					[stream ? 'text/event-stream' : 'application/json']: { schema: endpoint.output },
					...(packed && {
						[packed.type]: {
							schema: z.string().meta({ format: 'binary', description: words.packed })
						}
					})
				}
			},
			...(!stream && { 304: { description: words.unchanged } }),
			...problemsOf(problemStatuses(endpoint), lang)
		}
	};
}

function commandPath(command: (typeof COMMANDS)[number], lang: Language): RouteConfig {
	const words = apiWords[lang];
	const { summary, description, answer } = words.commands[command.id];
	return {
		operationId: command.id,
		method: 'post',
		path: command.path,
		summary,
		description,
		request: {
			params: command.input,
			query: z.object({ lang: z.enum(LANGUAGES).optional().meta({ description: words.language }) }),
			body: { required: true, content: { 'application/json': { schema: command.body } } }
		},
		responses: {
			200: { description: answer, content: { 'application/json': { schema: command.output } } },
			...problemsOf(commandStatuses(command), lang)
		}
	};
}

/** Who looks as somebody else, or comes from another site, does nothing; and what is sent may be too large. */
const OF_ANY_COMMAND = [403, 413];

export const commandStatuses = ({ errors }: Pick<Command, 'errors'>): number[] =>
	[...new Set([...errors.map(statusOf), ...OF_ANY, ...OF_ANY_COMMAND])].sort((a, b) => a - b);

/** Statuses that an endpoint can answer with besides 200 and 304: those of its errors, and those that any can have. */
export function problemStatuses(endpoint: Endpoint): number[] {
	const statuses = [...endpoint.errors.map(statusOf), ...OF_ANY];
	return [...new Set(statuses)].sort((a, b) => a - b);
}
