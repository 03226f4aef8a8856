/** Entries of the audit as sentences: whom, on what, and with which details. */
import { isRole, type Role } from '../../domain/access/roles.ts';
import { isActionGroup, isAuditAction, AUDIT_ACTIONS, type SubjectKind } from '../../domain/audit/actions.ts';
import type { ChainFault } from '../../domain/audit/fault.ts';
import { accountWords } from '../../words/account.ts';
import { auditWords, faultSentence } from '../../words/audit.ts';
import { auditDetailWords } from '../../words/audit-detail.ts';
import { auditPageWords } from '../../words/audit-page.ts';
import { FORMATS } from '../../words/index.ts';
import type { Language } from '../../words/language.ts';

/** An account as it is called now. */
export interface Named {
	title: string;
	demonstration: boolean;
}

export interface Said {
	action: string;
	subject: string;
	/** The account that it is about, or whose session. */
	account: number | null;
	subjectNamed: Named | null;
	actor: string;
	actorNamed: Named | null;
	detail: Record<string, unknown>;
	places: { area: string | null; organisation: string | null };
}

export interface Line {
	label: string;
	value: string;
}

export function titleOf({ title, demonstration }: Named, language: Language): string {
	const role = title.replace(/^demo-/, '').replaceAll('-', '_');
	return demonstration && isRole(role)
		? auditPageWords[language].roleIn(accountWords[language].roleNames[role])
		: title;
}

/** Who did it; an account that the database does not have is said by its number. */
export function actorName(actor: string, named: Named | null, language: Language): string {
	const words = auditPageWords[language];
	if (named) return titleOf(named, language);
	const [, id] = /^account:(\d+)$/.exec(actor) ?? [];
	if (id !== undefined) return words.accountOf(id);
	return words.actors[actor] ?? words.command(actor);
}

export const actionName = (action: string, language: Language): string =>
	isAuditAction(action) ? auditPageWords[language].actions[action] : action;

/** The kind of an entry's subject, and its id where one can be asked for by it; undefined where it is about nothing. */
export function subjectOf({
	action,
	subject
}: Pick<Said, 'action' | 'subject'>): { kind: SubjectKind; id: string | null } | undefined {
	if (subject === '') return undefined;
	const [, kind, id] = /^(account|session):(\d{1,9})$/.exec(subject) ?? [];
	if (kind !== undefined && id !== undefined) return { kind: kind as 'account' | 'session', id };
	const known = isAuditAction(action) ? AUDIT_ACTIONS[action].subject : 'none';
	return { kind: known, id: known === 'responsibility' ? subject : null };
}

export function subjectName(entry: Said, language: Language): string {
	const words = auditPageWords[language];
	const about = subjectOf(entry);
	if (!about) return '';
	const { kind, id } = about;
	const own = entry.account !== null && entry.actor === `account:${entry.account}`;
	const title = own ? words.self : entry.subjectNamed && titleOf(entry.subjectNamed, language);
	if (kind === 'account') return title ?? words.accountOf(id!);
	if (kind !== 'session') return entry.subject.replace(/^(key|made):/, '');
	return [words.sessionOf(id!), own ? null : title].filter(Boolean).join(' · ');
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Of these a number is a name, not a count. */
const NAMES = ['assignment', 'seed', 'id', 'class', 'version'];

/** The details that say something. */
export function linesOf(entry: Said, language: Language): Line[] {
	const words = auditDetailWords[language];
	const valueOf = (key: string, value: unknown): string | null => {
		if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
		if (key === 'found' && Array.isArray(value))
			return (value as ChainFault[])
				.map((fault) => faultSentence(fault, auditWords[language]))
				.join(words.join);
		if (key === 'faults' && value === 0) return words.none;
		if (typeof value === 'boolean') return value ? words.yes : words.no;
		if (typeof value === 'number')
			return NAMES.includes(key) ? String(value) : FORMATS[language].decimal(value);
		if (typeof value === 'object') return inside(value as Record<string, unknown>);
		return textOf(key, String(value), entry, language);
	};
	// The database keeps keys by their length; people read them as the words stand.
	const order = Object.keys(words.labels);
	const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
	const inOrder = (value: Record<string, unknown>) =>
		Object.entries(value).sort(([one], [other]) => placeOf(one) - placeOf(other));
	const inside = (value: Record<string, unknown>): string | null =>
		inOrder(value)
			.map(([key, one]) => [words.labels[key] ?? key, valueOf(key, one)] as const)
			.filter(([, said]) => said !== null)
			.map(([label, said]) => `${label} ${said}`)
			.join(words.join) || null;
	return inOrder(entry.detail).flatMap(([key, value]) => {
		const said = valueOf(key, value);
		return said === null ? [] : [{ label: words.labels[key] ?? key, value: said }];
	});
}

function textOf(key: string, text: string, { places }: Said, language: Language): string {
	const words = auditPageWords[language];
	if (key === 'role' && isRole(text)) return accountWords[language].roleNames[text satisfies Role];
	if (key === 'area' || key === 'organisation') return places[key] ?? text;
	if (key === 'actor') return actorName(text, null, language);
	if (key === 'action') return isActionGroup(text) ? words.groups[text] : actionName(text, language);
	if (key === 'sha256') return `${text.slice(0, 12)}…`;
	if (key === 'head') return text.replace(/:(.{12}).*/, ':$1…');
	if (DAY.test(text)) return FORMATS[language].day(text);
	return auditDetailWords[language].values[key]?.[text] ?? text;
}
