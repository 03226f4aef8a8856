import type { PhotoKind } from '../../domain/photo/photo.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('photo');

/** Until the transaction ends, no file of a photo is removed; where alone, none is kept either. */
export async function holdNames(tx: Queryable, { alone = false } = {}): Promise<void> {
	await tx.query(statement(alone ? 'hold_names_alone' : 'hold_names'), []);
}

export interface PhotoRow {
	id: number;
	/** Of the event that it came with. */
	nth: number;
	kind: PhotoKind;
	/** SHA-256 of the file as it came, hex. */
	original: string;
	/** By the camera's clock, as 2026-07-01T08:30:00 with or without +08:00. */
	taken: string | null;
	/** Pixels. */
	width: number;
	height: number;
}

/** @param name of its file: SHA-256 of the picture, hex. @returns whether it was not there */
export async function add(
	tx: Queryable,
	incident: number,
	{ nth, kind, name, original, taken, width, height }: Omit<PhotoRow, 'id'> & { name: string }
): Promise<boolean> {
	const values = [incident, nth, kind, name, original, taken, width, height];
	return (await tx.query(statement('add'), values)).length > 0;
}

export const ofCase = (db: Queryable, incident: number) =>
	db.query<PhotoRow>(statement('of_case'), [incident]);

/** Of a case by its number: the name of a photo's file. */
export async function one(db: Queryable, number: string, photo: number): Promise<string | undefined> {
	const [row] = await db.query<{ name: string }>(statement('one'), [number, photo]);
	return row?.name;
}

/** @returns the name of its file; undefined where it is not there */
export async function remove(
	tx: Queryable,
	incident: number,
	photo: number,
	nth: number
): Promise<string | undefined> {
	const [row] = await tx.query<{ name: string }>(statement('remove'), [incident, photo, nth]);
	return row?.name;
}

/** For the process alone. */
export async function inUse(db: Queryable, names: readonly string[]): Promise<string[]> {
	return (await db.query<{ name: string }>(statement('in_use'), [names])).map(({ name }) => name);
}
