/**
 * What an open page is told while it looks at a measure, as server-sent events. Each column has a tag (the entity tag
 * of its packed answer); a delta leads from one tag to another, so a page knows whether it has missed something.
 */
import { z } from 'zod';
import { SEEN_COOKIE } from './seen.ts';
import { measureColumnSchema } from '../api/measures.ts';
import type { Unpacked } from '../measure/packed-column.ts';
import { PACKED_COLUMN } from '../measure/packed-column.ts';

/** What a column says besides ids and values, and how many there are. */
export const columnHeadSchema = measureColumnSchema
	.omit({ ids: true, values: true })
	.extend({ count: z.int() });
export type ColumnHead = z.infer<typeof columnHeadSchema>;
export type TaggedColumn = Unpacked<ColumnHead> & { tag: string };

export const deltaSchema = z.object({
	from: z.string(),
	to: z.string(),
	head: columnHeadSchema,
	ids: z.array(z.int()),
	classes: z.array(z.int()).meta({ description: 'In the order of ids: -1 no data, 0 zero, from 1 above it.' })
});
export type Delta = z.infer<typeof deltaSchema>;

const at = z
	.int()
	.optional()
	.meta({
		description: `Position in the database's log that holds the change. Sent back as the cookie ${SEEN_COOKIE}, no answer is from before it.`
	});

export const liveEventSchema = z
	.discriminatedUnion('kind', [
		z.object({ kind: z.literal('column'), tag: z.string(), at }),
		deltaSchema.extend({ kind: z.literal('delta'), at }),
		z.object({
			kind: z.literal('ground'),
			sets: z.array(z.string()),
			boxes: z
				.record(z.string(), z.array(z.number()))
				.optional()
				.meta({
					description:
						'By set, where it has changed: for each box west, south, east and north, metres of EPSG:3857. Of a set ' +
						'that is not named here, any tile may be another one.'
				}),
			at
		})
	])
	.meta({
		id: 'LiveEvent',
		description:
			'column: what the tag of the column is now; whoever holds another one asks for it anew. delta: what has changed ' +
			`between two tags of the answer as ${PACKED_COLUMN}. ground: tile sets of which some tiles have changed.`
	});
export type LiveEvent = z.infer<typeof liveEventSchema>;
