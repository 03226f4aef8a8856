import type { PastState } from '../../domain/exchange/incident-mapping.ts';
import type { ClassKind } from '../../domain/incident/classes.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('incident-import');
const first = async <R>(rows: Promise<R[]>): Promise<R | undefined> => (await rows)[0];

export async function mapping(db: Queryable, name: string): Promise<unknown> {
	return (await first(db.query<{ mapping: unknown }>(statement('mapping'), [name])))?.mapping;
}

export async function saveMapping(tx: Queryable, name: string, mapping: object, now: Date): Promise<void> {
	await tx.query(statement('save_mapping'), [name, JSON.stringify(mapping), now]);
}

export const knownFile = (tx: Queryable, sha256: string) =>
	first(tx.query<{ id: number }>(statement('known_file'), [sha256]));

export interface ClassName {
	id: number;
	code: string | null;
	name_zh: string;
	name_en: string | null;
}

export const classes = (tx: Queryable, edition: string, kind: ClassKind) =>
	tx.query<ClassName>(statement('classes'), [edition, kind]);

export const addClasses = (tx: Queryable, edition: string, kind: ClassKind, names: readonly string[]) =>
	tx.query<{ id: number; name_zh: string }>(statement('add_classes'), [edition, kind, names]);

export interface Place {
	line: number;
	number: string;
	x: number;
	y: number;
}

/** By line, in their order: what there is against its number or its place; null for nothing. */
export const judge = (tx: Queryable, places: readonly Place[], srid: number) =>
	tx.query<{ line: number; problem: 'known' | 'nowhere' | 'outside' | null }>(statement('judge'), [
		JSON.stringify(places),
		srid
	]);

export interface PastIncident extends Omit<Place, 'line'> {
	class_id: number;
	address: string | null;
	happened: Date;
	state: PastState;
	due: Date | null;
	closed: Date | null;
}

export async function insertIncidents(
	tx: Queryable,
	incidents: readonly PastIncident[],
	srid: number,
	sourceId: number
): Promise<void> {
	await tx.query(statement('insert_incidents'), [JSON.stringify(incidents), srid, sourceId]);
}

export interface Imported {
	sourceId: number;
	sha256: string;
	mapping: object;
	rows: number;
	taken: number;
	classes: readonly number[];
}

export async function noteImport(tx: Queryable, one: Imported, now: Date): Promise<number> {
	const values = [
		one.sourceId,
		one.sha256,
		JSON.stringify(one.mapping),
		one.rows,
		one.taken,
		one.classes,
		now
	];
	return (await first(tx.query<{ id: number }>(statement('note_import'), values)))!.id;
}

export interface ImportRow {
	id: number;
	file: string;
	rows: number;
	taken: number;
	imported_at: Date;
	undone_at: Date | null;
}

export const imports = (db: Queryable) => db.query<ImportRow>(statement('imports'));

export const holdImport = (tx: Queryable, id: number) =>
	first(tx.query<{ source_id: number; file: string; classes: number[] }>(statement('hold_import'), [id]));

/** Incidents of an import that were worked on here since: some of their numbers, and how many they are. */
export async function workedOn(
	tx: Queryable,
	sourceId: number
): Promise<{ numbers: string[]; count: number }> {
	const rows = await tx.query<{ number: string; count: number }>(statement('worked_on'), [sourceId]);
	return { numbers: rows.map(({ number }) => number), count: rows[0]?.count ?? 0 };
}

/** @returns how many there were */
export async function removeIncidents(tx: Queryable, sourceId: number): Promise<number> {
	return (await tx.query(statement('remove_incidents'), [sourceId])).length;
}

export async function removeClasses(tx: Queryable, ids: readonly number[]): Promise<number> {
	return (await tx.query(statement('remove_classes'), [ids])).length;
}

export async function noteUndone(tx: Queryable, id: number, now: Date): Promise<void> {
	await tx.query(statement('note_undone'), [id, now]);
}
