/** What was to be done to a case and was refused: its form stands open with what was typed. */
import type { CaseAction } from '$lib/domain/incident/workflow';

/** What of a form is given back; files cannot be. */
export const TYPED = ['organisation', 'limit', 'found', 'kind', 'photo', 'other', 'days', 'reason'] as const;
export type Typed = Partial<Record<(typeof TYPED)[number], string>>;

export interface Tried {
	/** Null: none that there is. */
	action: CaseAction | null;
	/** Nothing where the page itself still has it. */
	typed: Typed;
}
