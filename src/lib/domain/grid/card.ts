/**
 * The grid's card: the whole answer to one click. One schema serves the SQL function's check, the HTTP API, its
 * OpenAPI document and the panel. Areas in square metres, distances in metres, positions [longitude, latitude] in
 * WGS 84 / CGCS2000 degrees, dates as YYYY-MM-DD, moments as ISO 8601 in UTC.
 */
import { z } from 'zod';
import { DUE_STATES } from '../greening/due.ts';
import { GROUND_STATES } from '../responsibility/state.ts';
import { STATES } from '../incident/workflow.ts';

const date = z.iso.date();
const moment = z.iso.datetime({ offset: true });
export const position = z.tuple([z.number(), z.number()]);
export const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) });
export const multiPolygon = z.object({
	type: z.literal('MultiPolygon'),
	coordinates: z.array(z.array(z.array(position)))
});

export const sourceSchema = z.object({
	kind: z.enum(['demonstration', 'openstreetmap', 'file', 'entered']),
	name: z.string(),
	attribution: z.string().nullable(),
	as_of: date.nullable()
});

export const areaStep = z.object({
	code: z.string(),
	level: z.enum(['city', 'district', 'street', 'community', 'duty_grid']),
	name: z.string()
});

/** Ground in one state: square metres, and residents (null: not known, which is not zero). */
const stateShare = z.object({ m2: z.number().min(0), residents: z.int().min(0).nullable() });

export const partySchema = z.object({
	responsibility_id: z.int(),
	organisation: z.object({
		code: z.string(),
		name: z.string(),
		kind: z.string(),
		kind_name_zh: z.string(),
		kind_name_en: z.string(),
		phone: z.string().nullable()
	}),
	since: date,
	until: date.nullable(),
	document: z
		.object({ number: z.string(), title: z.string(), issuer: z.string(), issued_on: date.nullable() })
		.nullable(),
	staff_posts: z.number().nullable(),
	budget_yuan: z.number().nullable(),
	/** Square metres of this grid that the responsibility covers. */
	m2: z.number().min(0),
	/**
	 * Square metres on which its organisation is the one to ask, by all that it was given for this duty and part
	 * together: as the fallback only where nobody leads.
	 */
	answers_m2: z.number().min(0),
	/** Of these, where another organisation leads as well. */
	shared_m2: z.number().min(0),
	demonstration: z.boolean()
});

export const cardDutySchema = z.object({
	code: z.string(),
	name_zh: z.string(),
	name_en: z.string(),
	state: z.enum([...GROUND_STATES, 'mixed']),
	ground: z.object({ clear: stateShare, fallback: stateShare, gap: stateShare, overlap: stateShare }),
	/** Shapes of the states where the grid is mixed; null when a state is the whole grid or does not occur. */
	shapes: z.object({
		clear: multiPolygon.nullable(),
		fallback: multiPolygon.nullable(),
		gap: multiPolygon.nullable(),
		overlap: multiPolygon.nullable()
	}),
	leads: z.array(partySchema),
	supports: z.array(partySchema),
	fallbacks: z.array(partySchema)
});

export const cardFacilitySchema = z.object({
	type_code: z.string(),
	name_zh: z.string(),
	name_en: z.string(),
	tier: z.string(),
	radius_m: z.number(),
	age_from: z.int().nullable(),
	age_to: z.int().nullable(),
	certainty: z.enum(['confirmed', 'inferred', 'memory']),
	/** Residents of the age served; null: no data, which is never a gap. */
	residents_of_age: z.int().min(0).nullable(),
	residents_within: z.int().min(0).nullable(),
	nearest: z.object({ id: z.int(), name: z.string(), distance_m: z.number(), position }).nullable()
});

export const cardIncidentSchema = z.object({
	number: z.string(),
	class_zh: z.string(),
	class_en: z.string(),
	kind: z.enum(['public_order', 'component', 'matter']),
	state: z.enum(STATES),
	happened_at: moment,
	due_at: moment.nullable(),
	overdue: z.boolean(),
	position
});

export const cardGreeningSchema = z.object({
	id: z.int(),
	place: z.string(),
	job: z.string(),
	grade: z.string().nullable(),
	organisation: z.string().nullable(),
	last_done_on: date.nullable(),
	next_due_on: date,
	/** soon: within seven days after the day asked for. */
	due: z.enum(DUE_STATES),
	position
});

export const gridCardSchema = z.object({
	/** The day that the answer holds for. */
	at: date,
	computed_at: moment,
	demonstration: z.boolean(),
	grid: z.object({
		id: z.int(),
		code: z.string(),
		area_m2: z.number().positive(),
		built_up: z.boolean(),
		valid_from: date,
		valid_to: date.nullable(),
		position,
		geometry: polygon,
		buildings: z.int().min(0),
		households: z.int().min(0).nullable(),
		residents: z.int().min(0).nullable(),
		source: sourceSchema
	}),
	/** From the city down to the community, then the duty grid where there is one. */
	areas: z.array(areaStep),
	/** Every duty of the catalogue, in its order. */
	duties: z.array(cardDutySchema),
	/** Every facility type with a service radius, in the catalogue's order. */
	facilities: z.array(cardFacilitySchema),
	/** Null where whoever asks may not see them. */
	incidents: z
		.object({
			open: z.int().min(0),
			year: z.int().min(0),
			/** Twelve counts, the oldest month first, the last one ending on the day asked for. */
			months: z.array(z.int().min(0)).length(12),
			/** Of twelve months, by duty: cases for which nobody leads here, or several do, or that were sent back. */
			bounced: z.array(
				z.object({ duty: z.string(), name_zh: z.string(), name_en: z.string(), count: z.int().min(1) })
			),
			/** Open ones, those past their time first, at most twenty. */
			list: z.array(cardIncidentSchema)
		})
		.nullable(),
	/** Null where whoever asks may not see it; of their own organisation only where they may see no other. */
	greening: z
		.object({
			overdue: z.int().min(0),
			today: z.int().min(0),
			soon: z.int().min(0),
			later: z.int().min(0),
			/** The most urgent first, at most twenty. */
			list: z.array(cardGreeningSchema)
		})
		.nullable(),
	/**
	 * What whoever asks may not see here. people: to the nearest five (db/functions/12_few_people.sql).
	 * means: staff and money are null.
	 */
	withheld: z.array(z.enum(['people', 'means', 'incident', 'greening']))
});

export type GridCard = z.infer<typeof gridCardSchema>;
export type CardDuty = z.infer<typeof cardDutySchema>;
export type CardFacility = z.infer<typeof cardFacilitySchema>;
export type Party = z.infer<typeof partySchema>;
