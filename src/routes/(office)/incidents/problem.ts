/** What did not go through of a case, as its pages say it. */
import type { CaseFault, CaseField } from '$lib/domain/incident/faults';
import type { Condition, State } from '$lib/domain/incident/workflow';
import { PHOTO_LIMITS, type PhotoRefusal, type PhotosUnwritable } from '$lib/domain/photo/refusal';
import type { FormProblem } from '$lib/forms/problem';
import { sentenceOf } from '$lib/forms/sentence';
import { accountWords } from '$lib/words/account';
import { caseWords } from '$lib/words/case';
import { problemWords } from '$lib/words/problem';
import type { Language } from '$lib/words/language';

/** Of a field; undefined where it is another's fault. */
export function caseFault(
	problem: FormProblem | undefined,
	field: CaseField,
	language: Language
): string | undefined {
	if (field === 'photos' && problem?.kind === 'photo-refused')
		return problemWords[language].photo[problem.reason as PhotoRefusal](PHOTO_LIMITS);
	if (problem?.kind !== 'case-field' || problem.field !== field) return undefined;
	const words = caseWords[language];
	return words.faults[field]?.[problem.reason as CaseFault] ?? words.fault;
}

/** Of the case as a whole; undefined where a field says it. */
export function caseSentence(problem: FormProblem | undefined, language: Language): string | undefined {
	const words = caseWords[language];
	switch (problem?.kind) {
		case undefined:
		case 'case-field':
		case 'photo-refused':
			return undefined;
		case 'photos-unwritable':
			return problemWords[language].photosUnwritable[problem!.reason as PhotosUnwritable['reason']];
		case 'case-refused':
			return problem.reason === 'state'
				? words.refused.state(problem.what as State)
				: words.refused.condition(problem.what as Condition);
		case 'conflict':
			return words.changed;
		case 'duplicate':
			return words.sentOther;
		case 'forbidden':
			return words.forbidden;
		default:
			return sentenceOf(problem!, accountWords[language]);
	}
}
