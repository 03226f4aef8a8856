/**
 * Columns of measures as they were read last. Where few grids have changed since, theirs alone are read again: of a
 * large city's 210,000 the others cost a second.
 *
 * A column holds everything that its snapshot shows, and may hold more. What was committed after the snapshot is found
 * by it (pg_visible_in_snapshot of PostgreSQL), so nothing is missed whatever order transactions end in; what was
 * committed while the column was read is only read twice.
 */
import type { MeasureId, MeasureLevel } from '../../domain/measure/measure.ts';
import { snapshotOf } from '../api/kept.ts';
import type { Queryable } from '../db/index.ts';
import * as repository from './repository.ts';
import type { Chosen, Column } from './repository.ts';

/** Tables on which a measure rests (migration 0091), besides areas and the time of coverage, which every column says. */
const RESTS_ON: Readonly<Record<MeasureId, readonly string[]>> = {
	gap: ['grid', 'grid_duty'],
	fallback: ['grid', 'grid_duty'],
	overlap: ['grid', 'grid_duty'],
	unreached: ['grid', 'grid_reach'],
	incidents: ['grid', 'incident'],
	greening: ['grid', 'greening_duty', 'green_space', 'tree'],
	residents: ['grid', 'building']
};

/** For who looks whether a column can be another one: of each table a text that changes with it. */
export { sourceVersions } from './repository.ts';

export const sourcesOf = (measure: MeasureId): readonly string[] => ['area', ...RESTS_ON[measure]];

/** Beyond so many grids the whole column is read as fast. */
const MOST_GRIDS = 2000;
/** A column of 210,000 grids takes 4 MB. */
const MOST_KEPT = 12;

interface Held {
	snapshot: string;
	/** Versions of the tables that it rests on, by name. */
	sources: ReadonlyMap<string, string>;
	column: Column;
}

const shelves = new WeakMap<Queryable, Map<string, Held>>();

/** One measure for all grids, or all areas of a level, as it is now; not to be changed by who asks. */
export async function columnOf(db: Queryable, chosen: Chosen, level: MeasureLevel): Promise<Column> {
	let shelf = shelves.get(db);
	if (!shelf) shelves.set(db, (shelf = new Map()));
	const key = JSON.stringify([chosen, level]);
	const held = shelf.get(key);
	// In this order: whatever ends between two of these is in the later ones, and is looked at again next time.
	const snapshot = await snapshotOf(db);
	const sources = await repository.sourceVersions(db);
	const column = (held && (await broughtUp(db, chosen, level, held, sources))) ?? null;
	const now = { snapshot, sources, column: column ?? (await repository.column(db, chosen, level)) };
	shelf.delete(key);
	shelf.set(key, now);
	for (const oldest of shelf.keys()) {
		if (shelf.size <= MOST_KEPT) break;
		shelf.delete(oldest);
	}
	return now.column;
}

/** The held column with the few grids read again that have changed; null when that is not known to be enough. */
async function broughtUp(
	db: Queryable,
	chosen: Chosen,
	level: MeasureLevel,
	held: Held,
	sources: ReadonlyMap<string, string>
): Promise<Column | null> {
	const changed = sourcesOf(chosen.measure).filter((name) => held.sources.get(name) !== sources.get(name));
	if (changed.length === 0) return held.column;
	if (level !== 'grid') return null;
	const changes = (await repository.changesSince(db, held.snapshot)).filter(({ source }) =>
		changed.includes(source)
	);
	// A version changes as well when old notes are cleared away.
	if (changed.some((name) => !changes.some(({ source }) => source === name))) return null;
	if (changes.some(({ grids }) => grids === null)) return null;
	const grids = [...new Set(changes.flatMap((change) => change.grids ?? []))].sort(
		(one, other) => one - other
	);
	if (grids.length > MOST_GRIDS) return null;
	return withValues(held.column, await repository.someOfGrids(db, chosen, grids));
}

/** @returns null when a grid has no place in the column: then there are other grids than before. */
function withValues({ ids, values }: Column, some: Column): Column | null {
	const after = values.slice();
	let place = 0;
	for (const [at, id] of some.ids.entries()) {
		// Both ascend.
		while (place < ids.length && ids[place]! < id) place++;
		if (ids[place] !== id) return null;
		after[place] = some.values[at]!;
	}
	return { ids, values: after };
}
