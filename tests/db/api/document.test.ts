/** The OpenAPI document tells the truth: every route is in it, and every answer is what it says. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { pathNames } from '../../../src/lib/domain/api/endpoint.ts';
import { ENDPOINTS } from '../../../src/lib/domain/api/endpoints.ts';
import { COMMANDS } from '../../../src/lib/domain/api/incidents.ts';
import { photoOfCase, sendPhoto } from '../../../src/lib/domain/api/photos.ts';
import { openApiDocument } from '../../../src/lib/server/api/document.ts';
import { TILE_PATH } from '../../../src/lib/server/api/tile-path.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { apiWords } from '../../../src/lib/words/api.ts';
import { LANGUAGES } from '../../../src/lib/words/language.ts';
import { describeEngines } from '../harness/index.ts';
import { DUTY_GRID, GRID_CODES, layTinyGround, lngLatOf, TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { ask, json, ROUTES } from './ask.ts';

const DOCUMENTED = [...ENDPOINTS, ...COMMANDS, sendPhoto, photoOfCase].map(({ path }): string => path);
/** The document itself, and the answer where there is nothing. */
const UNDOCUMENTED = ['/openapi.json', '/api/{...path}'];

describe('the OpenAPI document', () => {
	it.each(LANGUAGES)('is valid OpenAPI 3.1 (%s)', async (lang) => {
		const document = JSON.parse(JSON.stringify(openApiDocument(lang))) as Record<string, unknown>;
		const result = await new Validator().validate(document);
		expect(result.errors ?? []).toEqual([]);
		expect(result.valid).toBe(true);
		expect(document.openapi).toBe('3.1.0');
	});

	it('describes every route, and no route that is not there', () => {
		const routes = ROUTES.map(({ path }) => path).filter((path) => !UNDOCUMENTED.includes(path));
		expect(routes.sort()).toEqual([...DOCUMENTED].sort());
		expect(Object.keys(openApiDocument('zh-CN').paths ?? {}).sort()).toEqual(
			[...DOCUMENTED, TILE_PATH].sort()
		);
	});

	it.each(COMMANDS.map((command) => [command.id, command] as const))(
		'%s names what is sent, and what is refused',
		(id, command) => {
			const operation = openApiDocument('en').paths![command.path]!.post!;
			expect(operation.operationId).toBe(id);
			const parameters = (operation.parameters ?? []) as { name: string; in: string }[];
			expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(
				pathNames(command.path)
			);
			const { content } = operation.requestBody as {
				content: Record<string, { schema: { properties: object } }>;
			};
			expect(Object.keys(content['application/json']!.schema.properties)).toEqual(
				Object.keys(command.body.shape)
			);
			for (const status of ['200', '400', '403', '404', '405', '409', '413', '503'])
				expect((operation.responses![status] as { description: string }).description).toBeTruthy();
			for (const lang of LANGUAGES)
				for (const name of pathNames(command.path)) expect(apiWords[lang].parameters[name]).toBeTruthy();
		}
	);

	it('says of a tile in each of its answers what was generalised', () => {
		for (const lang of LANGUAGES) {
			const { responses } = openApiDocument(lang).paths![TILE_PATH]!.get!;
			for (const status of ['200', '204', '304'])
				expect(responses![status].headers).toHaveProperty('Wangge-Generalised');
		}
	});

	it.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))(
		'%s names its parameters and errors',
		(id, endpoint) => {
			const operation = openApiDocument('en').paths![endpoint.path]!.get!;
			expect(operation.operationId).toBe(id);
			const parameters = (operation.parameters ?? []) as { name: string; in: string; required?: boolean }[];
			const inPath = pathNames(endpoint.path);
			expect(parameters.map(({ name }) => name).sort()).toEqual(
				[...Object.keys(endpoint.input.shape), 'lang'].sort()
			);
			for (const { name, in: where } of parameters)
				expect(where).toBe(inPath.includes(name) ? 'path' : 'query');
			if ('stream' in endpoint) expect(operation.responses).not.toHaveProperty('304');
			else expect(operation.responses).toHaveProperty('304');
			for (const status of ['200', '400', '405', '500', '503']) {
				expect(operation.responses).toHaveProperty(status);
			}
			for (const lang of LANGUAGES) {
				for (const name of Object.keys(endpoint.input.shape))
					expect(apiWords[lang].parameters[name]).toBeTruthy();
			}
		}
	);
});

/** Addresses that together show every endpoint, with every measure and odd case. */
const ASKED = [
	...Object.values(GRID_CODES).map((code) => `/api/grids/${code}`),
	`/api/grids/${GRID_CODES.A2}?at=2025-01-01`,
	`/api/grids?at=${lngLatOf(120, 120).join(',')}`,
	...[
		'',
		'?duty=greening&size=3',
		'?measure=unreached&facility=elderly_day_care',
		'?measure=residents&page=9'
	].map((query) => `/api/coverage${query}`),
	...[
		'gap',
		'fallback?duty=sanitation',
		'overlap?level=street',
		'incidents',
		'incidents/months',
		'incidents/months?level=street',
		'greening',
		'residents?level=district'
	].map((measure) => `/api/measures/${measure}`),
	'/api/measures/unreached?facility=kindergarten&level=community',
	'/api/incidents/places',
	'/api/incidents/places?view=overdue&q=T&from=2026-01-01',
	'/api/areas',
	'/api/areas?at=2020-01-01',
	'/api/areas/9901',
	`/api/areas/${DUTY_GRID}`,
	...['990102', '桐花', '桐花路 A1', 'zzz'].map((q) => `/api/search?q=${encodeURIComponent(q)}`),
	'/api/catalogue',
	'/api/incident-classes?edition=tiny',
	`/api/incidents/patterns/cells?from=2026-06-01&to=${TINY_DAY}&bounds=116.9,35.9,117.1,36.1&zoom=16`,
	`/api/incidents/patterns/counts?from=2026-06-01&to=${TINY_DAY}&kind=matter&hours=0-23`,
	`/api/incidents/patterns/counts?from=2026-06-01&to=${TINY_DAY}&level=grid&bounds=116.9,35.9,117.1,36.1`,
	'/api/jurisdiction',
	'/healthz'
];

describeEngines('answers and their schemas', (db) => {
	let context: Context;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${TINY_DAY}T04:00:00Z`) };
	});

	it.each(ASKED)('%s answers exactly what the document says', async (address) => {
		const path = new URL(address, 'http://localhost').pathname;
		const endpoint = ENDPOINTS.find((one) =>
			new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
		)!;
		const answer = await json<unknown>(context, address);
		// A member that the schema does not know would be dropped by it, and so be seen here.
		expect((endpoint.output as z.ZodType).parse(answer)).toEqual(answer);
	});

	it('every endpoint is among those asked', () => {
		const asked = ASKED.map((address) => new URL(address, 'http://localhost').pathname);
		// Streams have tests of their own (tests/db/live, tests/db/pattern).
		for (const { path } of ENDPOINTS.filter((endpoint) => !('stream' in endpoint))) {
			const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
			expect(asked.some((one) => pattern.test(one))).toBe(true);
		}
	});

	it('the document is served, in the reader’s language', async () => {
		const zh = await ask(context, '/openapi.json', { lang: 'zh-CN' });
		expect(zh.headers.get('content-type')).toBe('application/json');
		expect((await zh.json()).info.title).toBe(apiWords['zh-CN'].title);
		expect((await json<{ info: { title: string } }>(undefined, '/openapi.json')).info.title).toBe(
			apiWords.en.title
		);
	});
});
