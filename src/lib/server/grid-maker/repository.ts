import type { Rings } from '../../domain/grid/lattice.ts';
import { inMetres, toUnits } from '../../domain/grid/lattice.ts';
import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';
import { polygonHex, polygonsOf } from './ewkb.ts';

const statement = loadStatements('grid-maker');
const PAGE = 10_000;
const BATCH = 1_000;
/** The incidents of so many communities are a step's work. */
const COMMUNITIES_A_STEP = 50;

/** [west, south, east, north], metres. */
export type Box = readonly [number, number, number, number];

interface CommunityResult {
	id: number;
	code: string;
	name: string;
	geom: string;
}

export interface CommunityRow {
	id: number;
	code: string;
	name: string;
	/** Metres. */
	polygons: Rings[];
}

export interface StandingGrid {
	id: number;
	code: string;
	community: number;
	dutyGrid: number | null;
	builtUp: boolean;
	imported: boolean;
	/** What the ground showed when it was made (planning.ts); null for grids from a file. */
	made: string | null;
	/** Lattice units. */
	rings: Rings;
}

export async function communities(
	db: Queryable,
	day: string,
	area: string | undefined
): Promise<CommunityRow[]> {
	const rows = await db.query<CommunityResult>(statement('communities'), [day, area ?? null]);
	return rows.map(({ id, code, name, geom }) => ({ id, code, name, polygons: polygonsOf(geom) }));
}

export async function neighbourBoundaries(
	db: Queryable,
	day: string,
	box: Box,
	inHand: readonly number[]
): Promise<CommunityRow[]> {
	const rows = await db.query<CommunityResult>(statement('neighbour_boundaries'), [day, ...box, inHand]);
	return rows.map(({ id, code, name, geom }) => ({ id, code, name, polygons: polygonsOf(geom) }));
}

export type GroundRows = {
	roads: { id: number; class: string; tunnel: boolean; geom: string };
	waterways: { id: number; kind: string; geom: string };
	waters: { id: number; geom: string };
	blocks: { id: number; kind: string; geom: string };
	buildings: {
		id: number;
		geom: string;
		x: number;
		y: number;
		floors: number | null;
		households: number | null;
		grid_id: number | null;
	};
};

/** Everything of one kind whose box meets the box, page by page. */
export async function eachOf<K extends keyof GroundRows>(
	db: Queryable,
	kind: K,
	box: Box,
	visit: (row: GroundRows[K]) => void
): Promise<void> {
	for (let after = 0; ;) {
		const rows = await db.query<GroundRows[K]>(statement(kind), [after, ...box, PAGE]);
		rows.forEach(visit);
		if (rows.length < PAGE) return;
		after = rows[rows.length - 1]!.id;
	}
}

export async function lockCommunities(db: Queryable, ids: readonly number[]): Promise<void> {
	await db.query(statement('lock_communities'), [ids]);
}

export async function gridsOf(db: Queryable, ids: readonly number[], day: string): Promise<StandingGrid[]> {
	const rows = await db.query<{
		id: number;
		code: string;
		community_id: number;
		duty_grid_id: number | null;
		built_up: boolean;
		geom: string;
		imported: boolean;
		made_from: string | null;
	}>(statement('grids_of'), [ids, day]);
	return rows.map((row) => ({
		id: row.id,
		code: row.code,
		community: row.community_id,
		dutyGrid: row.duty_grid_id,
		builtUp: row.built_up,
		imported: row.imported,
		made: row.made_from,
		rings: inUnits(polygonsOf(row.geom)[0]!)
	}));
}

export async function gridsNear(
	db: Queryable,
	day: string,
	box: Box,
	inHand: readonly number[]
): Promise<{ id: number; code: string; community: number; rings: Rings }[]> {
	const rows = await db.query<{ id: number; code: string; community_id: number; geom: string }>(
		statement('grids_near'),
		[day, ...box, inHand]
	);
	return rows.map(({ id, code, community_id, geom }) => ({
		id,
		code,
		community: community_id,
		rings: inUnits(polygonsOf(geom)[0]!)
	}));
}

