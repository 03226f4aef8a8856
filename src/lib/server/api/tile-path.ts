/** The tiles in the OpenAPI document: they are not JSON, and have no schema of an answer to validate. */
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { apiWords } from '../../words/api.ts';
import type { Language } from '../../words/language.ts';
import { tileWords } from '../../words/tiles.ts';
import { problemsOf } from './problem-responses.ts';
import { TILE_SETS, type TileSetId } from '../tiles/sets.ts';

export const TILE_PATH = '/tiles/{set}/{z}/{x}/{y}';

export function tilePath(lang: Language): RouteConfig {
	const tiles = tileWords[lang];
	const { unchanged } = apiWords[lang];
	const whole = (description: string) => z.int().min(0).meta({ description });
	const headers = z.object({
		ETag: z.string().meta({ description: tiles.tag }),
		'Wangge-Generalised': z
			.string()
			.optional()
			.meta({ description: tiles.generalised, example: 'building=merged, green=left-out' })
	});
	return {
		operationId: 'tile',
		method: 'get',
		path: TILE_PATH,
		summary: tiles.summary,
		description: tiles.description,
		request: {
			params: z.object({
				set: z.enum(Object.keys(TILE_SETS) as TileSetId[]).meta({ description: tiles.set }),
				z: whole(tiles.zoom),
				x: whole(tiles.column),
				y: whole(tiles.row)
			}),
			query: z.object({ duty: z.string().optional().meta({ description: tiles.duty }) })
		},
		responses: {
			200: {
				description: tiles.answer,
				headers,
				content: { 'application/vnd.mapbox-vector-tile': { schema: z.string().meta({ format: 'binary' }) } }
			},
			204: { description: tiles.empty, headers },
			304: { description: unchanged, headers },
			...problemsOf([400, 404, 405, 429, 500, 503], lang)
		}
	};
}
