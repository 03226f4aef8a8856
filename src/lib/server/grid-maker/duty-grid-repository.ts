import type { Rings } from '../../domain/grid/lattice.ts';
import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';
import { multiPolygonHex, polygonsOf } from './ewkb.ts';
import { inUnits } from './repository.ts';

const statement = loadStatements('grid-maker');

export interface StandingDutyGrid {
	id: number;
	code: string;
	/** The community. */
	parent: number;
	/** Lattice units; the first polygon, a duty grid has no more. */
	rings: Rings;
}

export async function dutyGridsOf(
	db: Queryable,
	communityIds: readonly number[],
	day: string
): Promise<StandingDutyGrid[]> {
	const rows = await db.query<{ id: number; code: string; parent_id: number; geom: string | null }>(
		statement('duty_grids_of'),
		[communityIds, day]
	);
	return rows.map(({ id, code, parent_id, geom }) => ({
		id,
		code,
		parent: parent_id,
		rings: geom ? inUnits(polygonsOf(geom)[0]!) : []
	}));
}

/** Every code that a community's duty grids ever had. */
export async function codesOf(
	db: Queryable,
	communityIds: readonly number[]
): Promise<Map<number, string[]>> {
	const rows = await db.query<{ parent_id: number; code: string }>(statement('duty_grid_codes'), [
		communityIds
	]);
	const codes = new Map<number, string[]>();
	for (const { parent_id, code } of rows) codes.set(parent_id, [...(codes.get(parent_id) ?? []), code]);
	return codes;
}

export async function endDutyGrids(
	db: Queryable,
	gone: readonly StandingDutyGrid[],
	day: string
): Promise<void> {
	if (gone.length === 0) return;
	const ids = gone.map(({ id }) => id);
	await db.query(statement('end_boundaries'), [ids, day]);
	await db.query(statement('end_duty_grids'), [ids, day]);
}

export async function changeBoundaries(
	db: Queryable,
	changed: readonly { id: number; rings: Rings }[],
	day: string
): Promise<void> {
	if (changed.length === 0) return;
	const ids = changed.map(({ id }) => id);
	await db.query(statement('end_boundaries'), [ids, day]);
	await db.query(statement('insert_boundaries'), [
		ids,
		changed.map(({ rings }) => multiPolygonHex([rings])),
		day
	]);
}

/** @returns identities by code */
export async function insertDutyGrids(
	db: Queryable,
	rows: readonly { code: string; parent: number; name: string; rings: Rings }[],
	day: string,
	source: number
): Promise<Map<string, number>> {
	const made = await db.query<{ id: number; code: string }>(statement('insert_duty_grids'), [
		rows.map(({ code }) => code),
		rows.map(({ parent }) => parent),
		rows.map(({ name }) => name),
		day,
		source
	]);
	const ids = new Map(made.map(({ id, code }) => [code, id]));
	await db.query(statement('insert_boundaries'), [
		rows.map(({ code }) => ids.get(code)!),
		rows.map(({ rings }) => multiPolygonHex([rings])),
		day
	]);
	return ids;
}
