/** One thing done to several cases: what can be, and what each of them offers. */
import { CASE_ACTIONS, WORKFLOW, type CaseAction, type Need } from './workflow.ts';

/**
 * What is for one case alone: which case it is a duplicate of, how much longer it needs, whether somebody who stood before
 * it saw it, and what it looks like.
 */
const FOR_ONE = [
	'merge',
	'ask_extension',
	'verify',
	'photograph',
	'remove_photo'
] as const satisfies CaseAction[];
export type BulkAction = Exclude<CaseAction, (typeof FOR_ONE)[number]>;
export const BULK_ACTIONS = CASE_ACTIONS.filter(
	(action): action is BulkAction => !(FOR_ONE as readonly CaseAction[]).includes(action)
);

/** Whoever wants to do more had better do it in parts, and look at what became of each. */
export const MOST_AT_ONCE = 200;

export const isBulkAction = (value: string): value is BulkAction =>
	(BULK_ACTIONS as readonly string[]).includes(value);

/** What every one of them offers, in the order of the workflow; nothing where there are none. */
export const offeredByAll = (cases: readonly { offered: readonly CaseAction[] }[]): BulkAction[] =>
	cases.length === 0
		? []
		: BULK_ACTIONS.filter((action) => cases.every(({ offered }) => offered.includes(action)));

/** What some of them offer. */
export const offeredBySome = (cases: readonly { offered: readonly CaseAction[] }[]): BulkAction[] =>
	BULK_ACTIONS.filter((action) => cases.some(({ offered }) => offered.includes(action)));

export const needsOf = (action: BulkAction): readonly Need[] => WORKFLOW[action].needs;

/** A case as somebody has seen it. */
export interface SeenCase {
	number: string;
	/** How many events it had. */
	version: number;
}

/** As it stands in a form: version, colon, number. */
export const seenCaseText = ({ number, version }: SeenCase): string => `${version}:${number}`;

/** Undefined for what is none. */
export function parseSeenCase(text: string): SeenCase | undefined {
	const [, version, number] = /^(\d{1,9}):(.{1,60})$/su.exec(text) ?? [];
	return version !== undefined && number !== undefined ? { version: Number(version), number } : undefined;
}
