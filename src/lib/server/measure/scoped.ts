/**
 * Measures as whoever asks may see them. Of what is not for everybody only the places in their scope are there, as if
 * there were no others; counts of people are sums for everybody, and outside of their scope none tells of few.
 */
import { areasOf, requireAnywhere } from '../../domain/access/access.ts';
import { isPublic } from '../../domain/access/policy.ts';
import { WanggeError } from '../../domain/errors.ts';
import { MEASURES, type MeasureId, type MeasureLevel } from '../../domain/measure/measure.ts';
import { accessOf, type Within } from '../context.ts';
import { columnOf } from './columns.ts';
import * as repository from './repository.ts';
import type { Chosen, Column } from './repository.ts';

type Measured = Omit<Chosen, 'exact'>;

/**
 * Places of a measure that whoever asks may see; null: all of them.
 * @throws WanggeError not-found { what: 'path' } where they may see none
 */
export async function placesFor(
	within: Within,
	measure: MeasureId,
	day: string,
	level: MeasureLevel
): Promise<number[] | null> {
	const { record } = MEASURES[measure];
	if (record === 'people' || isPublic('read', record)) return null;
	const areas = areasOf(requireAnywhere(accessOf(within), 'read', record));
	if (areas === null) return null;
	// Whoever acts for an organisation has no ground to colour.
	if (areas.length === 0) throw new WanggeError('not-found', { what: 'path' });
	return repository.placesIn(within.db, areas, day, level);
}

/** @throws WanggeError not-found { what: 'path' } */
export async function columnFor(within: Within, chosen: Measured, level: MeasureLevel): Promise<Column> {
	const { db } = within;
	const exact = { ...chosen, exact: true };
	const places = await placesFor(within, chosen.measure, chosen.day, level);
	if (places === null) return withoutFew(within, chosen, level);
	if (level === 'grid') return repository.someOfColumn(db, exact, level, places);
	const grids = await placesFor(within, chosen.measure, chosen.day, 'grid');
	return only(places, await repository.someOfColumn(db, exact, level, grids!));
}

function only(places: readonly number[], { ids, values }: Column): Column {
	const wanted = new Set(places);
	const kept = [...ids.keys()].filter((at) => wanted.has(ids[at]!));
	return { ids: kept.map((at) => ids[at]!), values: kept.map((at) => values[at]!) };
}

async function withoutFew(within: Within, chosen: Measured, level: MeasureLevel): Promise<Column> {
	const { db } = within;
	const places = await exactPlaces(within, chosen.measure, chosen.day, level);
	const column = await columnOf(db, { ...chosen, exact: places === null }, level);
	if (places === null || places.length === 0) return column;
	const exact = await columnOf(db, { ...chosen, exact: true }, level);
	const values = new Map(exact.ids.map((id, at) => [id, exact.values[at]!]));
	const own = new Set(places);
	return {
		ids: column.ids,
		values: column.values.map((value, at) => {
			const id = column.ids[at]!;
			return own.has(id) ? (values.get(id) ?? null) : value;
		})
	};
}

/** Places where counts of people are said as they are; null: everywhere, or where it is not people that are counted. */
export async function exactPlaces(
	within: Within,
	measure: MeasureId,
	day: string,
	level: MeasureLevel
): Promise<readonly number[] | null> {
	if (MEASURES[measure].record !== 'people') return null;
	const areas = areasOf(accessOf(within).scopeOf('read', 'people'));
	if (areas === null) return null;
	return areas.length === 0 ? [] : repository.placesIn(within.db, areas, day, level);
}
