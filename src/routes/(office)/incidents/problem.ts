/** What did not go through of a case, as its pages say it. */
import type { CaseField } from '$lib/domain/incident/faults';
import { PHOTO_LIMITS, type PhotoRefusal, type PhotosUnwritable } from '$lib/domain/photo/refusal';
import type { FormProblem } from '$lib/forms/problem';
import { sentenceOf } from '$lib/forms/sentence';
import { accountWords } from '$lib/words/account';
import { caseWords } from '$lib/words/case';
import { caseListWords } from '$lib/words/case-list';
import { caseFieldSentence, caseSentence as sentenceOfCase } from '$lib/words/case-problem';
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
	return problem?.field === field ? caseFieldSentence(problem, language) : undefined;
}

/**
 * Of the case as a whole; undefined where a field says it.
 * @param asks whether the form has a field; of one that it has not, nothing else would say it
 */
export function caseSentence(
	problem: FormProblem | undefined,
	language: Language,
	asks: (field: CaseField) => boolean = () => true
): string | undefined {
	switch (problem?.kind) {
		case undefined:
			return undefined;
		case 'case-field':
		case 'photo-refused': {
			const field = problem!.kind === 'photo-refused' ? 'photos' : (problem!.field as CaseField);
			return asks(field) ? undefined : caseFault(problem, field, language);
		}
		case 'photos-unwritable':
			return problemWords[language].photosUnwritable[problem!.reason as PhotosUnwritable['reason']];
		default:
			return sentenceOfCase(problem!, language) ?? sentenceOf(problem!, accountWords[language]);
	}
}

/** Of one of several cases to which the same was to be done. */
export function bulkSentence(problem: FormProblem, language: Language): string {
	const words = caseWords[language];
	const list = caseListWords[language];
	if (problem.kind === 'not-found') return list.notReached;
	if (problem.kind === 'conflict') return list.changedMeanwhile;
	if (problem.kind !== 'case-field') return caseSentence(problem, language) ?? words.fault;
	if (problem.field === 'organisation' && problem.reason === 'missing') return list.nobodyProposed;
	return caseFault(problem, problem.field as CaseField, language) ?? words.fault;
}
