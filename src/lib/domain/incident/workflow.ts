/**
 * The way of a case (GB/T 30428, domain: 信息收集 > 立案 > 派遣 > 处置 > 核查结案): which action leads from which state to
 * which, and what it needs. One table; everything that offers, does or refuses an action reads it.
 */
import type { Evidence } from './classes.ts';

export const STATES = [
	'reported',
	'accepted',
	'filed',
	'dispatched',
	'disposed',
	'checked',
	'suspended',
	'closed',
	'merged',
	'void'
] as const;
export type State = (typeof STATES)[number];

/** Nothing is done to a case any more. */
export const ENDED: readonly State[] = ['closed', 'merged', 'void'];
/** States in which a case is somebody's. */
export const HANDLED: readonly State[] = ['dispatched', 'suspended', 'disposed', 'checked'];
export const isOpen = (state: State): boolean => !ENDED.includes(state);
/** Whether somebody has, or had, a case in this state. */
export const wasHandled = (state: State): boolean => HANDLED.includes(state) || state === 'closed';

/** What an action must come with. */
export type Need =
	/** Why: it stays with the case. */
	| 'reason'
	/** Which organisation is to handle it. */
	| 'organisation'
	/** Whether it was found where it was reported. */
	| 'finding'
	/** The case that it is a duplicate of. */
	| 'other'
	/** How much longer, by the clock of its limit. */
	| 'minutes'
	/** New ones; also where the class of the case asks for them. */
	| 'photos'
	/** Which of those that are there. */
	| 'photo';

/** What must be so besides the state. */
export type Condition =
	/** Somebody has looked, and it is there. */
	| 'verified'
	/** More time was asked for, and nobody has answered. */
	| 'extension-asked'
	/** More time was not asked for, or it was answered. */
	| 'no-extension-asked';

interface Move {
	from: readonly State[];
	/** Null: it stays where it is. */
	to: State | null;
	needs: readonly Need[];
	when: readonly Condition[];
	/** What must be there by then, or come with it, where the class of the case asks for it. */
	evidence: Evidence | null;
}

/** Until somebody has it. */
export const BEFORE_DISPATCH = ['reported', 'accepted', 'filed'] as const;
const OPEN: readonly State[] = STATES.filter(isOpen);

const move = (
	from: readonly State[],
	to: State | null,
	needs: Need[] = [],
	when: Condition[] = [],
	evidence: Evidence | null = null
): Move => ({
	from,
	to,
	needs,
	when,
	evidence
});

export const WORKFLOW = {
	/** 受理 */
	accept: move(['reported'], 'accepted'),
	/** 核实: a report is looked at on the spot. */
	verify: move(['accepted'], null, ['finding']),
	/** 立案 */
	file: move(['accepted'], 'filed', [], ['verified'], 'photo_found'),
	/** 派遣 */
	dispatch: move(['filed'], 'dispatched', ['organisation']),
	/** 退回: it is not theirs. */
	send_back: move(['dispatched'], 'filed', ['reason']),
	/** 改派 */
	redispatch: move(['dispatched', 'suspended'], 'dispatched', ['organisation', 'reason']),
	/** 处置反馈 */
	dispose: move(['dispatched'], 'disposed', [], [], 'photo_done'),
	/** 返工: it is not done. */
	rework: move(['disposed'], 'dispatched', ['reason']),
	/** 核查通过 */
	pass: move(['disposed'], 'checked'),
	/** 结案 */
	close: move(['checked'], 'closed'),
	/** 延期申请, and its answers. */
	ask_extension: move(['dispatched'], null, ['reason', 'minutes'], ['no-extension-asked']),
	grant_extension: move(['dispatched'], null, [], ['extension-asked']),
	refuse_extension: move(['dispatched'], null, ['reason'], ['extension-asked']),
	/** 挂账: the clock stands still. */
	suspend: move(['dispatched'], 'suspended', ['reason']),
	resume: move(['suspended'], 'dispatched'),
	/** 并案 */
	merge: move([...BEFORE_DISPATCH, 'dispatched'], 'merged', ['other']),
	/** 督办 */
	escalate: move(OPEN, null, ['reason']),
	/** 作废 */
	void: move([...BEFORE_DISPATCH, 'dispatched', 'suspended'], 'void', ['reason']),
	/** A word to whoever handles it. */
	say: move(STATES, null, ['reason']),
	/** 补充照片 */
	photograph: move(OPEN, null, ['photos']),
	/** 撤下照片: one that shows what it must not. */
	remove_photo: move(STATES, null, ['photo', 'reason'])
} as const satisfies Record<string, Move>;

export type CaseAction = keyof typeof WORKFLOW;
export const CASE_ACTIONS = Object.keys(WORKFLOW) as CaseAction[];

/** What of a case decides what may be done. */
export interface Standing {
	state: State;
	/** Null: nobody has looked yet. */
	found: boolean | null;
	/** Minutes that were asked for and not answered; null where none were. */
	askedMinutes: number | null;
	/** What its class asks for and is not there. */
	lacks?: readonly Evidence[];
}

export type Given = Partial<Record<Need, unknown>>;

export type Refusal =
	| { because: 'state'; state: State }
	| { because: 'condition'; condition: Condition }
	| { because: 'missing'; need: Need };

const HOLDS: Readonly<Record<Condition, (standing: Standing) => boolean>> = {
	verified: ({ found }) => found === true,
	'extension-asked': ({ askedMinutes }) => askedMinutes !== null,
	'no-extension-asked': ({ askedMinutes }) => askedMinutes === null
};

const isGiven = (value: unknown): boolean =>
	typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;

/** Why an action is not possible, the state first; undefined where it is. Whether somebody may do it is not asked here. */
export function refusalOf(standing: Standing, action: CaseAction, given: Given = {}): Refusal | undefined {
	const { from, needs, when, evidence }: Move = WORKFLOW[action];
	if (!from.includes(standing.state)) return { because: 'state', state: standing.state };
	const condition = when.find((one) => !HOLDS[one](standing));
	if (condition) return { because: 'condition', condition };
	const need = needs.find((one) => !isGiven(given[one]));
	if (need) return { because: 'missing', need };
	const lacks = evidence !== null && standing.lacks?.includes(evidence) && !isGiven(given.photos);
	return lacks ? { because: 'missing', need: 'photos' } : undefined;
}

/** What can be done to a case as it stands, in the order of the table. */
export const offeredActions = (standing: Standing): CaseAction[] =>
	CASE_ACTIONS.filter((action) => {
		const refusal = refusalOf(standing, action);
		return refusal === undefined || refusal.because === 'missing';
	});

/** Steps of the way itself. */
export const WAY: readonly CaseAction[] = [
	'accept',
	'verify',
	'file',
	'dispatch',
	'dispose',
	'pass',
	'close',
	'resume'
];

/**
 * The first step of the way that is not done yet, of those that whoever looks can do; null where it is another's. A case
 * that was found is not looked at once more on its way, though it can be.
 */
export const nextStep = (
	offered: readonly CaseAction[],
	{ found }: Pick<Standing, 'found'>
): CaseAction | null =>
	WAY.find((action) => offered.includes(action) && !(action === 'verify' && found)) ?? null;

/** Where a case is after an action that was not refused. */
export const stateAfter = (state: State, action: CaseAction): State => (WORKFLOW[action] as Move).to ?? state;
