import type { ClassKind } from '../../domain/incident/classes.ts';
import type { CaseFilter } from '../../domain/incident/filter.ts';
import type { GroundState } from '../../domain/responsibility/state.ts';
import type { State } from '../../domain/incident/workflow.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('incident');

/** Where whoever asks may see cases: ids. */
export interface Reach {
	everywhere: boolean;
	areas: readonly number[];
	organisations: readonly number[];
}

export interface ListedCase {
	number: string;
	state: State;
	kind: ClassKind;
	name_zh: string;
	name_en: string | null;
	address: string | null;
	organisation: string | null;
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
}

interface Window {
	limit: number;
	offset: number;
}

const within = ({ everywhere, areas, organisations }: Reach) => [everywhere, areas, organisations];
const asked = ({ area, organisation, kind, text }: CaseFilter) => [area, organisation, kind, text];

export const open = (
	db: Queryable,
	reach: Reach,
	filter: CaseFilter,
	{
		states,
		lateAt,
		bounced,
		limit,
		offset
	}: Window & { states: readonly State[]; lateAt: Date | null; bounced: boolean }
) =>
	db.query<ListedCase>(statement('open_list'), [
		...[...within(reach), states, ...asked(filter), lateAt, bounced, limit, offset]
	]);

export const counts = (db: Queryable, reach: Reach, filter: CaseFilter, now: Date) =>
	db.query<{ state: State; count: number; overdue: number; bounced: number }>(statement('open_counts'), [
		...[...within(reach), ...asked(filter), now]
	]);

export const ended = (db: Queryable, reach: Reach, filter: CaseFilter, { limit, offset }: Window) =>
	db.query<ListedCase>(statement('ended_list'), [...within(reach), ...asked(filter), limit, offset]);

export async function filterNames(db: Queryable, area: string | null, organisation: string | null) {
	const [row] = await db.query<{ area: string | null; organisation: string | null }>(
		statement('filter_names'),
		[area, organisation]
	);
	return row!;
}
