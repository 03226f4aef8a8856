/** Where cases are, for a map of them. */
import { z } from 'zod';
import { position } from '../grid/card.ts';
import { CLASS_KINDS } from '../incident/classes.ts';
import { parseFilter, VIEWS, type CaseFilter } from '../incident/filter.ts';
import { STATES } from '../incident/workflow.ts';
import { endpoint } from './endpoint.ts';
import { areaCode, day, gridCode, printable } from './parameters.ts';

const moment = z.string().nullable();

export const casePlacesSchema = z
	.object({
		places: z.array(
			z.object({
				number: z.string(),
				position,
				class: z.int().meta({ description: 'Id of one of the classes.' }),
				state: z.enum(STATES),
				due_at: moment.meta({
					description:
						'When what is to be done next is due; null while its clock stands still, or without a limit.'
				}),
				warn_at: moment.meta({ description: 'From when on whoever has it is warned.' })
			})
		),
		classes: z.array(
			z.object({
				id: z.int(),
				kind: z.enum(CLASS_KINDS),
				name_zh: z.string(),
				name_en: z.string().nullable()
			})
		),
		more: z.boolean().meta({ description: 'There are more than are told of: what is due first is.' })
	})
	.meta({ id: 'CasePlaces', description: 'Where the cases of a filter are, what is due first at the top.' });

export const casePlaces = endpoint({
	id: 'casePlaces',
	path: '/api/incidents/places',
	input: z.strictObject({
		view: z
			.enum(VIEWS)
			.default('open')
			.meta({ description: `One of ${VIEWS.join(', ')}.` }),
		kind: z.enum(CLASS_KINDS).optional(),
		area: areaCode.optional(),
		grid: gridCode.optional(),
		organisation: printable(40).optional(),
		q: printable(60).optional(),
		from: day.optional(),
		to: day.optional()
	}),
	output: casePlacesSchema,
	errors: ['not-found'],
	// Who was given a case sees it as well: what one is told is not another's.
	kept: false
});

/** The same filter as a page's. */
export const filterOf = (asked: z.output<typeof casePlaces.input>): CaseFilter =>
	parseFilter(
		new URLSearchParams(Object.entries(asked).filter((one): one is [string, string] => one[1] !== undefined))
	);
