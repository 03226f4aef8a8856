/**
 * What somebody wants to see of the audit, as it stands in the address: days, ids and names of actions, so that it can be
 * handed on. Nothing that a person typed as text, and no name of anybody.
 */
import { addDays, daysBetween, isDay } from '../calendar/days.ts';
import {
	AUDIT_ACTION_NAMES,
	AUDIT_ACTIONS,
	isActionGroup,
	isAuditAction,
	SUBJECT_KINDS,
	type ActionGroup,
	type AuditAction,
	type SubjectKind
} from './actions.ts';

export interface AuditFilter {
	/** First and last day, YYYY-MM-DD, where the jurisdiction is. */
	from: string;
	to: string;
	/** An hour of the one day; null: all of it. */
	hour: number | null;
	/** `account:<id>`, or the command that ran. */
	actor: string | null;
	action: AuditAction | ActionGroup | null;
	kind: SubjectKind | null;
	/** With a kind whose things have ids. */
	id: string | null;
}

/** Days that are shown where none are asked for, today included. */
const USUAL_DAYS = 30;
/** Ten years, of which each month is one bar. */
const MOST_DAYS = 3660;

const ACTOR = /^(account:[1-9]\d{0,8}|visitor|server|npm run [a-z]{2,20})$/;
const NUMBER = /^[1-9]\d{0,8}$/;
const ID: Partial<Record<SubjectKind, RegExp>> = {
	account: NUMBER,
	session: NUMBER,
	responsibility: /^(key|made):.{1,200}$/u
};
/** Kinds of which one can be asked for by its id. */
export const hasIds = (kind: SubjectKind): boolean => ID[kind] !== undefined;

/** Of years from 2000 to 2999: what is before has no entries. */
export const isEntryDay = (value: string): boolean => value.startsWith('2') && isDay(value);

/**
 * @param today YYYY-MM-DD
 * @returns the filter, and whether something in the address could not be read and was left out
 */
export function parseFilter(
	query: URLSearchParams,
	today: string
): { filter: AuditFilter; leftOut: boolean } {
	let leftOut = false;
	const read = <T extends string>(name: string, is: (value: string) => value is T): T | null => {
		// An empty field of a form is none.
		const value = query.get(name)?.trim();
		if (!value) return null;
		if (is(value)) return value;
		leftOut = true;
		return null;
	};
	const matching = (pattern: RegExp) => (value: string) => pattern.test(value);
	const day = (value: string): value is string => isEntryDay(value);
	const given = { from: read('from', day), to: read('to', day) };
	const last = given.to ?? (given.from && given.from > today ? given.from : today);
	const first = given.from ?? addDays(last, 1 - USUAL_DAYS);
	const [begin, to] = first <= last ? [first, last] : [last, first];
	const isTooLong = daysBetween(begin, to) >= MOST_DAYS;
	const from = isTooLong ? addDays(to, 1 - MOST_DAYS) : begin;
	leftOut ||= isTooLong;
	const hour = read('hour', matching(/^(\d|1\d|2[0-3])$/) as (value: string) => value is string);
	const kind = read('kind', (value): value is SubjectKind =>
		(SUBJECT_KINDS as readonly string[]).includes(value)
	);
	const form = kind && ID[kind];
	const id = form ? read('id', matching(form) as (value: string) => value is string) : null;
	if (!form && query.get('id')?.trim()) leftOut = true;
	const filter = {
		from,
		to,
		hour: hour !== null && from === to ? Number(hour) : null,
		actor: read('actor', matching(ACTOR) as (value: string) => value is string),
		action: read(
			'action',
			(value): value is AuditAction | ActionGroup => isAuditAction(value) || isActionGroup(value)
		),
		kind,
		id
	};
	return { filter, leftOut };
}

/** The filter as a query, always in the same order and with its days: what is handed on shows the same tomorrow. */
export function queryOf(filter: AuditFilter): string {
	const query = new URLSearchParams();
	for (const name of ['from', 'to', 'hour', 'actor', 'action', 'kind', 'id'] as const)
		if (filter[name] !== null) query.set(name, String(filter[name]));
	return query.toString();
}

/** Which actions it lets through; null: all. */
export function wantedActions({ action, kind, id }: AuditFilter): AuditAction[] | null {
	// One thing is asked for by its id: whatever was done to it.
	const byKind = kind !== null && id === null;
	if (action === null && !byKind) return null;
	return AUDIT_ACTION_NAMES.filter(
		(one) =>
			(action === null || one === action || AUDIT_ACTIONS[one].group === action) &&
			(!byKind || AUDIT_ACTIONS[one].subject === kind)
	);
}

/** The subject as entries have it; null: any. */
export const wantedSubject = ({ kind, id }: AuditFilter): string | null =>
	id === null ? null : kind === 'account' || kind === 'session' ? `${kind}:${id}` : id;
