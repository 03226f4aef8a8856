import { MEASURES } from '../measure/measure.ts';
import { liveEventSchema } from '../live/events.ts';
import { endpoint } from './endpoint.ts';
import { columnInput } from './measures.ts';

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
