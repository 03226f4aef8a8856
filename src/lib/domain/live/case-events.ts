/** What an open list or page of cases is told, as server-sent events: that something was done, not what it is. */
import { z } from 'zod';
import { CASE_ACTIONS, STATES } from '../incident/workflow.ts';

export const caseEventSchema = z
	.discriminatedUnion('kind', [
		z.object({
			kind: z.literal('case'),
			at: z.int().meta({ description: 'Which of all events it is: ascending, each told once.' }),
			number: z.string(),
			version: z.int().meta({ description: 'How many events the case has now.' }),
			action: z.enum(['report', 'take_over', ...CASE_ACTIONS]),
			state: z.enum(STATES)
		}),
		z.object({
			kind: z.literal('missed'),
			at: z.int().meta({ description: 'Up to here too much was missed to be told: read anew what is shown.' })
		})
	])
	.meta({ id: 'CaseEvent', description: 'Something that was done to a case within reach.' });
export type CaseLiveEvent = z.infer<typeof caseEventSchema>;
