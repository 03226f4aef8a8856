import type { DocumentSaid } from '../../domain/exchange/responsibility-row.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('responsibility');

export interface KnownArea {
	code: string;
	id: number;
	level: string;
	name: string;
}
export interface KnownOrganisation {
	code: string;
	id: number;
	name: string;
	kind: string;
	parent: string | null;
}
export interface KnownDocument {
	number: string;
	id: number;
	title: string;
	issuer: string;
	issued_on: string | null;
}
/** A ground with its references found; `wkb` is hex, in the metric frame. */
export interface GroundRow {
	kind: 'area' | 'grid' | 'object' | 'polygon';
	area_id: number | null;
	grid_id: number | null;
	object_kind: string | null;
	object_class: string | null;
	wkb: string | null;
}
export interface ResponsibilityRow {
	ref: string;
	organisation: string;
	duty: string;
	part: string;
	/** Number of the document. */
	document: string | null;
	staff_posts: number | null;
	budget_yuan: number | null;
	authority: string | null;
	valid_from: string;
	valid_to: string | null;
}
export interface OrganisationRow {
	code: string;
	name: string;
	kind: string;
	parent: string | null;
	area_id: number | null;
	phone: string | null;
	valid_from: string;
}

const byCode = <T extends { code: string }>(rows: T[]) => new Map(rows.map((row) => [row.code, row]));

/** What rows may refer to on `day`. */
export async function knownThings(db: Queryable, day: string) {
	const named = (name: string) => db.query<{ code: string; name_zh: string }>(statement(name));
	return {
		areas: byCode(await db.query<KnownArea>(statement('areas'), [day])),
		duties: new Set((await named('duties')).map(({ code }) => code)),
		dutyNames: new Map((await named('duties')).map(({ code, name_zh }) => [name_zh, code])),
		kinds: new Set((await named('organisation_kinds')).map(({ code }) => code)),
		kindNames: new Map((await named('organisation_kinds')).map(({ code, name_zh }) => [name_zh, code])),
		organisations: byCode(await db.query<KnownOrganisation>(statement('organisations')))
	};
}
export type Known = Awaited<ReturnType<typeof knownThings>>;

export async function knownGrids(
	db: Queryable,
	codes: readonly string[],
	day: string
): Promise<Map<string, number>> {
	const rows = await db.query<{ code: string; id: number }>(statement('grids'), [codes, day]);
	return new Map(rows.map(({ code, id }) => [code, id]));
}

export async function knownDocuments(
	db: Queryable,
	numbers: readonly string[]
): Promise<Map<string, KnownDocument>> {
	const rows = await db.query<KnownDocument>(statement('documents'), [numbers]);
	return new Map(rows.map((row) => [row.number, row]));
}

/** Whether a coordinate system counts in degrees; undefined when it is not known. */
export async function countsInDegrees(db: Queryable, srid: number): Promise<boolean | undefined> {
	const [row] = await db.query<{ degrees: boolean }>(statement('coordinate_system'), [srid]);
	return row?.degrees;
}

/** What is wrong with a polygon's shape, and where in its own coordinates. */
export async function polygonFault(
	db: Queryable,
	wkb: string
): Promise<{ reason: string; x: number | null; y: number | null } | null> {
	const [row] = await db.query<{ valid: boolean; reason: string; x: number | null; y: number | null }>(
		statement('polygon_fault'),
		[wkb]
	);
	return row!.valid ? null : row!;
}

export async function polygonPlace(db: Queryable, wkb: string, srid: number) {
	const [row] = await db.query<{
		wkb: string;
		valid: boolean;
		m2: number;
		outside_m2: number | null;
		lng: number | null;
		lat: number | null;
	}>(statement('polygon_place'), [wkb, srid]);
	return row;
}

export async function holdCoverage(db: Queryable): Promise<void> {
	await db.query(statement('bulk_on'));
}

export async function putOrganisations(db: Queryable, rows: readonly OrganisationRow[], sourceId: number) {
	await db.query(statement('put_organisations'), [JSON.stringify(rows), sourceId]);
	await db.query(statement('put_parents'), [JSON.stringify(rows.filter(({ parent }) => parent !== null))]);
}

export async function putDocuments(
	db: Queryable,
	rows: readonly DocumentSaid[],
	sourceId: number
): Promise<void> {
	const flat = rows.map(({ number, title, issuer, issuedOn }) => ({
		number,
		title,
		issuer,
		issued_on: issuedOn
	}));
	await db.query(statement('put_documents'), [JSON.stringify(flat), sourceId]);
}

export async function presentGrounds(
	db: Queryable,
	refs: readonly string[]
): Promise<Map<string, GroundRow[]>> {
	const rows = await db.query<{ ref: string; grounds: GroundRow[] }>(statement('present'), [refs]);
	return new Map(rows.map(({ ref, grounds }) => [ref, grounds]));
}

/** Keys of those that were new or said something new. */
export async function putResponsibilities(
	db: Queryable,
	rows: readonly ResponsibilityRow[],
	sourceId: number
): Promise<string[]> {
	const touched = await db.query<{ ref: string }>(statement('put_responsibilities'), [
		JSON.stringify(rows),
		sourceId
	]);
	return touched.map(({ ref }) => ref);
}

export async function putGrounds(
	db: Queryable,
	grounds: ReadonlyMap<string, readonly GroundRow[]>
): Promise<void> {
	await db.query(statement('drop_grounds'), [[...grounds.keys()]]);
	const rows = [...grounds].flatMap(([ref, list]) => list.map((ground) => ({ ref, ...ground })));
	await db.query(statement('put_grounds'), [JSON.stringify(rows)]);
}

/** A ground said as objects, of which there are none on the ground. */
export interface Groundless {
	ref: string;
	kind: 'road' | 'block' | 'green_space';
	class: string | null;
	area: string;
}

/** Among the grounds of these responsibilities. */
export function groundless(db: Queryable, refs: readonly string[]): Promise<Groundless[]> {
	return db.query<Groundless>(statement('groundless'), [refs]);
}

export async function endResponsibility(db: Queryable, ref: string, on: string): Promise<boolean> {
	return (await db.query(statement('end_responsibility'), [ref, on])).length > 0;
}

export async function periodOf(
	db: Queryable,
	ref: string
): Promise<{ valid_from: string; valid_to: string | null } | undefined> {
	const [row] = await db.query<{ valid_from: string; valid_to: string | null }>(statement('period'), [ref]);
	return row;
}
