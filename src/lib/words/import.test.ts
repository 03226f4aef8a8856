import { expect, it } from 'vitest';
import { WanggeError } from '../domain/errors.ts';
import { importErrorKeys, importErrorSentence } from './import-errors.ts';
import { problemKeys, problemSentence } from './import-problems.ts';
import { importWords } from './import.ts';

it('has a sentence in both languages for the same refusals and problems', () => {
	expect(importErrorKeys('en')).toEqual(importErrorKeys('zh-CN'));
	expect(problemKeys('en')).toEqual(problemKeys('zh-CN'));
	expect(Object.keys(importWords.en.reasons)).toEqual(Object.keys(importWords['zh-CN'].reasons));
	expect(Object.keys(importWords.en.kinds)).toEqual(Object.keys(importWords['zh-CN'].kinds));
});

it('names the line and the column of a problem', () => {
	const problem = { line: 12, column: 'valid_to', problem: 'date-order', value: '2025-01-01' } as const;
	expect(problemSentence('zh-CN', problem)).toBe('第 12 行“失效日期”：失效日期 2025-01-01 不晚于生效日期。');
	expect(problemSentence('en', problem)).toBe('line 12, valid_to: 2025-01-01 is not after the first day.');
});

it('says something even of a refusal that it has no sentence for', () => {
	expect(importErrorSentence('en', new WanggeError('internal', {}, 'odd'))).toBe(
		'The import was not done (internal): odd'
	);
});
