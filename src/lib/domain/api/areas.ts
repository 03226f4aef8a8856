import { z } from 'zod';
import { areaStep, multiPolygon, polygon, position } from '../grid/card.ts';
import { endpoint } from './endpoint.ts';
import { areaCode, day } from './parameters.ts';

const LEVELS = ['city', 'district', 'street', 'community', 'duty_grid'] as const;

const bbox = z
	.tuple([z.number(), z.number(), z.number(), z.number()])
	.meta({ description: 'west, south, east, north in degrees.' });

const areaRow = z.object({
	id: z.int().meta({ description: 'Feature id in the tiles and in measures.' }),
	code: z.string(),
	level: z.enum(LEVELS),
	name: z.string(),
	parent: z.string().nullable().meta({ description: 'Code of the area above; null for the city.' }),
	bbox: bbox.nullable(),
	position: position.nullable().meta({ description: 'A point inside; null where no boundary is known.' })
});

export const areaListSchema = z
	.object({ at: z.iso.date(), areas: z.array(areaRow) })
	.meta({ id: 'AreaList', description: 'Areas of the tree, from the city down, by code.' });

export const areaList = endpoint({
	id: 'areaList',
	path: '/api/areas',
	input: z.strictObject({
		level: z.enum(LEVELS).optional().meta({ description: 'Only areas of this level.' }),
		parent: areaCode.optional().meta({ description: 'Only areas directly below this one.' }),
		at: day.optional().meta({ description: 'The day whose areas are meant; today when left out.' })
	}),
	output: areaListSchema,
	errors: ['unknown-reference'],
	kept: 'day'
});

const share = z.object({ m2: z.number().min(0), residents: z.int().min(0).nullable() });

const WITHHELD = 'null where whoever asks may not see all of them.';

export const areaProfileSchema = z
	.object({
		at: z.iso.date(),
		as_of: z.iso.date().nullable().meta({ description: 'The day that the sums of coverage describe.' }),
		computed_at: z.iso.datetime({ offset: true }).nullable(),
		area: areaRow.extend({
			valid_from: z.iso.date(),
			valid_to: z.iso.date().nullable(),
			area_m2: z.number().nullable(),
			boundary: z.union([polygon, multiPolygon]).nullable().meta({
				description: 'Simplified for drawing; area_m2 is that of the boundary as it is kept.'
			})
		}),
		path: z.array(areaStep).meta({ description: 'From the city down to the area itself.' }),
		children: z.array(areaStep.extend({ id: z.int() })),
		counts: z.object({
			grids: z.int().min(0),
			buildings: z.int().min(0),
			facilities: z.int().min(0),
			incidents_open: z.int().min(0).nullable().meta({ description: WITHHELD }),
			greening_overdue: z.int().min(0).nullable().meta({ description: WITHHELD }),
			households: z.int().min(0).nullable(),
			residents: z.int().min(0).nullable()
		}),
		duties: z.array(
			z.object({
				code: z.string(),
				name_zh: z.string(),
				name_en: z.string(),
				grids: z.int().min(0).meta({ description: 'Grids whose coverage is known for this duty.' }),
				clear: share,
				fallback: share,
				gap: share,
				overlap: share
			})
		),
		facilities: z.array(
			z.object({
				type_code: z.string(),
				name_zh: z.string(),
				name_en: z.string(),
				count: z.int().min(0).meta({ description: 'Facilities of the type inside the area.' }),
				residents_of_age: z.int().min(0).nullable(),
				residents_within: z.int().min(0).nullable()
			})
		)
	})
	.meta({
		id: 'AreaProfile',
		description: 'An area with its boundary, counts and sums of coverage. Sums leave grids without data out.'
	});

export const areaProfile = endpoint({
	id: 'areaProfile',
	path: '/api/areas/{code}',
	input: z.strictObject({
		code: areaCode,
		at: day.optional().meta({
			description:
				'The day whose boundary, path and areas below are meant; counts and sums are always of today.'
		})
	}),
	output: areaProfileSchema,
	errors: ['not-found'],
	records: () => ['people', 'incident', 'greening'],
	kept: 'day'
});
