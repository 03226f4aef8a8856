/** Who may do what to a case: which right of the policy table (domain/access/policy.ts) each action needs. */
import { Access, type Grant, type Scope } from '../access/access.ts';
import type { Role } from '../access/roles.ts';
import type { Action } from '../access/policy.ts';
import { CASE_ACTIONS, type CaseAction } from './workflow.ts';

export const CASE_RIGHTS = ['report', 'inspect', 'direct', 'handle'] as const satisfies readonly Action[];
export type CaseRight = (typeof CASE_RIGHTS)[number];

/** Null: any of them, as for a word to whoever handles it, or a photo. */
export const RIGHT_OF: Readonly<Record<CaseAction, CaseRight | null>> = {
	accept: 'direct',
	verify: 'inspect',
	file: 'direct',
	dispatch: 'direct',
	send_back: 'handle',
	redispatch: 'direct',
	dispose: 'handle',
	rework: 'inspect',
	pass: 'inspect',
	close: 'direct',
	ask_extension: 'handle',
	grant_extension: 'direct',
	refuse_extension: 'direct',
	suspend: 'direct',
	resume: 'direct',
	merge: 'direct',
	escalate: 'direct',
	void: 'direct',
	say: null,
	photograph: null,
	remove_photo: 'direct'
};

/** Where a case is, and whose. */
export interface Whereabouts {
	/** Ids of the areas that its grid lies in, up to the root; empty beyond the grids. */
	areas: readonly number[];
	/** Who handles it now. */
	organisation: number | null;
	/** All to whom it was ever given. */
	organisations: readonly number[];
}

/** Whether somebody sees any cases at all: where they work, or what is given to their organisation. */
export const seesCases = (access: Access): boolean =>
	access.may('read', 'incident') || access.may('handle', 'incident');

const touches = (one: readonly number[], other: readonly number[]) => one.some((id) => other.includes(id));

/** Whoever is given a case sees it, and what has become of it when it is not theirs any more. */
export function mayRead(access: Access, { areas, organisations }: Whereabouts): boolean {
	const read = access.scopeOf('read', 'incident');
	return (
		read.everywhere ||
		touches(read.areas, areas) ||
		touches(access.scopeOf('handle', 'incident').organisations, organisations)
	);
}

function holds(scope: Scope, right: CaseRight, { areas, organisation }: Whereabouts): boolean {
	if (scope.everywhere || touches(scope.areas, areas)) return true;
	return right === 'handle' && organisation !== null && scope.organisations.includes(organisation);
}

const rightsFor = (action: CaseAction | 'report'): readonly CaseRight[] => {
	const right = action === 'report' ? 'report' : RIGHT_OF[action];
	return right === null ? CASE_RIGHTS : [right];
};

export const mayDo = (access: Access, action: CaseAction | 'report', where: Whereabouts): boolean =>
	rightsFor(action).some((one) => holds(access.scopeOf(one, 'incident'), one, where));

/** The first of somebody's roles by which they may; null for the process, which has none. */
export function roleFor(access: Access, action: CaseAction | 'report', where: Whereabouts): Role | null {
	const by = (grant: Grant) => mayDo(new Access(access.account, [grant]), action, where);
	return access.grants.find(by)?.role ?? null;
}

/** What somebody may ever do to a case where it is, in the order of the workflow. */
export const actionsFor = (access: Access, where: Whereabouts): CaseAction[] =>
	CASE_ACTIONS.filter((action) => mayDo(access, action, where));