export async function codesOf(db: Queryable, ids: readonly number[]): Promise<Map<number, string[]>> {
	const codes = new Map<number, string[]>(ids.map((id) => [id, []]));
	const rows = await db.query<{ community_id: number; code: string }>(statement('codes_of'), [ids]);
	for (const { community_id, code } of rows) codes.get(community_id)!.push(code);
	return codes;
}

export async function endGrids(db: Queryable, ids: readonly number[], day: string): Promise<void> {
	if (ids.length > 0) await db.query(statement('end_grids'), [ids, day]);
}

/** @param done share of the rows that are written, 0 to 1 */
export type OnBatch = (done: number) => void;

export interface NewGrid {
	code: string;
	community: number;
	builtUp: boolean;
	dutyGrid: number | null;
	made: string | null;
	/** Lattice units. */
	rings: Rings;
}

/** @returns identities by code */
export async function insertGrids(
	db: Queryable,
	grids: readonly NewGrid[],
	day: string,
	source: number,
	onBatch: OnBatch
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	for (let from = 0; from < grids.length; from += BATCH) {
		const batch = grids.slice(from, from + BATCH);
		const rows = await db.query<{ id: number; code: string }>(statement('insert_grids'), [
			batch.map(({ code }) => code),
			batch.map(({ community }) => community),
			batch.map(({ rings }) => polygonHex(inMetres(rings))),
			batch.map(({ builtUp }) => builtUp),
			batch.map(({ dutyGrid }) => dutyGrid),
			batch.map(({ made }) => made),
			day,
			source
		]);
		for (const { id, code } of rows) ids.set(code, id);
		onBatch((from + batch.length) / grids.length);
	}
	return ids;
}

/** Notes what the ground shows now under grids that stay. */
export async function notePictures(
	db: Queryable,
	grids: readonly { id: number; made: string | null }[]
): Promise<void> {
	if (grids.length > 0)
		await db.query(statement('note_pictures'), [grids.map(({ id }) => id), grids.map(({ made }) => made)]);
}

export async function restitch(db: Queryable, grids: readonly { id: number; rings: Rings }[]): Promise<void> {
	for (let from = 0; from < grids.length; from += BATCH) {
		const batch = grids.slice(from, from + BATCH);
		await db.query(statement('restitch_grids'), [
			batch.map(({ id }) => id),
			batch.map(({ rings }) => polygonHex(inMetres(rings)))
		]);
	}
}

export async function assignBuildings(
	db: Queryable,
	pairs: readonly (readonly [building: number, grid: number | null])[],
	onBatch: OnBatch
): Promise<void> {
	for (let from = 0; from < pairs.length; from += 5 * BATCH) {
		const batch = pairs.slice(from, from + 5 * BATCH);
		await db.query(statement('assign_buildings'), [batch.map(([id]) => id), batch.map(([, grid]) => grid)]);
		onBatch((from + batch.length) / pairs.length);
	}
}

export async function assignIncidents(
	db: Queryable,
	communityIds: readonly number[],
	day: string,
	onBatch: OnBatch
): Promise<void> {
	const steps = Math.ceil(communityIds.length / COMMUNITIES_A_STEP);
	for (let step = 0; step < steps; step++) {
		await db.query(statement('assign_incidents'), [communityIds, day, steps, step]);
		onBatch((step + 1) / steps);
	}
}

export async function setDutyGrids(
	db: Queryable,
	pairs: readonly (readonly [grid: number, dutyGrid: number])[]
): Promise<void> {
	if (pairs.length > 0)
		await db.query(statement('set_duty_grids'), [pairs.map(([id]) => id), pairs.map(([, duty]) => duty)]);
}

export async function bulk(db: Queryable): Promise<void> {
	await db.query(statement('bulk'));
}

export function inUnits(rings: Rings): Rings {
	return rings.map((ring) => ring.map(toUnits));
}
