/** What a page needs to know once: the jurisdiction, the catalogues, and whether the ground is ready. */
import { z } from 'zod';
import { RECORD_KINDS } from '../access/records.ts';
import { position } from '../grid/card.ts';
import { MEASURE_IDS, MEASURE_LEVELS } from '../measure/measure.ts';
import { endpoint } from './endpoint.ts';

const certainty = z
	.enum(['confirmed', 'inferred', 'memory'])
	.meta({ description: 'How well it is known; memory is an editable default, never "the standard says".' });

export const START_REASONS = ['gap', 'overlap', 'built', 'any'] as const;

export const jurisdictionSchema = z
	.object({
		name: z.string(),
		code: z.string().nullable().meta({ description: 'Division code of the city.' }),
		demonstration: z
			.boolean()
			.meta({ description: 'True when everything is fictional; a screen must say so.' }),
		set_up_on: z.iso.date(),
		today: z.iso.date().meta({ description: 'The present day where the jurisdiction is.' }),
		bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
		centre: position.nullable(),
		frame: z.object({
			kind: z.enum(['gauss-krueger-3', 'utm']),
			epsg: z.int(),
			name: z.string(),
			central_meridian: z.number()
		}),
		coverage: z
			.object({ as_of: z.iso.date(), computed_at: z.iso.datetime({ offset: true }) })
			.nullable()
			.meta({ description: 'The day and time that the stored coverage is of; null before the first time.' }),
		counts: z.object({
			districts: z.int(),
			streets: z.int(),
			communities: z.int(),
			duty_grids: z.int(),
			grids: z.int(),
			buildings: z.int(),
			facilities: z.int(),
			incidents: z.int(),
			organisations: z.int()
		}),
		sources: z.array(
			z.object({
				kind: z.enum(['demonstration', 'openstreetmap', 'file', 'entered']),
				name: z.string(),
				attribution: z.string().nullable(),
				licence: z.string().nullable(),
				as_of: z.iso.date().nullable()
			})
		),
		start: z
			.object({
				code: z.string(),
				lng: z.number(),
				lat: z.number(),
				zoom: z.number(),
				duty: z.string().nullable(),
				reason: z.enum(START_REASONS)
			})
			.nullable()
			.meta({
				description:
					'Where to look first: the grid with the most residents on ground of one duty that nobody answers for (gap), ' +
					'else that two lead on (overlap), else the most built grid, else any.'
			}),
		basemap: z
			.object({
				raster: z.array(z.string()).nullable(),
				style: z.string().nullable(),
				attribution: z.string().nullable()
			})
			.meta({
				description: "Configured addresses of a basemap from outside; empty: the product's own ground."
			})
	})
	.meta({ id: 'Jurisdiction', description: 'What this installation governs.' });

export const jurisdiction = endpoint({
	id: 'jurisdiction',
	path: '/api/jurisdiction',
	input: z.strictObject({}),
	output: jurisdictionSchema,
	errors: ['not-found'],
	// How many incidents there are is what each may see of them.
	records: () => ['incident'],
	kept: 'day'
});

export const catalogueSchema = z
	.object({
		duties: z.array(
			z.object({
				code: z.string(),
				name_zh: z.string(),
				name_en: z.string(),
				legal_basis: z.string().nullable(),
				default_lead_kind: z.string().nullable(),
				default_support_kinds: z.array(z.string()),
				usual_means: z.string().nullable(),
				certainty
			})
		),
		facility_types: z.array(
			z.object({
				code: z.string(),
				name_zh: z.string(),
				name_en: z.string(),
				icon: z.string(),
				norm: z
					.object({
						edition: z.string(),
						tier: z.string(),
						radius_m: z.number().nullable(),
						age_from: z.int().nullable(),
						age_to: z.int().nullable(),
						norm_per_1000: z.number().nullable(),
						norm_unit: z.string().nullable(),
						certainty,
						note: z.string().nullable(),
						valid_from: z.iso.date()
					})
					.nullable()
					.meta({ description: 'The norm in force today; null where there is none.' })
			})
		),
		organisation_kinds: z.array(z.object({ code: z.string(), name_zh: z.string(), name_en: z.string() })),
		age_bands: z.array(
			z.object({ age_from: z.int(), age_to: z.int(), name_zh: z.string(), name_en: z.string() })
		),
		measures: z.array(
			z.object({
				id: z.enum(MEASURE_IDS),
				needs: z.enum(['duty', 'facility', 'nothing']),
				unit: z.enum(['m2', 'residents', 'incidents', 'jobs'])
			})
		),
		levels: z.array(z.enum(MEASURE_LEVELS)),
		reads: z.array(z.enum(RECORD_KINDS)).meta({
			description: 'What whoever asks may see somewhere: anybody what is public, others more by their posts.'
		})
	})
	.meta({ id: 'Catalogue', description: 'Duties, facility types with their norms, and the measures.' });

export const catalogue = endpoint({
	id: 'catalogue',
	path: '/api/catalogue',
	input: z.strictObject({}),
	output: catalogueSchema,
	errors: [],
	records: () => RECORD_KINDS,
	kept: 'day'
});

export const DATABASE_STATES = ['ok', 'slow', 'busy', 'gone'] as const;

export const healthSchema = z
	.object({
		status: z.literal('ready'),
		engine: z.enum(['server', 'embedded']),
		database: z.enum(DATABASE_STATES).meta({
			description:
				'slow: it takes long to answer; busy: requests wait for a connection, or were sent away (503) in the last seconds. ' +
				'Either way this answer comes at once. A database that cannot be reached is a 503 of /problems/database-unreachable. ' +
				'gone: that is so of the primary, and the replica answers those who read.'
		}),
		replica: z.enum(['none', 'ok', 'late', 'gone']).meta({
			description:
				'The replica that reads go to. late, gone: they go to the primary until it is good again. none: there is no replica.'
		}),
		running: z.int().meta({ description: 'Connections at work.' }),
		waiting: z.int().meta({ description: 'Requests that wait for a connection.' }),
		coverage_as_of: z.iso
			.date()
			.nullable()
			.meta({ description: 'The day that the stored coverage is of, as far as the database last said.' })
	})
	.meta({ id: 'Health' });

export const health = endpoint({
	id: 'health',
	path: '/healthz',
	input: z.strictObject({}),
	output: healthSchema,
	errors: [],
	kept: false
});
