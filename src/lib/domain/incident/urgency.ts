/** How a case stands to its time, as lists and pages say it. */
import { isOpen, type State } from './workflow.ts';

export const URGENCIES = ['overdue', 'soon', 'in-time', 'stands', 'no-limit', 'ended'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface Timed {
	state: State;
	/** ISO 8601. */
	due_at: string | null;
	/** From when on whoever has it is warned. */
	warn_at: string | null;
}

/** @param now ms since 1970 */
export function urgencyOf({ state, due_at, warn_at }: Timed, now: number): Urgency {
	if (!isOpen(state)) return 'ended';
	if (due_at === null) return state === 'suspended' ? 'stands' : 'no-limit';
	if (Date.parse(due_at) < now) return 'overdue';
	return warn_at !== null && Date.parse(warn_at) <= now ? 'soon' : 'in-time';
}

export interface Span {
	unit: 'minutes' | 'hours' | 'days';
	count: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in the largest unit of which there are two, rounded down: what is left is never said to be more. */
export function spanOf(ms: number): Span {
	const length = Math.abs(ms);
	if (length >= 2 * DAY) return { unit: 'days', count: Math.floor(length / DAY) };
	if (length >= 2 * HOUR) return { unit: 'hours', count: Math.floor(length / HOUR) };
	return { unit: 'minutes', count: Math.floor(length / MINUTE) };
}
