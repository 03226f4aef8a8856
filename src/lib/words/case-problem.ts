/** What did not go through of a case, in a sentence: for pages beside the field, for the API in its problem documents. */
import type { ErrorKind } from '../domain/errors.ts';
import type { CaseFault, CaseField } from '../domain/incident/faults.ts';
import type { Condition, State } from '../domain/incident/workflow.ts';
import { caseWords } from './case.ts';
import type { Language } from './language.ts';

/** Of an error; what it is about, as data. */
export interface Told {
	kind: ErrorKind;
	field?: unknown;
	reason?: unknown;
	what?: unknown;
}

/** Of a field of what was sent; undefined where it is no fault of a field. */
export function caseFieldSentence({ kind, field, reason }: Told, language: Language): string | undefined {
	if (kind !== 'case-field') return undefined;
	const words = caseWords[language];
	return words.faults[field as CaseField]?.[reason as CaseFault] ?? words.fault;
}

/** Of the case as a whole; undefined where something else is wrong. */
export function caseSentence({ kind, reason, what }: Told, language: Language): string | undefined {
	const words = caseWords[language];
	if (kind === 'case-refused')
		return reason === 'state'
			? words.refused.state(what as State)
			: words.refused.condition(what as Condition);
	if (kind === 'conflict' && what === 'case') return words.changed;
	if (kind === 'duplicate' && what === 'key') return words.sentOther;
	if (kind === 'forbidden' && what === 'action') return words.forbidden;
	return undefined;
}
