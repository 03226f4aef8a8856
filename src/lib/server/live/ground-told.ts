/** What whoever follows a column may be told of changes of the ground. */
import type { Access, Scope } from '../../domain/access/access.ts';
import type { LiveEvent } from '../../domain/live/events.ts';
import { boxesMeet, someBox, type Box } from '../../domain/tile/box.ts';
import { toldOf } from '../../domain/tile/changes.ts';
import type { Queryable } from '../db/index.ts';
import { TILE_SETS, type TileSetId } from '../tiles/sets.ts';
import { boxOfAreas } from './repository.ts';

type GroundEvent = Extract<LiveEvent, { kind: 'ground' }>;

/** Of a set: all of it, what lies in a box, or what nobody can draw a box around. */
type Part = 'all' | Box | 'somewhere';

/**
 * Where something has changed tells of what is there: whoever sees a part of it is told that something has, and that only
 * where it may be theirs.
 * @returns what is left of an event; undefined where that is nothing
 */
export async function groundToldTo(
	db: Queryable,
	access: Access
): Promise<(event: GroundEvent) => GroundEvent | undefined> {
	const parts = new Map<string, Part>();
	const known = new Map<string, Part>();
	for (const set of Object.keys(TILE_SETS)) {
		const { record } = TILE_SETS[set as TileSetId];
		if (!access.may('read', record)) continue;
		const part = known.get(record) ?? (await partOf(db, access.scopeOf('read', record)));
		known.set(record, part);
		parts.set(set, part);
	}
	return (event) => {
		const { kind, boxes = {}, at } = event;
		const sets = event.sets.filter((set) => concerns(parts.get(set), boxes[set]));
		if (sets.length === 0) return undefined;
		const where = new Map(sets.map((set) => [set, (parts.get(set) === 'all' && boxes[set]) || null]));
		return { kind, ...toldOf(where), at };
	};
}

async function partOf(db: Queryable, { everywhere, areas, organisations }: Scope): Promise<Part> {
	if (everywhere) return 'all';
	// What is an organisation's may be anywhere.
	if (organisations.length > 0) return 'somewhere';
	return (await boxOfAreas(db, areas)) ?? 'somewhere';
}

function concerns(part: Part | undefined, boxes: readonly number[] | undefined): boolean {
	if (part === undefined) return false;
	if (typeof part === 'string' || boxes === undefined) return true;
	return someBox(boxes, (...one) => boxesMeet(one, part));
}
