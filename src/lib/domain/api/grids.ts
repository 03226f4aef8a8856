import { z } from 'zod';
import { areaStep, gridCardSchema, position } from '../grid/card.ts';
import { endpoint } from './endpoint.ts';
import { day, gridCode, place } from './parameters.ts';

export const gridCard = endpoint({
	id: 'gridCard',
	path: '/api/grids/{code}',
	input: z.strictObject({
		code: gridCode,
		at: day.optional().meta({ description: 'The day that the answer shall hold for; today when left out.' })
	}),
	output: gridCardSchema.meta({ id: 'GridCard', description: 'All that is known of a unit grid on a day.' }),
	errors: ['not-found'],
	records: () => ['people', 'means', 'incident', 'greening'],
	kept: 'minute'
});

export const gridAtSchema = z
	.object({
		id: z.int().meta({ description: 'Feature id in the tiles and in measures.' }),
		code: z.string(),
		area_m2: z.number().positive(),
		built_up: z.boolean(),
		position: position.meta({ description: 'A point inside, [longitude, latitude].' }),
		areas: z.array(areaStep).meta({ description: 'From the city down to the community or duty grid.' }),
		card: z.string().meta({ description: 'Address of its card.' })
	})
	.meta({ id: 'GridAt', description: 'The unit grid that holds a place.' });

export const gridAt = endpoint({
	id: 'gridAt',
	path: '/api/grids',
	input: z.strictObject({
		at: place,
		on: day.optional().meta({ description: 'The day whose grids are meant; today when left out.' })
	}),
	output: gridAtSchema,
	errors: ['not-found'],
	kept: false
});
