import type { CaseAction, State } from '$lib/domain/incident/workflow';
import type { GroundState } from '$lib/domain/responsibility/state';

/** What lists and boards show of a case. Moments are ISO 8601. */
export interface CaseListRow {
	number: string;
	/** How many events it has. */
	version: number;
	state: State;
	name_zh: string;
	name_en: string | null;
	address: string | null;
	organisation: string | null;
	due_at: string | null;
	warn_at: string | null;
	closed_at: string | null;
	duty_state: GroundState | null;
	sent_back: number;
	reworked: number;
	escalated: number;
	asked_minutes: number | null;
	/** What whoever looks can do to it. */
	offered: readonly CaseAction[];
}
