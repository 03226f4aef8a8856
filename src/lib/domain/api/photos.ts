/** Photos of cases: what is asked for is validated by schemas, what goes over the wire is a picture. */
import { z } from 'zod';
import { PHOTO_KINDS } from '../photo/photo.ts';
import { caseKey, caseNumber } from './incidents.ts';

export const PHOTO_SIZES = ['picture', 'thumbnail'] as const;

export const sendPhoto = {
	id: 'sendPhoto',
	path: '/api/incidents/{number}/photos',
	input: z.strictObject({
		number: caseNumber,
		key: caseKey,
		kind: z.enum(PHOTO_KINDS).meta({ description: 'What it shows: found before, done after the handling.' })
	})
} as const;

export const photoOfCase = {
	id: 'photoOfIncident',
	path: '/api/incidents/{number}/photos/{photo}',
	input: z.strictObject({
		number: caseNumber,
		photo: z.coerce
			.number()
			.pipe(z.int().min(1).max(2_147_483_647))
			.meta({ description: 'Id of the photo.' }),
		size: z
			.enum(PHOTO_SIZES)
			.default('picture')
			.meta({ description: 'The picture, at most 2,048 pixels a side, or a small one of 320.' })
	})
} as const;
