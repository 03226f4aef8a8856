/** Reporting, and working on cases. */
import { z } from 'zod';
import { position } from '../grid/card.ts';
import { CASE_ACTIONS, STATES } from '../incident/workflow.ts';
import { command } from './command.ts';
import { printable } from './parameters.ts';

/** Longer than any text that is taken: what is too long is said by the rule. */
const text = z.string().max(2000);
export const caseKey = z.uuid().meta({
	description:
		'UUID that whoever sends it chose: sent again under the same key, it is the same deed and not another.'
});
export const caseNumber = printable(60)
	.min(1)
	.meta({ description: 'Number of the case.', example: '20260701-000001' });
export const done = z
	.object({
		number: z.string(),
		version: z.int().meta({ description: 'How many events the case has now: which of them this was.' }),
		state: z.enum(STATES)
	})
	.meta({ id: 'CaseDone', description: 'What has become of the case.' });

export const reportCommand = command({
	id: 'reportIncident',
	path: '/api/incidents',
	input: z.strictObject({}),
	body: z.strictObject({
		key: caseKey,
		class: z.int().min(1).meta({ description: 'Id of the class (/api/incident-classes).' }),
		position: position.meta({ description: 'Where, [longitude, latitude].' }),
		address: text.optional(),
		description: text
			.optional()
			.meta({ description: 'What is the matter; no person, at most 500 characters.' }),
		happened_at: z.iso
			.datetime({ offset: true })
			.optional()
			.meta({ description: 'When it was seen; now when left out.' }),
		found: z.boolean().optional().meta({ description: 'That whoever reports it stands before it.' })
	}),
	output: done,
	errors: ['not-found', 'case-field', 'duplicate']
});

export const actCommand = command({
	id: 'actOnIncident',
	path: '/api/incidents/{number}/events',
	input: z.strictObject({
		number: caseNumber
	}),
	body: z.strictObject({
		key: caseKey,
		action: z.enum(CASE_ACTIONS),
		version: z.int().min(0).meta({
			description:
				'How many events of the case were seen: refused where there are more. Of say it does not matter.'
		}),
		reason: text.optional(),
		organisation: printable(60)
			.optional()
			.meta({ description: 'Code of the organisation that shall handle it.' }),
		condition: printable(200)
			.optional()
			.meta({ description: 'For which of the limits of its class; the shortest when left out.' }),
		found: z.boolean().optional().meta({ description: 'Of verify: whether it is there.' }),
		other: printable(60).optional().meta({ description: 'Of merge: number of the case that it duplicates.' }),
		minutes: z
			.int()
			.optional()
			.meta({ description: 'Of ask_extension: how much longer, by the clock of its limit.' }),
		photo: z.int().optional().meta({ description: 'Of remove_photo: its id.' })
	}),
	output: done,
	errors: ['not-found', 'forbidden', 'conflict', 'case-field', 'case-refused', 'duplicate']
});

/** Everything that the API does, in the order of its document. */
export const COMMANDS = [reportCommand, actCommand] as const;
export type CommandId = (typeof COMMANDS)[number]['id'];
