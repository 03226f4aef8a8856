import type { Role } from '../../domain/access/roles.ts';
import type { CaseEvent, Stage } from '../../domain/incident/case.ts';
import type { Evidence } from '../../domain/incident/classes.ts';
import type { Clock, Limit } from '../../domain/incident/clocks.ts';
import type { CaseAction, State } from '../../domain/incident/workflow.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('incident');

/** Whoever does the same under the same name at the same moment waits until this transaction ends. */
export async function holdKey(tx: Queryable, actor: string, key: string): Promise<void> {
	await tx.query(statement('hold_key'), [actor, key]);
}

export interface Done {
	number: string;
	/** Of its events the one that this was. */
	version: number;
	state: State;
}

export async function knownKey(
	tx: Queryable,
	actor: string,
	key: string
): Promise<(Done & { asked: string }) | undefined> {
	const [row] = await tx.query<Done & { asked: string }>(statement('known_key'), [actor, key]);
	return row;
}

export interface Spot {
	grid_id: number;
	/** Ids, up to the root. */
	areas: number[];
}

/** @param day YYYY-MM-DD */
export async function spot(
	db: Queryable,
	[lng, lat]: readonly [number, number],
	day: string
): Promise<Spot | undefined> {
	const [row] = await db.query<Spot>(statement('spot'), [lng, lat, day]);
	return row;
}

export async function isClass(db: Queryable, id: number): Promise<boolean> {
	return (await db.query(statement('class'), [id])).length > 0;
}

export interface Reported {
	class: number;
	position: readonly [number, number];
	address: string | null;
	description: string | null;
	happenedAt: Date;
	reportedAt: Date;
	grid: number;
	/** YYYY-MM-DD, on which it is reported. */
	day: string;
}

export async function add(tx: Queryable, given: Reported): Promise<{ id: number; number: string }> {
	const { position, address, description, happenedAt, reportedAt, grid, day } = given;
	const values = [given.class, ...position, address, description, happenedAt, reportedAt, grid, day];
	const [row] = await tx.query<{ id: number; number: string }>(statement('add'), values);
	return row!;
}

/** Whoever does something to the same case waits until this transaction ends. */
export async function hold(tx: Queryable, number: string): Promise<void> {
	await tx.query(statement('hold'), [number]);
}

export interface StandingRow {
	id: number;
	number: string;
	class_id: number;
	state: State;
	version: number;
	organisation_id: number | null;
	happened_at: Date;
	due_at: Date | null;
	warn_at: Date | null;
	closed_at: Date | null;
	merged_into: number | null;
	areas: number[];
	organisations: number[];
	/** What its class asks for and is not there; of what is no photo the case cannot tell. */
	lacks: Evidence[];
}

export async function standing(db: Queryable, number: string): Promise<StandingRow | undefined> {
	const [row] = await db.query<StandingRow>(statement('standing'), [number]);
	return row;
}

export interface EventRow {
	nth: number;
	action: 'report' | 'take_over' | CaseAction;
	at: Date;
	actor: string;
	role: Role | null;
	state: State;
	organisation_id: number | null;
	organisation: string | null;
	reason: string | null;
	found: boolean | null;
	minutes: number | null;
	limit_clock: Clock | null;
	limit_minutes: number | null;
	other: string | null;
}

export const events = (db: Queryable, incident: number) =>
	db.query<EventRow>(statement('events'), [incident]);

/** As the rules have them. */
export const toEvent = (row: EventRow): CaseEvent => ({
	action: row.action,
	at: row.at,
	...(row.action === 'take_over' && { state: row.state }),
	...(row.found !== null && { found: row.found }),
	...(row.organisation_id !== null && { organisation: row.organisation_id }),
	...(row.limit_clock !== null && { limit: { clock: row.limit_clock, minutes: row.limit_minutes! } }),
	...(row.minutes !== null && { minutes: row.minutes })
});

export interface NewEvent {
	incident: number;
	nth: number;
	actor: string;
	role: Role | null;
	state: State;
	event: CaseEvent;
	reason?: string | null;
	other?: number | null;
	/** What it is called by whoever did it, and SHA-256 (hex) of what was asked. */
	key?: { name: string; asked: string } | undefined;
}

export async function addEvent(tx: Queryable, added: NewEvent): Promise<void> {
	const { incident, nth, actor, role, state, event, reason = null, other = null, key } = added;
	const { action, at, organisation = null, found = null, minutes = null, limit } = event;
	await tx.query(statement('add_event'), [
		...[incident, nth, action, at, actor, role, state, organisation, reason, found, minutes],
		...[limit?.clock ?? null, limit?.minutes ?? null, other, key?.name ?? null, key?.asked ?? null]
	]);
}

export interface Standing {
	state: State;
	version: number;
	organisation: number | null;
	dueAt: Date | null;
	warnAt: Date | null;
	closedAt: Date | null;
	mergedInto: number | null;
	sentBack: number;
	reworked: number;
	escalated: number;
	askedMinutes: number | null;
}

export async function putStanding(tx: Queryable, incident: number, now: Standing): Promise<void> {
	await tx.query(statement('put_standing'), [
		...[
			incident,
			now.state,
			now.version,
			now.organisation,
			now.dueAt,
			now.warnAt,
			now.closedAt,
			now.mergedInto
		],
		...[now.sentBack, now.reworked, now.escalated, now.askedMinutes]
	]);
}

type OtherStage = Exclude<Stage, 'handling'>;

export async function stageLimits(db: Queryable): Promise<Record<OtherStage, Limit>> {
	const rows = await db.query<Limit & { stage: OtherStage }>(statement('stage_limits'));
	const limits = rows.map(({ stage, clock, minutes }) => [stage, { clock, minutes }] as const);
	return Object.fromEntries(limits) as Record<OtherStage, Limit>;
}

export interface ClassLimit extends Limit {
	/** For which kind or degree; empty where there is one. */
	condition: string;
	/** Whose rule it is, as an example; empty for the city's own. */
	place: string;
	certainty: 'confirmed' | 'inferred' | 'memory' | 'city';
}

export const classLimits = (db: Queryable, of: number, day: string) =>
	db.query<ClassLimit>(statement('class_limits'), [of, day]);

export interface Named {
	code: string;
	name: string;
}

export async function organisation(
	db: Queryable,
	code: string,
	day: string
): Promise<(Named & { id: number }) | undefined> {
	const [row] = await db.query<Named & { id: number }>(statement('organisation'), [code, day]);
	return row;
}

export const organisations = (db: Queryable, day: string) =>
	db.query<Named>(statement('organisations'), [day]);
