/** Where and when cases happen: what the map of patterns draws. */
import { z } from 'zod';
import { addDays } from '../calendar/days.ts';
import { areaStep, position } from '../grid/card.ts';
import { CLASS_KINDS } from '../incident/classes.ts';
import { MEASURE_LEVELS } from '../measure/measure.ts';
import { daysOf, MOST_DAYS, REACHES } from '../pattern/asked.ts';
import { parseHours } from '../pattern/hours.ts';
import { endpoint } from './endpoint.ts';
import { areaCode, day, printable, whole } from './parameters.ts';

/** Which cases are counted. */
const question = {
	from: day.meta({ description: 'First day.' }),
	to: day.meta({ description: `Last day; ${MOST_DAYS} days at most.` }),
	kind: z.enum(CLASS_KINDS).optional().meta({ description: 'Only classes of this kind.' }),
	class: printable(9)
		.regex(/^[1-9]\d*$/)
		.transform(Number)
		.optional()
		.meta({ type: 'integer', description: 'Only this class (its id), and what it was in older editions.' }),
	area: areaCode.optional().meta({ description: 'Only inside this area, of whatever level.' }),
	hours: printable(400)
		.transform((text, issues) => {
			const hours = parseHours(text);
			if (!hours) issues.addIssue({ code: 'custom', params: { reason: 'malformed' } });
			return hours ?? [];
		})
		.optional()
		.meta({
			type: 'string',
			description: 'Only these hours of the week, 0 to 167 from Monday 00:00 on.',
			example: '8-17,32'
		})
};

type Asked = { from: string; to: string };

const fitting = (asked: Asked, issues: z.core.$RefinementCtx<Asked>) => {
	const days = daysOf(asked);
	if (days >= 1 && days <= MOST_DAYS) return;
	issues.addIssue({
		code: 'custom',
		path: ['to'],
		params: { reason: 'out_of_range', from: asked.from, to: addDays(asked.from, MOST_DAYS - 1) }
	});
};

const DEGREES = /^-?\d{1,3}(\.\d{1,17})?$/;

/** "west,south,east,north" in degrees. */
const bounds = printable(120)
	.transform((text, issues): [number, number, number, number] => {
		const parts = text.split(',');
		const box = parts.map(Number) as [number, number, number, number];
		const isBox = parts.length === 4 && parts.every((part) => DEGREES.test(part));
		const isOnEarth =
			isBox &&
			box[0] >= -180 &&
			box[2] <= 180 &&
			box[1] >= -85 &&
			box[3] <= 85 &&
			box[0] < box[2] &&
			box[1] < box[3];
		if (!isOnEarth)
			issues.addIssue({
				code: 'custom',
				params: { reason: isBox ? 'out_of_range' : 'malformed', from: '-180,-85', to: '180,85' }
			});
		return box;
	})
	.meta({ description: 'west,south,east,north in degrees.', example: '119.1,36.1,119.3,36.3' });

export const patternCellsSchema = z
	.object({
		total: z.int().meta({ description: 'Cases within the bounds.' }),
		cells: z.array(
			z.object({
				position: position.meta({ description: 'Where its cases are on average.' }),
				count: z.int().min(1),
				number: z.string().nullable().meta({ description: 'Of a case that is alone.' }),
				kind: z.enum(CLASS_KINDS).nullable().meta({ description: 'Of a case that is alone.' })
			})
		)
	})
	.meta({ id: 'PatternCells', description: 'Cases of a piece of the map, counted in square cells.' });

export const patternCells = endpoint({
	id: 'patternCells',
	path: '/api/incidents/patterns/cells',
	input: z
		.strictObject({
			...question,
			bounds,
			zoom: whole(0, 22, 12).meta({
				description: 'Of the map (tiles of 512 pixels): cells are as wide as 16.'
			})
		})
		.superRefine(fitting),
	output: patternCellsSchema,
	errors: ['not-found', 'unknown-reference'],
	records: () => ['incident'],
	kept: 'day'
});

export const patternCountsSchema = z
	.object({
		level: z.enum(MEASURE_LEVELS),
		ids: z.array(z.int()).meta({ description: 'Feature ids as in the tiles, ascending.' }),
		counts: z.array(z.int().min(1)).meta({ description: 'In the order of ids; what is not named has none.' })
	})
	.meta({ id: 'PatternCounts', description: 'Cases of each grid, or area of a level, that has any.' });

