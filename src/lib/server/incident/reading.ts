import type { ClassKind, Evidence } from '../../domain/incident/classes.ts';
import type { GroundState } from '../../domain/responsibility/state.ts';
import type { State } from '../../domain/incident/workflow.ts';
import { loadStatements, type Queryable } from '../db/index.ts';
import type { Named } from './repository.ts';

const statement = loadStatements('incident');

/** Moments are ISO 8601. */
export interface WholeCase {
	number: string;
	state: State;
	version: number;
	address: string | null;
	description: string | null;
	happened_at: string;
	reported_at: string | null;
	due_at: string | null;
	warn_at: string | null;
	closed_at: string | null;
	duty_state: GroundState | null;
	sent_back: number;
	reworked: number;
	escalated: number;
	asked_minutes: number | null;
	/** [lng, lat] */
	position: [number, number];
	class: {
		id: number;
		edition: string;
		kind: ClassKind;
		code: string | null;
		name_zh: string;
		name_en: string | null;
		evidence: Evidence[];
		duty_zh: string | null;
		duty_en: string | null;
	};
	/** With the number of its office. */
	organisation: (Named & { phone: string | null }) | null;
	grid: string | null;
	trail: { code: string; level: string; name: string }[] | null;
	merged_into: string | null;
	/** Numbers of its duplicates. */
	merged: string[];
	source_kind: string;
	source: string;
}

/** The number of the last event there is, for whoever sees cases. */
export async function told(db: Queryable): Promise<number> {
	const [row] = await db.query<{ told: number }>(statement('told'));
	return row!.told;
}

export async function whole(db: Queryable, incident: number): Promise<WholeCase> {
	const [row] = await db.query<WholeCase>(statement('whole'), [incident]);
	return row!;
}

export interface Proposal {
	duty: string | null;
	state: GroundState | null;
	/** Of the organisation. */
	code: string | null;
	name: string | null;
	leads: Named[];
	office_code: string | null;
	office: string | null;
}

export async function proposal(db: Queryable, incident: number, day: string): Promise<Proposal> {
	const [row] = await db.query<Proposal>(statement('proposal'), [incident, day]);
	return row!;
}

export interface SimilarCase {
	number: string;
	name_zh: string;
	name_en: string | null;
	state: State;
	address: string | null;
	happened_at: string;
	position: [number, number];
	metres: number;
}

export const similar = (
	db: Queryable,
	incident: number,
	{ metres, hours }: { metres: number; hours: number }
) => db.query<SimilarCase>(statement('similar'), [incident, metres, hours]);
