/** What the columns of a table of past incidents mean: said once, kept under a name, and used for the next table. */
import { z } from 'zod';
import { momentReader } from '../calendar/moment-pattern.ts';
import { CLASS_KINDS } from '../incident/classes.ts';

/** States in which a past incident can have been left. */
export const PAST_STATES = [
	'reported',
	'filed',
	'dispatched',
	'disposed',
	'checked',
	'closed',
	'void'
] as const;
export type PastState = (typeof PAST_STATES)[number];

const column = z.string().trim().min(1).max(120);
const name = z.string().trim().min(1).max(120);

const isTimezone = (value: string): boolean => {
	try {
		new Intl.DateTimeFormat('en', { timeZone: value });
		return true;
	} catch {
		return false;
	}
};

export const incidentMappingSchema = z
	.strictObject({
		/** Columns by their headings; of JSON, fields, with dots for those within others. */
		columns: z.strictObject({
			number: column,
			happened: column,
			class: column,
			x: column,
			y: column,
			state: column.optional(),
			closed: column.optional(),
			due: column.optional(),
			address: column.optional()
		}),
		/** Before each number, so that those of two systems do not meet. */
		prefix: z.string().trim().max(20).default(''),
		/** EPSG number of x and y; x is easting or longitude. GCJ-02 and BD-09 have none: convert them first. */
		srid: z.int().min(1024).max(999_999),
		/** How moments are written: "MM/DD/YYYY hh:mm:ss A", "YYYY-MM-DDTHH:mm:ss", or "iso" for those with an offset. */
		moments: z.string().max(60),
		timezone: z.string().refine(isTimezone, 'timezone'),
		/** What the words of the state's column mean. */
		states: z.record(name, z.enum(PAST_STATES)).default({}),
		/** For words that are not among them, and where there is no such column; without it such a row is refused. */
		otherwise: z.enum(PAST_STATES).optional(),
		classes: z.strictObject({
			edition: z.string().trim().min(1).max(40),
			kind: z.enum(CLASS_KINDS),
			/** Codes of classes by the words of the table; words that are not here are names of classes. */
			codes: z.record(name, z.string().trim().min(1).max(20)).default({}),
			/** Whether names that the edition does not have are added to it: only to a city's own. */
			add: z.boolean().default(false)
		})
	})
	.refine(({ moments, timezone }) => !isTimezone(timezone) || momentReader(moments, timezone) !== undefined, {
		path: ['moments'],
		message: 'pattern'
	});
export type IncidentMapping = z.infer<typeof incidentMappingSchema>;

export interface MappingFault {
	/** Where in the mapping, with dots. */
	field: string;
	reason: string;
}

/** @returns what is wrong with it, each fault with its place */
export function readMapping(given: unknown): { mapping: IncidentMapping } | { faults: MappingFault[] } {
	const read = incidentMappingSchema.safeParse(given);
	if (read.success) return { mapping: read.data };
	return {
		faults: read.error.issues.map((issue) => ({
			field: [...issue.path, ...('keys' in issue ? issue.keys : [])].join('.'),
			reason: issue.code === 'custom' ? issue.message : issue.code
		}))
	};
}
