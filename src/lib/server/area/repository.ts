import type { z } from 'zod';
import type { areaListSchema, areaProfileSchema } from '../../domain/api/areas.ts';
import type { jurisdictionSchema } from '../../domain/api/setting.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('area');

type Profile = z.infer<typeof areaProfileSchema>;
type Setting = z.infer<typeof jurisdictionSchema>;
export type AreaRow = z.infer<typeof areaListSchema>['areas'][number];

export async function byCode(db: Queryable, code: string) {
	const [row] = await db.query<Pick<AreaRow, 'id' | 'code' | 'level' | 'name'>>(statement('by_code'), [code]);
	return row;
}

export const list = (db: Queryable, day: string, level: string | null, parentId: number | null) =>
	db.query<AreaRow>(statement('list'), [day, level, parentId]);

export async function profile(db: Queryable, code: string, day: string) {
	const [row] = await db.query<Profile['area'] & Pick<Profile, 'path' | 'children'>>(statement('profile'), [
		code,
		day
	]);
	return row;
}

/** Whether an area is one of others, or lies below one. */
export async function isWithin(db: Queryable, areaId: number, areas: readonly number[]): Promise<boolean> {
	const [row] = await db.query<{ within: boolean }>(statement('is_within'), [areaId, areas]);
	return row!.within;
}

/**
 * Counts and sums over the grids of an area on a day.
 * @param seen what shall be counted, null stands for the rest; and whether counts of people are exact
 */
export async function sums(
	db: Queryable,
	areaId: number,
	day: string,
	seen: { incidents: boolean; greening: boolean; people: boolean }
) {
	type Counts = Omit<Profile['counts'], 'facilities' | 'greening_overdue' | 'incidents_open'>;
	const [found] = await db.query<{ ids: number[] }>(statement('grid_ids'), [areaId, day]);
	const { ids } = found!;
	const [counts] = await db.query<Counts>(statement('counts'), [ids, seen.people]);
	const sum = async (measure: 'incidents' | 'greening') =>
		seen[measure]
			? (await db.query<{ value: number }>(statement('measure_sum'), [ids, measure, day]))[0]!.value
			: null;
	return {
		counts: { ...counts!, incidents_open: await sum('incidents'), greening_overdue: await sum('greening') },
		duties: await db.query<DutySums>(statement('duty_sums'), [ids, seen.people]),
		facilities: await db.query<Profile['facilities'][number]>(statement('facility_sums'), [
			ids,
			areaId,
			day,
			seen.people
		])
	};
}

export interface DutySums {
	code: string;
	name_zh: string;
	name_en: string;
	grids: number;
	clear_m2: number;
	fallback_m2: number;
	gap_m2: number;
	overlap_m2: number;
	clear_residents: number | null;
	fallback_residents: number | null;
	gap_residents: number | null;
	overlap_residents: number | null;
}

export async function setting(db: Queryable, day: string) {
	const [extent] = await db.query<{ code: string | null; bbox: Setting['bbox'] }>(statement('extent'), [day]);
	const [totals] = await db.query<Setting['counts']>(statement('totals'), [day]);
	return {
		code: extent!.code,
		bbox: extent!.bbox,
		counts: totals!,
		sources: await db.query<Setting['sources'][number]>(statement('sources'))
	};
}

type Start = Omit<NonNullable<Setting['start']>, 'zoom'>;

/** The place to look at first; undefined while there are no grids. */
export async function start(db: Queryable, day: string): Promise<Start | undefined> {
	for (const reason of ['gap', 'overlap'] as const) {
		const [wrong] = await db.query<Omit<Start, 'reason'>>(statement('start_wrong'), [reason, day]);
		if (wrong) return { ...wrong, reason };
	}
	const [other] = await db.query<Omit<Start, 'reason'> & { built: boolean }>(statement('start_built'), [day]);
	if (!other) return undefined;
	const { built, ...place } = other;
	return { ...place, reason: built ? 'built' : 'any' };
}
