/** Photos in the OpenAPI document: what goes over the wire is no JSON, and has no schema to validate. */
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { partsOf, type Endpoint } from '../../domain/api/endpoint.ts';
import { done } from '../../domain/api/incidents.ts';
import { photoOfCase, sendPhoto } from '../../domain/api/photos.ts';
import type { ErrorKind } from '../../domain/errors.ts';
import { PHOTO_TYPES } from '../../domain/photo/photo.ts';
import { apiWords } from '../../words/api.ts';
import type { Language } from '../../words/language.ts';
import { photoWords } from '../../words/photo.ts';
import { statusOf } from '../problem/status.ts';
import { OF_ANY, problemsOf } from './problem-responses.ts';

const REFUSED: readonly ErrorKind[] = [
	...(['not-found', 'forbidden', 'case-field', 'case-refused', 'duplicate'] as const),
	...(['photo-refused', 'photos-unwritable', 'body-too-large'] as const)
];
const binary = z.string().meta({ format: 'binary' });

const parts = (of: Pick<Endpoint, 'path' | 'input'>) => {
	const { inPath: params, after: query } = partsOf(of);
	return { params, query };
};

export function photoPaths(lang: Language): RouteConfig[] {
	const words = photoWords[lang].api;
	const { unchanged } = apiWords[lang];
	return [
		{
			operationId: sendPhoto.id,
			method: 'post',
			path: sendPhoto.path,
			...words.send,
			request: {
				...parts(sendPhoto),
				body: {
					required: true,
					content: Object.fromEntries(PHOTO_TYPES.map((type) => [type, { schema: binary }]))
				}
			},
			responses: {
				200: { description: words.sent, content: { 'application/json': { schema: done } } },
				...problemsOf([...new Set([...REFUSED.map(statusOf), ...OF_ANY])].sort(), lang)
			}
		},
		{
			operationId: photoOfCase.id,
			method: 'get',
			path: photoOfCase.path,
			...words.one,
			request: parts(photoOfCase),
			responses: {
				200: { description: words.picture, content: { 'image/jpeg': { schema: binary } } },
				304: { description: unchanged },
				...problemsOf([...new Set([404, ...OF_ANY])].sort(), lang)
			}
		}
	];
}
