import { z } from 'zod';
import { areaStep, position } from '../grid/card.ts';
import { ALL_DUTIES, MEASURE_IDS, MEASURE_LEVELS, MEASURES, MONTHLY_MEASURES } from '../measure/measure.ts';
import { isMonth, MONTHS_SHOWN } from '../measure/months.ts';
import { PACKED_COLUMN, packColumn, packColumns } from '../measure/packed-column.ts';
import { endpoint } from './endpoint.ts';
import { areaCode, dutyCode, facilityCode, whole } from './parameters.ts';

const measure = z.enum(MEASURE_IDS).meta({
	description:
		'gap, fallback, overlap: ground in that state for a duty, m². unreached: residents of the age served beyond ' +
		'the reach of a facility type. incidents: open incidents. greening: overdue greening duties. residents: residents.'
});
const duty = dutyCode.optional().meta({
	description: `For gap, fallback and overlap: a duty, or ${ALL_DUTIES} (the standard) for their sum.`
});
const facility = facilityCode
	.optional()
	.meta({ description: 'For unreached, and needed there: a facility type.' });
const unit = z.enum(['m2', 'residents', 'incidents', 'jobs']);

interface Choice {
	measure: keyof typeof MEASURES;
	duty?: string | undefined;
	facility?: string | undefined;
}

// Each measure says what must be chosen with it; what it has no use for is refused, so that nobody reads a number
// as something that it is not.
const fitting = (chosen: Choice, issues: z.core.$RefinementCtx<Choice>) => {
	const { needs } = MEASURES[chosen.measure];
	const refuse = (parameter: string, reason: 'needs' | 'needless') =>
		issues.addIssue({ code: 'custom', path: [parameter], params: { reason, measure: chosen.measure } });
	if (needs === 'facility' && chosen.facility === undefined) refuse('facility', 'needs');
	if (needs !== 'facility' && chosen.facility !== undefined) refuse('facility', 'needless');
	if (needs !== 'duty' && chosen.duty !== undefined) refuse('duty', 'needless');
};

export const measureColumnSchema = z
	.object({
		measure,
		duty: z.string().nullable(),
		facility: z.string().nullable(),
		level: z.enum(MEASURE_LEVELS),
		unit,
		as_of: z.iso.date().meta({ description: 'The day that the numbers describe.' }),
		computed_at: z.iso
			.datetime({ offset: true })
			.nullable()
			.meta({ description: 'When coverage was last worked out whole; null before the first time.' }),
		breaks: z.array(z.number()).meta({
			description:
				'Upper ends of all classes but the last, ascending. Zero is a class of its own, no data is none of them.'
		}),
		histogram: z.object({
			edges: z.array(z.number()),
			counts: z.array(z.int()),
			zero: z.int(),
			nodata: z.int()
		}),
		ids: z.array(z.int()).meta({ description: 'Feature ids as in the tiles, ascending.' }),
		values: z.array(z.number().nullable()).meta({
			description:
				'In the order of ids; null is no data. The value of an area is the sum over its grids with data.'
		})
	})
	.meta({ id: 'MeasureColumn', description: 'One measure for all grids, or all areas of a level.' });

/** Which column. */
export const columnInput = z
	.strictObject({
		measure,
		duty,
		facility,
		level: z.enum(MEASURE_LEVELS).default('grid').meta({ description: 'Where it is counted.' })
	})
	.superRefine(fitting);

export const measureColumn = endpoint({
	id: 'measureColumn',
	path: '/api/measures/{measure}',
	input: columnInput,
	output: measureColumnSchema,
	errors: ['unknown-reference', 'not-found'],
	records: ({ measure }) => [MEASURES[measure].record],
	kept: 'day',
	packed: { type: PACKED_COLUMN, pack: packColumn }
});

const each = <T extends z.ZodType>(item: T) => z.array(item).length(MONTHS_SHOWN);

export const measureMonthsSchema = z
	.object({
		measure: z.enum(MONTHLY_MEASURES),
		level: z.enum(MEASURE_LEVELS),
		unit,
		as_of: z.iso.date().meta({ description: 'The day up to which the last month has been counted.' }),
		months: each(z.string().refine(isMonth)).meta({
			description: 'Calendar months where the jurisdiction is, the oldest first, the last one so far.',
			example: ['2026-06', '2026-07']
		}),
		breaks: z.array(z.number()).meta({
			description: 'As of a measure of one day, the same for all months: a colour means the same in each.'
		}),
		edges: z
			.array(z.number())
			.meta({ description: 'Borders of the bars of the histograms, the same for all.' }),
		histograms: each(z.object({ counts: z.array(z.int()), zero: z.int() })),
		totals: each(z.int()).meta({ description: 'Sums over all places.' }),
		ids: z.array(z.int()).meta({ description: 'Feature ids as in the tiles, ascending.' }),
		values: each(z.array(z.int())).meta({ description: 'By month; in each in the order of ids.' })
	})
	.meta({
		id: 'MeasureMonths',
		description: 'One measure month by month, for all grids or all areas of a level.'
	});

export const measureMonths = endpoint({
	id: 'measureMonths',
	path: '/api/measures/{measure}/months',
	input: z.strictObject({
		measure: z
			.enum(MONTHLY_MEASURES)
			.meta({ description: 'incidents: reported in the month, void ones left out.' }),
		level: columnInput.shape.level
	}),
	output: measureMonthsSchema,
	errors: ['not-found'],
	records: ({ measure }) => [MEASURES[measure].record],
	kept: 'day',
	packed: {
		type: PACKED_COLUMN,
		pack: ({ ids, values, ...rest }) => packColumns(rest, ids, values)
	}
});

export const worstGridsSchema = z
	.object({
		measure,
		duty: z.string().nullable(),
		facility: z.string().nullable(),
		unit,
		as_of: z.iso.date(),
		computed_at: z.iso.datetime({ offset: true }).nullable(),
		area: areaStep
			.nullable()
			.meta({ description: 'The area that was asked for; null for the whole jurisdiction.' }),
		page: z.int().min(1),
		size: z.int().min(1),
		total: z.int().min(0).meta({ description: 'Grids whose value is above zero.' }),
		sum: z.number().min(0).meta({ description: 'Sum over all grids with data.' }),
		nodata: z.int().min(0).meta({ description: 'Grids without data; they are not ranked.' }),
		rows: z.array(
			z.object({
				rank: z.int().min(1),
				id: z.int(),
				code: z.string(),
				areas: z.array(areaStep),
				value: z.number().positive(),
				unit,
				position
			})
		)
	})
	.meta({ id: 'WorstGrids', description: 'Grids ranked by a measure, the worst first.' });

export const worstGrids = endpoint({
	id: 'worstGrids',
	path: '/api/coverage',
	input: z
		.strictObject({
			measure: measure.default('gap'),
			duty,
			facility,
			area: areaCode.optional().meta({ description: 'Only grids inside this area, of whatever level.' }),
			page: whole(1, 100_000, 1).meta({ description: 'Page, from 1.' }),
			size: whole(1, 500, 50).meta({ description: 'Rows of a page, 1 to 500.' })
		})
		.superRefine(fitting),
	output: worstGridsSchema,
	errors: ['unknown-reference', 'not-found'],
	records: ({ measure }) => [MEASURES[measure].record],
	kept: 'day'
});
