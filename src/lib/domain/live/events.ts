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
		z.object({ kind: z.literal('ground'), sets: z.array(z.string()), at })
	])
	.meta({
		id: 'LiveEvent',
		description:
			'column: what the tag of the column is now; whoever holds another one asks for it anew. delta: what has changed ' +
			`between two tags of the answer as ${PACKED_COLUMN}. ground: tile sets of which some tiles have changed.`
	});
export type LiveEvent = z.infer<typeof liveEventSchema>;

/** Beyond this share of its places, and this many, a change is no delta: the column itself is as short. */
const MOST_CHANGED = 0.1;
const FEW = 64;

/** How one column became another; null when that is said best by the other column itself. */
export function deltaBetween(before: TaggedColumn, after: TaggedColumn): Delta | null {
	if (before.ids.length !== after.ids.length) return null;
	if (before.head.breaks.join() !== after.head.breaks.join()) return null;
	const ids: number[] = [];
	const classes: number[] = [];
	for (let place = 0; place < after.ids.length; place++) {
		if (before.ids[place] !== after.ids[place]) return null;
		if (before.classes[place] === after.classes[place]) continue;
		ids.push(after.ids[place]!);
		classes.push(after.classes[place]!);
	}
	if (ids.length > Math.max(FEW, MOST_CHANGED * after.ids.length)) return null;
	return { from: before.tag, to: after.tag, head: after.head, ids, classes };
}

/** The column after a delta; null when the delta does not begin at it, or speaks of places that it does not have. */
export function applyDelta(column: TaggedColumn, delta: Delta): TaggedColumn | null {
	if (delta.from !== column.tag) return null;
	const classes = column.classes.slice();
	let place = 0;
	for (const [at, id] of delta.ids.entries()) {
		// Both ascend.
		while (place < column.ids.length && column.ids[place]! < id) place++;
		if (column.ids[place] !== id) return null;
		classes[place] = delta.classes[at]!;
	}
	return { head: delta.head, ids: column.ids, classes, tag: delta.to };
}
