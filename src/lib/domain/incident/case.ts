/**
 * A case as its events make it: where it stands, who handles it, and by when. Events are only added, so that it can be
 * made again from them at any time.
 */
import type { WorkCalendar } from '../calendar/working-days.ts';
import { deadline, type Limit, type Pause } from './clocks.ts';
import { HANDLED, stateAfter, type CaseAction, type Standing, type State } from './workflow.ts';

/** Parts of the way that are timed. Handling has the limit of the case's class, the others one for all. */
export const STAGES = ['acceptance', 'verification', 'dispatch', 'handling', 'check'] as const;
export type Stage = (typeof STAGES)[number];

const STAGE_OF: Readonly<Partial<Record<State, Stage>>> = {
	reported: 'acceptance',
	accepted: 'verification',
	filed: 'dispatch',
	dispatched: 'handling',
	suspended: 'handling',
	disposed: 'check'
};

export interface CaseEvent {
	action: 'report' | 'take_over' | CaseAction;
	at: Date;
	/** Of take_over: how it stood when it was brought in from elsewhere. */
	state?: State;
	/** Of report and verify: whether somebody has seen it there. */
	found?: boolean;
	/** Of dispatch and redispatch: whose it is, and how long they may take; no limit where the class has none. */
	organisation?: number;
	limit?: Limit | null;
	/** Of ask_extension: how much longer. */
	minutes?: number;
}

/** How long the one who handles a case has had it. */
interface Handling {
	organisation: number;
	limit: Limit | null;
	begun: Date;
	/** While it was suspended, and while it was checked and not found done. */
	pauses: Pause[];
}

export interface Case extends Standing {
	/** When it came into its state. */
	since: Date;
	reported: Date;
	handling: Handling | null;
	/** How often it was sent back, given to others, and not found done. */
	sentBack: number;
	redispatched: number;
	reworked: number;
	escalated: number;
}

/** A warning comes when so much of a limit has run. */
const WARN_SHARE = 0.75;

const isFirst = ({ action }: CaseEvent) => action === 'report' || action === 'take_over';

/**
 * @throws RangeError where the first event is neither a report nor a take-over, or a later one is; actions are taken to
 * have been allowed
 */
export function caseOf(events: readonly CaseEvent[]): Case {
	const [first, ...rest] = events;
	if (!first || !isFirst(first)) throw new RangeError('a case begins with its report');
	const state = first.state ?? 'reported';
	const begun: Case = {
		state,
		// What was filed elsewhere was found there.
		found: first.found ?? (['reported', 'accepted'].includes(state) ? null : true),
		askedMinutes: null,
		since: first.at,
		reported: first.at,
		handling: givenBefore(first, state),
		sentBack: 0,
		redispatched: 0,
		reworked: 0,
		escalated: 0
	};
	return rest.reduce(after, begun);
}

/** The case after one more event. */
export function after(before: Case, event: CaseEvent): Case {
	const { action, at } = event;
	if (action === 'report' || action === 'take_over') throw new RangeError('a case is reported once');
	const state = stateAfter(before.state, action);
	const moved = { ...before, state, since: state === before.state ? before.since : at };
	return { ...moved, ...CHANGES[action]?.(before, event) };
}

const CHANGES: Readonly<Partial<Record<CaseAction, (before: Case, event: CaseEvent) => Partial<Case>>>> = {
	verify: (_, { found }) => ({ found: found ?? null }),
	dispatch: (_, event) => ({ handling: beginning(event), askedMinutes: null }),
	redispatch: ({ redispatched }, event) => ({
		handling: beginning(event),
		askedMinutes: null,
		redispatched: redispatched + 1,
		since: event.at
	}),
	send_back: ({ sentBack }) => ({ handling: null, askedMinutes: null, sentBack: sentBack + 1 }),
	dispose: (before, { at }) => ({ handling: paused(before.handling, at), askedMinutes: null }),
	rework: (before, { at }) => ({
		handling: goingOn(before.handling, at),
		reworked: before.reworked + 1
	}),
	suspend: (before, { at }) => ({ handling: paused(before.handling, at) }),
	resume: (before, { at }) => ({ handling: goingOn(before.handling, at) }),
	ask_extension: (_, { minutes }) => ({ askedMinutes: minutes ?? null }),
	grant_extension: ({ handling, askedMinutes }) => ({
		handling: handling && longer(handling, askedMinutes ?? 0),
		askedMinutes: null
	}),
	refuse_extension: () => ({ askedMinutes: null }),
	escalate: ({ escalated }) => ({ escalated: escalated + 1 })
};

/** Of what was brought in: whose it was is known, by when it was due is not. */
function givenBefore({ organisation, at }: CaseEvent, state: State): Handling | null {
	if (organisation === undefined || !HANDLED.includes(state)) return null;
	const pauses = state === 'dispatched' ? [] : [{ from: at, to: null }];
	return { organisation, limit: null, begun: at, pauses };
}

/** Whoever is given a case has its whole limit, however long others had it. */
function beginning({ organisation, limit, at }: CaseEvent): Handling {
	if (organisation === undefined) throw new RangeError('a case is dispatched to somebody');
	return { organisation, limit: limit ?? null, begun: at, pauses: [] };
}

const paused = (handling: Handling | null, from: Date): Handling | null =>
	handling && { ...handling, pauses: [...handling.pauses, { from, to: null }] };

/** What had run has run: what was not done in time is not in time after it was checked. */
const goingOn = (handling: Handling | null, to: Date): Handling | null =>
	handling && {
		...handling,
		pauses: handling.pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause))
	};

const longer = (handling: Handling, minutes: number): Handling => ({
	...handling,
	limit: handling.limit && { ...handling.limit, minutes: handling.limit.minutes + minutes }
});

export interface Due {
	stage: Stage;
	/** When the stage must be done; null while its clock stands still, or where there is no limit. */
	at: Date | null;
	/** From when on whoever has it is warned. */
	warnAt: Date | null;
}

/** By when what is to be done next must be done; null for a case at which nothing is timed. */
export function dueOf(
	{ state, since, handling }: Pick<Case, 'state' | 'since' | 'handling'>,
	stages: Readonly<Record<Exclude<Stage, 'handling'>, Limit>>,
	calendar: WorkCalendar
): Due | null {
	const stage = STAGE_OF[state];
	if (!stage) return null;
	const timed =
		stage === 'handling'
			? handling && { limit: handling.limit, begun: handling.begun, pauses: handling.pauses }
			: { limit: stages[stage], begun: since, pauses: [] };
	if (!timed?.limit) return { stage, at: null, warnAt: null };
	const { limit, begun, pauses } = timed;
	const warning = { ...limit, minutes: Math.max(1, Math.ceil(limit.minutes * WARN_SHARE)) };
	return {
		stage,
		at: deadline(begun, limit, calendar, pauses),
		warnAt: deadline(begun, warning, calendar, pauses)
	};
}
