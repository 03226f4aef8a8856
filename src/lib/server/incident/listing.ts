import type { ClassKind } from '../../domain/incident/classes.ts';
import type { Sort } from '../../domain/incident/filter.ts';
import type { GroundState } from '../../domain/responsibility/state.ts';
import type { State } from '../../domain/incident/workflow.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('case-list');

/** Where whoever asks may see cases: ids. */
export interface Reach {
	everywhere: boolean;
	areas: readonly number[];
	organisations: readonly number[];
}

/** As cases_asked_for (db/functions/72_case_list.sql) reads it; what is not asked for is left out. */
export interface Asked {
	area?: string;
	grid?: string;
	organisation?: string;
	number?: string;
	kind?: ClassKind;
	text?: string;
	/** Moments of when it happened, ISO 8601: from the first, before the second. */
	since?: string;
	before?: string;
	/** First and last column and line of tiles of zoom 30, as column, line, column, line. */
	tiles?: readonly number[];
}

/** Part of what is found: those in some states, past their time at a moment, or nobody's. */
export interface Viewed {
	states: readonly State[];
	lateAt: Date | null;
	bounced: boolean;
}

/** Ids of the areas that a grid belongs to; null beyond the grids. */
export interface Seat {
	community: number | null;
	duty_grid: number | null;
}

export interface CaseRow {
	number: string;
	state: State;
	kind: ClassKind;
	name_zh: string;
	name_en: string | null;
	address: string | null;
	organisation: string | null;
	organisation_id: number | null;
	/** Moments are ISO 8601. */
	happened_at: string;
	due_at: string | null;
	warn_at: string | null;
	closed_at: string | null;
	/** State of that ground for the duty of its class. */
	duty_state: GroundState | null;
	sent_back: number;
	reworked: number;
	escalated: number;
	asked_minutes: number | null;
	version: number;
	/** [lng, lat] */
	position: [number, number];
	seat: Seat;
	/** Of one that is accepted: whether somebody has found it there; null where nobody has looked. */
	found: boolean | null;
}

export interface Count {
	state: State;
	count: number;
	overdue: number;
	bounced: number;
}

export interface Found {
	/** In their order. */
	ids: number[];
	/** Of all that are open under the same filter, whatever the view. */
	counts: Count[];
}

interface Window {
	limit: number;
	offset: number;
}

/** Another text after anything that was done to cases. */
export async function mark(db: Queryable): Promise<string> {
	const [row] = await db.query<{ mark: string }>(statement('mark'));
	return row!.mark;
}

/** The same, and the number of the last event that whoever asks may know of; to be read before what it is a mark of. */
export async function marked(db: Queryable): Promise<{ mark: string; told: number }> {
	const [row] = await db.query<{ mark: string; told: number }>(statement('marked'));
	return row!;
}

const within = ({ everywhere, areas, organisations }: Reach, asked: Asked) => [
	everywhere,
	areas,
	organisations,
	JSON.stringify(asked)
];

export async function open(
	db: Queryable,
	reach: Reach,
	asked: Asked,
	{ states, lateAt, bounced, sort, limit, offset, now }: Viewed & Window & { sort: Sort; now: Date }
): Promise<Found> {
	const [row] = await db.query<Found>(statement('open_list'), [
		...[...within(reach, asked), states, lateAt, bounced, sort, limit, offset, now]
	]);
	return row!;
}

/** @param states those of which `most` are wanted, not `usual` */
export async function board(
	db: Queryable,
	reach: Reach,
	asked: Asked,
	{
		states,
		lateAt,
		bounced,
		sort,
		usual,
		most,
		now
	}: Viewed & { sort: Sort; usual: number; most: number; now: Date }
): Promise<Found> {
	const [row] = await db.query<Found>(statement('board'), [
		...[...within(reach, asked), states, lateAt, bounced, sort, usual, most, now]
	]);
	return row!;
}

export async function ended(
	db: Queryable,
	reach: Reach,
	asked: Asked,
	{ sort, limit, offset, few }: Window & { sort: Sort; few: boolean }
): Promise<number[]> {
	const values = [...within(reach, asked), sort, limit, offset];
	const found = await db.query<{ id: number }>(statement(few ? 'few_ended_list' : 'ended_list'), values);
	return found.map(({ id }) => id);
}

const seatOf = ({ community, duty_grid }: Seat) => `${community ?? ''}/${duty_grid ?? ''}`;

/** @returns for each the ids of the areas that it lies in, up to the root */
export async function areasOf(db: Queryable, seats: readonly Seat[]): Promise<(seat: Seat) => number[]> {
	const each = [...new Map(seats.map((seat) => [seatOf(seat), seat])).values()];
	const asked = each.filter(({ community }) => community !== null);
	if (asked.length === 0) return () => [];
	const values = [asked.map((one) => one.community), asked.map((one) => one.duty_grid)];
	const rows = await db.query<Seat & { areas: number[] }>(statement('areas'), values);
	const bySeat = new Map(rows.map((row) => [seatOf(row), row.areas]));
	return (seat) => bySeat.get(seatOf(seat)) ?? [];
}

/** As far as whoever asks may see them, in the order of their ids. */
export const rows = (db: Queryable, ids: readonly number[]) =>
	ids.length > 0 ? db.query<CaseRow>(statement('rows'), [ids]) : [];

export interface CasePlace {
	number: string;
	/** [lng, lat] */
	position: [number, number];
	/** Id. */
	class: number;
	state: State;
	/** ISO 8601. */
	due_at: string | null;
	warn_at: string | null;
}

export const places = (
	db: Queryable,
	reach: Reach,
	asked: Asked,
	{ states, lateAt, bounced }: Viewed,
	most: number
) => db.query<CasePlace>(statement('places'), [...within(reach, asked), states, lateAt, bounced, most]);

export interface ClassName {
	id: number;
	kind: ClassKind;
	name_zh: string;
	name_en: string | null;
}

export const classNames = (db: Queryable, ids: readonly number[]) =>
	db.query<ClassName>(statement('class_names'), [ids]);

export async function filterNames(db: Queryable, area: string | null, organisation: string | null) {
	const [row] = await db.query<{ area: string | null; organisation: string | null }>(
		statement('filter_names'),
		[area, organisation]
	);
	return row!;
}
