/** Turns what was thrown into an RFC 9457 problem document, in the reader's language. */
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { PROBLEM_TYPE, problemType, type Problem } from '../../domain/api/problem.ts';
import { REASONS, type Refusal } from '../../domain/api/refusals.ts';
import { isWorthAskingAgain, RETRY_AFTER_S } from '../../domain/api/retry.ts';
import { isWanggeError, WanggeError, type ErrorDetails, type ErrorKind } from '../../domain/errors.ts';
import { PHOTO_LIMITS, type PhotoRefused, type PhotosUnwritable } from '../../domain/photo/refusal.ts';
import type { Language } from '../../words/language.ts';
import { caseFieldSentence, caseSentence } from '../../words/case-problem.ts';
import { problemWords } from '../../words/problem.ts';
import { startWords, type StartStage } from '../../words/start.ts';
import { Crowd } from './crowd.ts';
import { reportFault } from './fault.ts';
import { statusOf } from './status.ts';

const log = pino({ name: 'http', level: process.env.LOG_LEVEL ?? 'info' });
/** They come by the hundred where they come at all. */
const SENT_AWAY: readonly ErrorKind[] = ['database-busy', 'server-busy', 'too-many-requests'];
const crowd = new Crowd((refused) => log.warn({ refused }, 'too busy: requests were sent away'));

export interface Asked {
	/** Path without its query, which may hold what a person typed. */
	path: string;
	lang: Language;
}

/** Thrown where parameters are refused; caught here alone. */
export const refused = (refusals: readonly Refusal[]) => new WanggeError('invalid', { refusals });

/** The problem document of an error. Faults of ours tell an id and nothing of what happened; `report` gets the rest. */
export function problemOf(
	error: unknown,
	{ path, lang }: Asked,
	report: (id: string, error: unknown) => void = reportFault
): Problem {
	const words = problemWords[lang];
	const kind = isWanggeError(error) ? error.kind : 'internal';
	const status = statusOf(kind);
	const problem = {
		type: problemType(kind),
		title: words.titles[kind] ?? words.fault,
		status,
		instance: path
	};
	if (status === 500) {
		const id = randomUUID();
		report(id, error);
		return {
			...problem,
			type: problemType('internal'),
			detail: words.faultDetail(id),
			instance: `urn:uuid:${id}`
		};
	}
	const { details } = error as WanggeError;
	if (kind === 'not-ready') return { ...problem, ...preparing(details, lang) };
	if (SENT_AWAY.includes(kind)) {
		crowd.tell();
		return { ...problem, detail: kind === 'too-many-requests' ? words.tooMany : words.busy };
	}
	if (kind === 'photos-unwritable') {
		report(randomUUID(), error);
		return { ...problem, detail: unwritable(details, lang) };
	}
	if (status === 503) {
		report(randomUUID(), error);
		return { ...problem, detail: kind === 'engine-timeout' ? words.busy : words.carrier };
	}
	const refusals = refusalsIn(details);
	if (refusals.length > 0) {
		const errors = refusals.map((refusal) => ({
			parameter: refusal.parameter,
			reason: refusal.reason,
			detail: words.reasons[refusal.reason](refusal)
		}));
		const detail = errors.length === 1 ? errors[0]!.detail : words.refused(errors.length);
		return { ...problem, detail, errors };
	}
	return { ...problem, ...fieldOf(error as WanggeError), detail: sentence(error as WanggeError, path, lang) };
}

export function problemResponse(
	problem: Problem,
	lang: Language,
	headers: Record<string, string> = {}
): Response {
	return new Response(JSON.stringify(problem), {
		status: problem.status,
		headers: { ...problemHeaders(problem, lang), ...headers }
	});
}

export function problemHeaders({ status }: Problem, lang: Language): Record<string, string> {
	return {
		'content-type': PROBLEM_TYPE,
		'content-language': lang,
		'cache-control': 'no-store',
		vary: 'accept-language, cookie',
		...(isWorthAskingAgain(status) ? { 'retry-after': String(RETRY_AFTER_S) } : {})
	};
}

function sentence({ kind, details }: WanggeError, path: string, lang: Language): string {
	const words = problemWords[lang];
	if (kind === 'method-not-allowed') return words.method(String(details.allowed));
	if (kind === 'cross-site') return words.crossSite;
	if (kind === 'previewing') return words.previewing;
	if (kind === 'photo-refused') return photoRefusal(details, lang);
	if (kind === 'body-too-large') return words.tooLarge(Number(details.most));
	const told = { kind, ...details };
	const ofCase = caseFieldSentence(told, lang) ?? caseSentence(told, lang);
	if (ofCase !== undefined) return ofCase;
	if (kind !== 'not-found') return words.other(kind);
	if (details.what === 'grid' && typeof details.position === 'string')
		return words.noGridHere(details.position);
	const what = words.missing[details.what as keyof typeof words.missing];
	return what ? what({ path, ...details }) : words.notFound;
}

/** For programs: which field of what was sent, and why. */
const fieldOf = ({ kind, details: { field, reason } }: WanggeError) =>
	kind === 'case-field' ? { field: String(field), reason: String(reason) } : {};

function photoRefusal(details: ErrorDetails, lang: Language): string {
	const { reason, ...limits } = details as Partial<PhotoRefused>;
	const words = problemWords[lang];
	return reason === undefined
		? words.other('photo-refused')
		: words.photo[reason]({ ...PHOTO_LIMITS, ...limits });
}

/** Not in which folder: that is for the log. */
function unwritable(details: ErrorDetails, lang: Language): string {
	const { reason = 'unwritable' } = details as Partial<PhotosUnwritable>;
	return problemWords[lang].photosUnwritable[reason];
}

function preparing({ stage, done }: ErrorDetails, lang: Language) {
	const named = startWords[lang].stages[stage as StartStage] ?? String(stage);
	return {
		detail: problemWords[lang].notReady(named),
		stage: String(stage),
		done: typeof done === 'number' ? Math.min(1, Math.max(0, done)) : 0
	};
}

/** Refusals of a parse, or of a service that names the parameter it could not take. */
function refusalsIn(details: ErrorDetails): Refusal[] {
	if (Array.isArray(details.refusals)) return details.refusals as Refusal[];
	const { parameter, reason } = details;
	if (typeof parameter !== 'string') return [];
	const known = REASONS.find((one) => one === reason) ?? 'not_offered';
	return [{ parameter, reason: known }];
}
