import type { z } from 'zod';
import type { incidentClassesSchema } from '../../domain/api/incident-classes.ts';
import type { ClassRef } from '../../domain/exchange/incident-class-row.ts';
import type { ClassKind, Evidence } from '../../domain/incident/classes.ts';
import type { Clock } from '../../domain/incident/clocks.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('incident-class');

export interface ClassFields {
	group_name: string;
	name_zh: string;
	name_en: string | null;
	duty_code: string | null;
	evidence: Evidence[];
}
export interface KnownClass extends ClassFields {
	id: number;
	edition: string;
	kind: ClassKind;
	code: string;
	certainty: 'confirmed' | 'inferred' | 'memory' | 'city';
}

type Answer = z.infer<typeof incidentClassesSchema>;

export const editions = (db: Queryable) => db.query<Answer['editions'][number]>(statement('editions'));

export const ofEdition = (db: Queryable, edition: string, day: string) =>
	db.query<Answer['classes'][number]>(statement('of_edition'), [edition, day]);

export const calendar = (db: Queryable) =>
	db.query<{ day: string; kind: 'holiday' | 'workday' }>(statement('calendar'));

export const known = (tx: Queryable, refs: readonly ClassRef[]) =>
	tx.query<KnownClass>(statement('known'), [JSON.stringify(refs)]);

export async function duties(tx: Queryable): Promise<Set<string>> {
	return new Set((await tx.query<{ code: string }>(statement('duties'))).map(({ code }) => code));
}

export const put = (tx: Queryable, rows: readonly (ClassRef & ClassFields)[]) =>
	tx.query<ClassRef & { id: number }>(statement('put'), [JSON.stringify(rows)]);

/** @returns how many of them are new */
export async function putMatches(
	tx: Queryable,
	matches: readonly { former_id: number; class_id: number }[]
): Promise<number> {
	return (await tx.query(statement('put_matches'), [JSON.stringify(matches)])).length;
}

export interface OwnLimit {
	id: number;
	class_id: number;
	condition: string;
	clock: Clock;
	minutes: number;
	/** YYYY-MM-DD */
	valid_from: string;
}

export const ownLimits = (tx: Queryable, classes: readonly number[], day: string) =>
	tx.query<OwnLimit>(statement('own_limits'), [classes, day]);

export async function endLimits(tx: Queryable, ids: readonly number[], day: string): Promise<void> {
	await tx.query(statement('end_limits'), [ids, day]);
}

export async function addLimits(
	tx: Queryable,
	limits: readonly Pick<OwnLimit, 'class_id' | 'condition' | 'clock' | 'minutes'>[],
	day: string
): Promise<void> {
	await tx.query(statement('add_limits'), [JSON.stringify(limits), day]);
}
