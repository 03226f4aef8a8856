import type { AreaLevel } from '../../domain/exchange/area-levels.ts';
import type { OpenPart } from '../../domain/exchange/area-holes.ts';
import { loadStatements, type Queryable } from '../db/index.ts';
import type { GroundKind, GroundRow } from './osm-ground.ts';

const statement = loadStatements('exchange');
const groundStatement = loadStatements('exchange-ground');

const PUT: Record<GroundKind, string> = {
	block: 'put_block',
	building: 'put_building',
	road: 'put_road',
	water: 'put_water',
	waterway: 'put_waterway',
	green_space: 'put_green_space',
	tree: 'put_tree',
	facility: 'put_facility'
};

/** Rows in one statement: some megabytes of WKB at most. */
const BATCH = 2000;

export interface PresentCity {
	external_ref: string | null;
	name: string;
	source_kind: string;
	source_name: string;
	/** Day that the newest file described; null when none did. */
	as_of: string | null;
}

export interface StagedFault {
	ref: string;
	fault: 'not-valid' | 'outside';
	name: string | null;
	/** What PostGIS says about the geometry. */
	reason: string | null;
	lng: number | null;
	lat: number | null;
}

export interface Overlap {
	first: string;
	first_name: string;
	second: string;
	second_name: string;
	m2: number;
	lng: number;
	lat: number;
}

export interface StagedArea {
	ref: string;
	/** Hex WKB in degrees. */
	wkb: string;
	level: AreaLevel;
	name: string;
	code: string;
	/** Key of the area above. */
	parent: string | null;
}

export async function presentCity(db: Queryable): Promise<PresentCity | undefined> {
	const [row] = await db.query<PresentCity>(statement('present_city'));
	return row;
}

export async function knownCodes(db: Queryable): Promise<Map<string, string>> {
	const rows = await db.query<{ ref: string; code: string }>(statement('known_codes'));
	return new Map(rows.map(({ ref, code }) => [ref, code]));
}

/** Opens the table in which everything waits, and tells the coverage to wait too. */
export async function beginStaging(db: Queryable): Promise<void> {
	await db.query(statement('bulk_on'));
	await db.query(statement('stage_table'));
}

export async function stageAreas(db: Queryable, areas: readonly StagedArea[]): Promise<void> {
	await inBatches(areas, 200, (part) => db.query(statement('stage_areas'), [JSON.stringify(part)]));
}

export async function stageExtent(db: Queryable, ref: string, name: string, code: string): Promise<void> {
	await db.query(statement('stage_extent'), [ref, name, code]);
}

export async function stageGround(
	db: Queryable,
	kind: GroundKind,
	rows: readonly GroundRow[],
	onProgress: (done: number) => void
): Promise<void> {
	let done = 0;
	await inBatches(rows, BATCH, async (part) => {
		await db.query(statement('stage'), [kind, JSON.stringify(part)]);
		onProgress((done += part.length));
	});
}

export const faultsOf = (db: Queryable, kind: GroundKind | 'area') =>
	db.query<StagedFault>(statement('faults'), [kind]);

export const overlappingAreas = (db: Queryable) => db.query<Overlap>(statement('overlapping_areas'));

export async function areaSums(db: Queryable): Promise<{ city_m2: number; communities_m2: number }> {
	const [row] = await db.query<{ city_m2: number; communities_m2: number }>(statement('area_sums'));
	return row!;
}

export interface GoneArea {
	ref: string;
	code: string;
	name: string;
	/** It was there before the day that the file describes. */
	can_end: boolean;
}

export const areasGone = (db: Queryable, asOf: string) => db.query<GoneArea>(statement('areas_gone'), [asOf]);

/** Needs every boundary valid, and no two on the same ground. */
export const openParts = (db: Queryable) => db.query<OpenPart>(statement('open_parts'));

/** The first day from `wanted` on from which new grids can be in force without being there before old ones ended. */
export async function gridDay(db: Queryable, wanted: string): Promise<string> {
	const [row] = await db.query<{ day: string }>(statement('grid_day'), [wanted]);
	return row!.day;
}

/** @param since day from which there are new grids */
export async function endAreas(
	db: Queryable,
	refs: readonly string[],
	asOf: string,
	since: string
): Promise<void> {
	await db.query(statement('end_areas'), [refs, asOf, since]);
}

export async function putAreas(
	db: Queryable,
	levels: readonly AreaLevel[],
	asOf: string,
	sourceId: number
): Promise<void> {
	for (const level of levels) await db.query(statement('put_areas'), [level, asOf, sourceId]);
	await db.query(statement('move_boundaries'), [asOf]);
	await db.query(statement('end_boundaries'), [asOf]);
	await db.query(statement('put_boundaries'), [asOf]);
}

export async function putGround(
	db: Queryable,
	kind: GroundKind,
	sourceId: number,
	asOf: string
): Promise<void> {
	await db.query(groundStatement(PUT[kind]), kind === 'facility' ? [sourceId, asOf] : [sourceId]);
}

/** When everything is staged: lets the planner know how much there is. */
export async function countStaged(db: Queryable): Promise<void> {
	await db.query(statement('count_rows'));
}

/** Rows of earlier files that this one does not have: removed, facilities ended. Counts by kind. */
export async function dropGone(db: Queryable, asOf: string): Promise<Record<string, number>> {
	const rows = await db.query<{ kind: string; count: number }>(groundStatement('drop_gone'), [asOf]);
	await db.query(groundStatement('end_facilities'), [asOf]);
	return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

export async function linkGround(db: Queryable): Promise<void> {
	await db.query(groundStatement('count_ground'));
	await db.query(groundStatement('link_buildings'));
	await db.query(groundStatement('link_trees'));
}

/** Works the whole coverage out for `day`. */
export async function computeCoverage(db: Queryable, day: string): Promise<void> {
	await db.query(statement('compute_coverage'), [day]);
}

export async function knownFacts(db: Queryable): Promise<{ residents: boolean; responsibilities: boolean }> {
	const [row] = await db.query<{ residents: boolean; responsibilities: boolean }>(statement('known_facts'));
	return row!;
}

export async function stagedCounts(db: Queryable): Promise<Record<string, number>> {
	const rows = await db.query<{ kind: string; count: number }>(statement('staged_counts'));
	return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

async function inBatches<T>(
	rows: readonly T[],
	size: number,
	work: (part: readonly T[]) => Promise<unknown>
): Promise<void> {
	for (let start = 0; start < rows.length; start += size) await work(rows.slice(start, start + size));
}
