import { describe, expect, it } from 'vitest';
import { kindOfProblem, problemSchema } from '../../domain/api/problem.ts';
import { RETRY_AFTER_S } from '../../domain/api/retry.ts';
import { ERROR_KINDS, WanggeError } from '../../domain/errors.ts';
import { PHOTO_LIMITS, photoRefused, type PhotoRefusal } from '../../domain/photo/refusal.ts';
import { LANGUAGES } from '../../words/language.ts';
import { problemWords } from '../../words/problem.ts';
import { problemOf, problemResponse } from './problem.ts';
import { statusOf } from './status.ts';

const asked = { path: '/api/x', lang: 'zh-CN' } as const;

describe('problem documents', () => {
	it.each(ERROR_KINDS)(
		'%s has a status, a title in every language, and a document that fits the schema',
		(kind) => {
			for (const lang of LANGUAGES) {
				const problem = problemOf(new WanggeError(kind, {}, 'inside'), { ...asked, lang }, () => undefined);
				problemSchema.parse(problem);
				expect(problem.status).toBe(statusOf(kind));
				if (problem.status < 500) {
					expect(kindOfProblem(problem.type)).toBe(kind);
					expect(problem.title).toBe(problemWords[lang].titles[kind]);
				}
				expect(JSON.stringify(problem)).not.toContain('inside');
			}
		}
	);

	it('a fault is told to the log with the number that the reader gets, and to nobody else', () => {
		const told: [string, unknown][] = [];
		const thrown = new TypeError('secret');
		const problem = problemOf(thrown, asked, (id, error) => told.push([id, error]));
		expect(told).toEqual([[problem.instance.replace('urn:uuid:', ''), thrown]]);
		expect(JSON.stringify(problem)).not.toContain('secret');
	});

	it('too many requests of one address are a 429 that says so, and when to ask again', () => {
		for (const lang of LANGUAGES) {
			const problem = problemOf(new WanggeError('too-many-requests'), { ...asked, lang }, () => undefined);
			expect(problem).toMatchObject({ status: 429, detail: problemWords[lang].tooMany });
			expect(problemResponse(problem, lang).headers.get('retry-after')).toBe(String(RETRY_AFTER_S));
		}
	});

	it.each(['database-busy', 'engine-timeout', 'server-busy'] as const)(
		'%s says what to do, when to ask again, and in both languages',
		(kind) => {
			for (const lang of LANGUAGES) {
				const problem = problemOf(new WanggeError(kind), { ...asked, lang }, () => undefined);
				expect(problem).toMatchObject({ status: 503, detail: problemWords[lang].busy });
				expect(problemResponse(problem, lang).headers.get('retry-after')).toBe(String(RETRY_AFTER_S));
			}
		}
	);

	it('a photo that is refused is told why, and what would be accepted', () => {
		for (const lang of LANGUAGES) {
			const said = Object.keys(problemWords[lang].photo).map((reason) => {
				const error = photoRefused(reason as PhotoRefusal, PHOTO_LIMITS);
				return problemOf(error, { ...asked, lang }, () => undefined);
			});
			expect(new Set(said.map(({ detail }) => detail)).size).toBe(said.length);
			expect(said.map(({ detail }) => detail).join()).toMatch(/20 MB[^]*50 mega|20 MB[^]*5000 万/);
			for (const { status } of said) expect(status).toBe(400);
		}
	});

	it.each(['full', 'unwritable'] as const)(
		'photos that cannot be kept (%s) are a 507: the folder is for the log alone',
		(reason) => {
			const told: unknown[] = [];
			const error = new WanggeError('photos-unwritable', { reason, folder: '/srv/photos', code: 'ENOSPC' });
			const problem = problemOf(error, asked, (_, one) => told.push(one));
			expect(problem).toMatchObject({ status: 507, detail: problemWords['zh-CN'].photosUnwritable[reason] });
			expect(JSON.stringify(problem)).not.toContain('/srv');
			expect(told).toEqual([error]);
		}
	);

	it('what is thrown need not be an error', () => {
		for (const thrown of [undefined, null, 'text', 7]) {
			expect(problemOf(thrown, asked, () => undefined).status).toBe(500);
		}
	});

	it('a type of somebody else names no kind of ours', () => {
		expect(kindOfProblem('about:blank')).toBeUndefined();
		expect(kindOfProblem('/problems/nonsense')).toBeUndefined();
	});
});