export const patternCounts = endpoint({
	id: 'patternCounts',
	path: '/api/incidents/patterns/counts',
	input: z
		.strictObject({
			...question,
			level: z.enum(MEASURE_LEVELS).default('community').meta({ description: 'Where it is counted.' }),
			bounds: bounds
				.optional()
				.meta({ description: 'Of grids, and needed there: only those with their middle in this box.' })
		})
		.superRefine((asked, issues) => {
			fitting(asked, issues);
			if (asked.level === 'grid' && asked.bounds === undefined)
				issues.addIssue({ code: 'custom', path: ['bounds'], params: { reason: 'missing' } });
		}),
	output: patternCountsSchema,
	errors: ['not-found', 'unknown-reference'],
	records: () => ['incident'],
	kept: 'day'
});

const place = {
	grid: z.string().meta({ description: 'Code of the grid in its middle.' }),
	areas: z.array(areaStep),
	position
};
const sure = {
	observed: z.int(),
	expected: z.number().meta({ description: 'By chance.' }),
	p: z.number()
};

const hotGroundSchema = z
	.object({
		kind: z.literal('ground'),
		cases: z.int().meta({ description: 'Cases that lie in a grid.' }),
		tested: z.int().meta({ description: 'Grids for which Gi* is defined.' }),
		hot: z.int(),
		cold: z.int(),
		classes: z.array(
			z.object({
				class: z.int().min(-3).max(3).meta({
					description:
						'False discovery rate 0.10, 0.05, 0.01: 1, 2, 3 where more is reported, -1, -2, -3 where less is.'
				}),
				grids: z.int().min(1),
				places: z.array(z.int()).meta({
					description:
						'Where these grids lie, in 1e-4 degrees: longitude and latitude of the first, then of each other the ' +
						'differences from the one before.'
				})
			})
		),
		spots: z
			.array(
				z.object({
					...place,
					...sure,
					z: z.number(),
					q: z.number().meta({ description: 'p, adjusted for all grids (Benjamini and Hochberg).' })
				})
			)
			.meta({ description: 'Neighbourhoods that stand out most; none shares a grid with another.' })
	})
	.meta({ id: 'HotGround' });

const burstsSchema = z
	.object({
		kind: z.literal('bursts'),
		bursts: z
			.array(
				z.object({
					...place,
					radius: z.number().meta({ description: 'Metres.' }),
					from: z.iso.date(),
					to: z.iso.date(),
					...sure
				})
			)
			.nullable()
			.meta({ description: 'Null: there are more cases than can be searched.' }),
		most_searched: z.int().meta({ description: 'How many cases can be searched for bursts.' })
	})
	.meta({ id: 'Bursts' });

export const hotSpotEventSchema = z
	.discriminatedUnion('kind', [
		z.object({
			kind: z.literal('progress'),
			stage: z.enum(['waiting', 'reading', 'grids', 'bursts']),
			done: z.int(),
			all: z.int()
		}),
		hotGroundSchema,
		burstsSchema,
		z.object({ kind: z.literal('failed'), reason: z.enum(['time', 'fault']) })
	])
	.meta({
		id: 'HotSpotEvent',
		description: 'How far the search is, and what it found: hot ground first, bursts at its end.'
	});
export type HotSpotEvent = z.infer<typeof hotSpotEventSchema>;
export type HotGroundTold = z.infer<typeof hotGroundSchema>;
export type BurstsTold = z.infer<typeof burstsSchema>;

export const patternHotSpots = endpoint({
	id: 'patternHotSpots',
	path: '/api/incidents/patterns/hot-spots',
	input: z
		.strictObject({
			...question,
			reach: z
				.enum(REACHES.map(String) as [string, ...string[]])
				.default('500')
				.meta({ description: 'Metres: grids within it of one another are counted together.' })
		})
		.superRefine(fitting),
	output: hotSpotEventSchema,
	errors: ['not-found', 'unknown-reference', 'too-many-requests', 'server-busy'],
	records: () => ['incident'],
	kept: false,
	stream: true
});
