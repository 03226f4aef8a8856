import { MEASURES } from '../measure/measure.ts';
import { z } from 'zod';
import { caseEventSchema } from '../live/case-events.ts';
import { liveEventSchema } from '../live/events.ts';
import { endpoint } from './endpoint.ts';
import { columnInput } from './measures.ts';
import { printable } from './parameters.ts';

/** What changes in a column, told as it changes. */
export const measureLive = endpoint({
	id: 'measureLive',
	path: '/api/measures/{measure}/live',
	input: columnInput,
	output: liveEventSchema,
	errors: ['unknown-reference', 'not-found', 'too-many-requests', 'server-busy'],
	records: ({ measure }) => [MEASURES[measure].record],
	kept: false,
	stream: true
});

/** What is done to cases, told as it happens. */
export const casesLive = endpoint({
	id: 'casesLive',
	path: '/api/incidents/live',
	input: z.strictObject({
		after: printable(16)
			.regex(/^\d{1,15}$/)
			.transform(Number)
			.optional()
			.meta({
				type: 'integer',
				description: 'Id of the last event that was received; from now on when left out.'
			})
	}),
	output: caseEventSchema,
	errors: ['not-found', 'too-many-requests', 'server-busy'],
	records: () => ['incident'],
	kept: false,
	stream: true
});
