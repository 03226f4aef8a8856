import { auditPageWords } from '$lib/words/audit-page';
import { casePageWords } from '$lib/words/case-pages';
import { classWords } from '$lib/words/classes';
import { countWords } from '$lib/words/counts';
import { contactWords } from '$lib/words/contact';
import type { Language } from '$lib/words/language';
import { managingWords } from '$lib/words/managing';
import { patternWords } from '$lib/words/pattern';

/** The pages of the office that somebody may come to. */
export function waysOf(
	rights: { people: boolean; contacts: boolean; cases: boolean; incidents: boolean; audit: boolean },
	language: Language
) {
	const words = managingWords[language];
	return [
		...(rights.people
			? [
					{ href: '/people', name: words.people, preload: undefined },
					{ href: '/people/review', name: words.review, preload: undefined }
				]
			: []),
		...(rights.cases
			? [
					{ href: '/incidents', name: casePageWords[language].cases, preload: undefined },
					{ href: '/incidents/counts', name: countWords[language].title, preload: undefined }
				]
			: []),
		...(rights.incidents
			? [{ href: '/incidents/patterns', name: patternWords[language].title, preload: undefined }]
			: []),
		...(rights.contacts
			? [{ href: '/contacts', name: contactWords[language].contacts, preload: undefined }]
			: []),
		...(rights.incidents
			? [{ href: '/classes', name: classWords[language].classes, preload: undefined }]
			: []),
		// To look at the audit is recorded: nobody does by pointing at the way there.
		...(rights.audit
			? [{ href: '/audit', name: auditPageWords[language].audit, preload: 'off' as const }]
			: [])
	];
}
