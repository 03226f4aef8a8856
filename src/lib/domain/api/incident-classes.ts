/** Classes of incident: what cases are filed under, and how long their handling may take. */
import { z } from 'zod';
import { CLASS_KINDS, EDITION, EVIDENCE } from '../incident/classes.ts';
import { CLOCKS } from '../incident/clocks.ts';
import { endpoint } from './endpoint.ts';
import { printable } from './parameters.ts';

const certainty = z.enum(['confirmed', 'inferred', 'memory', 'city']).meta({
	description:
		'How well it is known; city: the city itself has said so. memory is an editable default, never "the standard says".'
});
const classRef = z.object({
	id: z.int(),
	edition: z.string(),
	code: z.string().nullable(),
	name_zh: z.string()
});

export const incidentClassSchema = z
	.object({
		id: z.int(),
		kind: z.enum(CLASS_KINDS),
		code: z
			.string()
			.nullable()
			.meta({ description: 'Null where it is not known: of one that is named after a component.' }),
		group_name: z.string(),
		name_zh: z.string(),
		name_en: z.string().nullable(),
		duty: z.object({ code: z.string(), name_zh: z.string(), name_en: z.string() }).nullable(),
		evidence: z.array(z.enum(EVIDENCE)),
		certainty,
		former: z
			.array(classRef)
			.meta({ description: 'What it was in older editions, and the component that it is named after.' }),
		now: z.array(classRef).meta({ description: 'What it is in newer editions.' }),
		limits: z.array(
			z.object({
				condition: z.string(),
				clock: z.enum(CLOCKS),
				minutes: z.int().min(1).meta({ description: 'Of the clock; a working day has 1,440.' }),
				place: z.string().meta({ description: "Whose rule it is, as an example; empty: the city's own." }),
				certainty
			})
		)
	})
	.meta({ id: 'IncidentClass' });

export const incidentClassesSchema = z
	.object({
		edition: z.string(),
		editions: z.array(z.object({ edition: z.string(), classes: z.int() })),
		classes: z.array(incidentClassSchema)
	})
	.meta({ id: 'IncidentClasses', description: 'The classes of an edition, in its order.' });

export const incidentClasses = endpoint({
	id: 'incidentClasses',
	path: '/api/incident-classes',
	input: z.strictObject({
		edition: printable(40)
			.default(EDITION)
			.meta({ description: 'Edition of the catalogue.', example: EDITION })
	}),
	output: incidentClassesSchema,
	errors: ['unknown-reference'],
	kept: false
});
