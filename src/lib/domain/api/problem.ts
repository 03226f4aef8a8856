/** RFC 9457 problem documents: what every error of the HTTP API looks like. */
import { z } from 'zod';
import { REASONS } from './refusals.ts';

export { kindOfProblem, PROBLEM_TYPE, problemType } from './problem-type.ts';

export const problemSchema = z
	.object({
		type: z
			.string()
			.meta({ description: '/problems/ and the kind of error; stable.', example: '/problems/not-found' }),
		title: z.string().meta({ description: 'The kind of error in words; the same for every occurrence.' }),
		status: z.int().min(400).max(599),
		detail: z.string().meta({ description: 'What went wrong this time, and how to do it right.' }),
		instance: z
			.string()
			.meta({ description: 'The path that was asked for, or urn:uuid: of a logged fault.' }),
		errors: z
			.array(
				z.object({
					parameter: z.string(),
					reason: z.enum(REASONS),
					detail: z.string()
				})
			)
			.optional()
			.meta({ description: 'Each parameter that was refused.' }),
		field: z.string().optional().meta({ description: 'case-field: which field could not be taken.' }),
		reason: z.string().optional().meta({ description: 'case-field: why, as a word for programs.' }),
		stage: z.string().optional().meta({ description: 'not-ready: what is being prepared.' }),
		done: z.number().min(0).max(1).optional().meta({ description: 'not-ready: share that is done.' })
	})
	.meta({ id: 'Problem', description: 'An error (RFC 9457).' });

export type Problem = z.infer<typeof problemSchema>;
