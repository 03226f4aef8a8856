import { PROBLEM_TYPE, problemType, type Problem } from '../../domain/api/problem.ts';
import { WanggeError } from '../../domain/errors.ts';
import type { Language } from '../../words/language.ts';
import * as words from '../../words/tile.ts';

const STATUS = { 'not-found': 404, 'number-range': 400, invalid: 400 } as const;

/**
 * The problem document (RFC 9457) of what the tiles refuse.
 * @throws whatever is given when it is not one of the tiles' own refusals
 */
export function tileProblem(error: unknown, path: string, language: Language): Response {
	if (!(error instanceof WanggeError) || !Object.hasOwn(STATUS, error.kind)) throw error;
	const kind = error.kind as keyof typeof STATUS;
	const said = language === 'en' ? words.en : words.zh;
	const problem: Problem = {
		type: problemType(kind),
		title: said.titles[kind],
		status: STATUS[kind],
		detail: detailOf(error, said),
		instance: path
	};
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' }
	});
}

function detailOf({ kind, details }: WanggeError, said: typeof words.zh): string {
	const text = (name: string) => String(details[name] ?? '');
	if (kind === 'number-range')
		return said.outOfRange(text('field'), text('value'), Number(details.from), Number(details.to));
	if (kind === 'invalid') return said.dutyNeeded;
	return details.what === 'duty' ? said.unknownDuty(text('id')) : said.unknownSet(text('id'));
}
