import type { z } from 'zod';
import type { worstGridsSchema } from '../../domain/api/measures.ts';
import type { catalogueSchema } from '../../domain/api/setting.ts';
import type { MeasureId, MeasureLevel } from '../../domain/measure/measure.ts';
import { loadStatements, type Database, type Queryable } from '../db/index.ts';

const statement = loadStatements('measure');

export interface Chosen {
	measure: MeasureId;
	duty: string | null;
	facility: string | null;
	/** YYYY-MM-DD */
	day: string;
	/** Counts of people as they are, or as they are said to whoever sees sums only (db/functions/12_few_people.sql). */
	exact: boolean;
}
const bound = ({ measure, duty, facility, day }: Omit<Chosen, 'exact'>) => [measure, duty, facility, day];
const boundForColumn = (chosen: Chosen) => [...bound(chosen), chosen.exact];

export interface CoverageState {
	as_of: string;
	computed_at: Date;
}

export async function coverageState(db: Queryable): Promise<CoverageState | undefined> {
	const [row] = await db.query<CoverageState>(statement('coverage_state'));
	return row;
}

/** Whether the catalogue knows the duty and the facility type. */
export async function knownChoices(db: Queryable, duty: string | null, facility: string | null) {
	const [row] = await db.query<{ duty: boolean; facility: boolean }>(statement('known_choices'), [
		duty,
		facility
	]);
	return row!;
}

export interface Column {
	ids: number[];
	/** In the order of ids; null is no data. */
	values: (number | null)[];
}

export async function column(db: Queryable, chosen: Chosen, level: MeasureLevel): Promise<Column> {
	const [row] =
		level === 'grid'
			? await db.query<Column>(statement('column_of_grids'), boundForColumn(chosen))
			: await db.query<Column>(statement('column_of_areas'), [...boundForColumn(chosen), level]);
	return row!;
}

/** The same for some grids, or for the areas of a level that hold one of them: those that exist on the day, by id. */
export async function someOfColumn(
	db: Queryable,
	chosen: Chosen,
	level: MeasureLevel,
	grids: readonly number[]
): Promise<Column> {
	const [row] =
		level === 'grid'
			? await db.query<Column>(statement('some_of_grids'), [...boundForColumn(chosen), grids])
			: await db.query<Column>(statement('some_of_areas'), [...boundForColumn(chosen), level, grids]);
	return row!;
}

/** What there is in any month: n of them in a month (months.ts) at a place in ids. Nothing is said of the rest. */
export interface Months {
	ids: number[];
	at: number[];
	months: number[];
	counts: number[];
}

/**
 * @param day YYYY-MM-DD, in the last of the months
 * @param places ids of grids, or of areas of the level; null: all of them
 */
export async function months(
	db: Queryable,
	day: string,
	level: MeasureLevel,
	places: readonly number[] | null
): Promise<Months> {
	const [row] =
		level === 'grid'
			? await db.query<Months>(statement('months_of_grids'), [day, places])
			: await db.query<Months>(statement('months_of_areas'), [day, level, places]);
	return row!;
}

/** Ids, ascending, of the grids, or of the areas of a level, that lie in some areas on a day. */
export async function placesIn(
	db: Queryable,
	areas: readonly number[],
	day: string,
	level: MeasureLevel
): Promise<number[]> {
	const [row] =
		level === 'grid'
			? await db.query<{ ids: number[] }>(statement('grids_of_areas'), [areas, day])
			: await db.query<{ ids: number[] }>(statement('areas_of_areas'), [areas, day, level]);
	return row!.ids;
}

/** A change of a table that measures rest on. */
export interface SourceChange {
	id: number;
	/** Random, below 2^48. */
	mark: number;
	/** Grids whose numbers may be others; null where it may be any. */
	grids: number[] | null;
}

/** A table that measures rest on. */
export interface Source {
	/** Sum of the marks of its changes, modulo 2^48: another one after a change. */
	version: number;
	/** Those of the last two hundred changes of all tables that are its own. */
	recent: readonly SourceChange[];
}

/** By the table's name. No statement after this one sees less than it does. */
export async function sources(db: Queryable & Pick<Database, 'notBefore'>): Promise<Map<string, Source>> {
	const rows = await db.query<Source & { source: string; position: number }>(statement('sources'));
	if (rows[0]) db.notBefore?.(rows[0].position);
	return new Map(rows.map(({ source, version, recent }) => [source, { version, recent }]));
}

type Row = Omit<z.infer<typeof worstGridsSchema>['rows'][number], 'rank' | 'unit'>;

/** @param wanted of which grids the ranking is, and where counts of people are exact; null: all, and everywhere */
export async function worst(
	db: Queryable,
	chosen: Omit<Chosen, 'exact'>,
	wanted: {
		areaId: number | null;
		limit: number;
		offset: number;
		grids: readonly number[] | null;
		exact: readonly number[] | null;
	}
) {
	const { areaId, limit, offset, grids, exact } = wanted;
	const [row] = await db.query<{ total: number; sum: number; nodata: number; rows: Row[] }>(
		statement('worst_grids'),
		[...bound(chosen), areaId, limit, offset, grids, exact]
	);
	return row!;
}

type Catalogue = z.infer<typeof catalogueSchema>;

/** The catalogues in their order, with the norms in force on a day. */
export async function catalogue(db: Queryable, day: string) {
	return {
		duties: await db.query<Catalogue['duties'][number]>(statement('duties')),
		facility_types: await db.query<Catalogue['facility_types'][number]>(statement('facility_types'), [day]),
		organisation_kinds: await db.query<Catalogue['organisation_kinds'][number]>(
			statement('organisation_kinds')
		),
		age_bands: await db.query<Catalogue['age_bands'][number]>(statement('age_bands'))
	};
}
