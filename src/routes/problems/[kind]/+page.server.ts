import { error } from '@sveltejs/kit';
import { ABSENT } from '$lib/server/access/absent';
import { kindOfProblem, problemType } from '$lib/domain/api/problem';
import type { ErrorKind } from '$lib/domain/errors';
import { statusOf } from '$lib/server/problem/status';
import { problemWords } from '$lib/words/problem';
import type { PageServerLoad } from './$types';

/** What the type of a problem document leads to (RFC 9457, 3.1.1). */
export const load: PageServerLoad = ({ locals, params }) => {
	const kind = kindOfProblem(problemType(params.kind as ErrorKind));
	if (!kind) error(404, ABSENT);
	const words = problemWords[locals.lang];
	return { kind, status: statusOf(kind), title: words.titles[kind] ?? words.fault };
};
