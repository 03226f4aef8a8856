import type { PasswordFault } from '$lib/domain/account/password';
import type { AccountWords } from '$lib/words/account';
import type { FormProblem } from './problem';

/** What a page says of a problem as a whole; undefined where a field says it. */
export function sentenceOf(problem: FormProblem, words: AccountWords): string | undefined {
	switch (problem.kind) {
		case 'sign-in-refused':
			return words.refused;
		case 'sign-in-slowed':
			return words.slowed(problem.seconds ?? 60);
		case 'code-refused':
			return words.codeRefused;
		case 'link-over':
			return words.linkOver;
		case 'session-over':
			return words.sessionOver;
		case 'previewing':
			return words.previewing;
		case 'certificate-needed':
			return words.certificate;
		case 'server-busy':
		case 'database-busy':
			return words.busy;
		case 'password-refused':
		case 'account-field':
		case 'duplicate':
			return undefined;
		default:
			return words.failed;
	}
}

/** What is wrong with the password that was chosen. */
export const passwordFaultOf = (problem: FormProblem | undefined, words: AccountWords): string | undefined =>
	problem?.kind === 'password-refused' ? words.passwordFaults[problem.fault as PasswordFault] : undefined;

/** What is wrong with a field by its name. */
export function fieldFaultOf(
	problem: FormProblem | undefined,
	field: string,
	words: AccountWords
): string | undefined {
	if (problem?.kind === 'account-field' && problem.field === field)
		return words.fieldFaults[field]?.[problem.reason ?? ''];
	if (problem?.kind === 'duplicate' && problem.what === 'account' && field === 'name') return words.nameTaken;
	return undefined;
}
