/**
 * Columns of measures as they were read last. Where few grids have changed since, theirs alone are read again, or the
 * areas that hold them: of a large city's 210,000 the others cost a second.
 *
 * Which changes are new is told by their marks, not by their order, in which transactions do not end: the sum of the
 * marks that a column holds and of those taken as new must be the sum of all, or the column is read whole. What is
 * committed while a column is read is only read twice.
 */
import type { MeasureId, MeasureLevel } from '../../domain/measure/measure.ts';
import { PerDatabase, withMark, type Database, type Queryable } from '../db/index.ts';
import * as repository from './repository.ts';
import type { Chosen, Column, Source } from './repository.ts';

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

const sourcesOf = (measure: MeasureId): readonly string[] => ['area', ...RESTS_ON[measure]];

/** Beyond so many grids the whole column is read as fast. */
const MOST_GRIDS = 2000;
/** A column of 210,000 grids takes 4 MB. */
const MOST_KEPT = 12;

interface Held {
	/** What it rests on, as it was before it was read: it holds all of that, and may hold more. */
	sources: Sources;
	column: Column;
}

type Sources = ReadonlyMap<string, Source>;
type Asked = Queryable & Pick<Database, 'notBefore'>;

const shelves = new PerDatabase<Asked, Map<string, Held>>(() => new Map());

/** One measure for all grids, or all areas of a level, as it is now; not to be changed by who asks. */
export async function columnOf(db: Asked, chosen: Chosen, level: MeasureLevel): Promise<Column> {
	const shelf = shelves.of(db);
	const key = JSON.stringify([chosen, level]);
	const held = shelf.get(key);
	const sources = await repository.sources(db);
	const grids = held && changedGrids(sourcesOf(chosen.measure), held.sources, sources, level);
	const column =
		(held && grids && (await broughtUp(db, chosen, level, held.column, grids))) ??
		(await repository.column(db, chosen, level));
	shelf.delete(key);
	shelf.set(key, { sources, column });
	for (const oldest of shelf.keys()) {
		if (shelf.size <= MOST_KEPT) break;
		shelf.delete(oldest);
	}
	return column;
}

/** Grids that changes after a moment have touched, ascending; null when that is not known, or is too many. */
function changedGrids(
	tables: readonly string[],
	before: Sources,
	after: Sources,
	level: MeasureLevel
): number[] | null {
	const grids = new Set<number>();
	for (const table of tables) {
		const [was, is] = [before.get(table), after.get(table)];
		if (was?.version === is?.version) continue;
		// A grid may have left an area, which its note does not name.
		if (table === 'grid' && level !== 'grid') return null;
		const known = new Set(was?.recent.map(({ id }) => id));
		const fresh = is?.recent.filter(({ id }) => !known.has(id)) ?? [];
		const sum = fresh.reduce((total, { mark }) => withMark(total, mark), was?.version ?? 0);
		// One that began long ago, more than are listed, or old notes that were cleared away.
		if (sum !== is?.version) return null;
		for (const change of fresh) {
			if (!change.grids) return null;
			for (const grid of change.grids) grids.add(grid);
		}
	}
	return grids.size > MOST_GRIDS ? null : [...grids].sort((one, other) => one - other);
}

/** The column with some grids read again; null when that is not enough. */
async function broughtUp(
	db: Asked,
	chosen: Chosen,
	level: MeasureLevel,
	column: Column,
	grids: readonly number[]
): Promise<Column | null> {
	if (grids.length === 0) return column;
	return withValues(column, await repository.someOfColumn(db, chosen, level, grids));
}

/** @returns null when a grid or an area has no place in the column: then there are others than before. */
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

/** Another text after a change to anything that a measure rests on, for who looks whether its column is another one. */
export async function sourceVersions(db: Asked): Promise<(measure: MeasureId) => string> {
	const sources = await repository.sources(db);
	return (measure) =>
		sourcesOf(measure)
			.map((table) => sources.get(table)?.version ?? '')
			.join(' ');
}
