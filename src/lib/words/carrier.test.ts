import { expect, it } from 'vitest';
import { WanggeError } from '../domain/errors.ts';
import { carrierSentence } from './carrier.ts';
import { importErrorSentence } from './import-errors.ts';
import { LANGUAGES } from './language.ts';

it.each([
	['engine-locked', { pid: 4711 }, '4711'],
	['database-unreachable', { target: 'db.example:5432' }, 'db.example:5432'],
	['migration-missing', { name: '0999_later' }, '0999_later']
] as const)('%s is told in every language, by imports as by the rest', (kind, details, told) => {
	for (const lang of LANGUAGES) {
		const error = new WanggeError(kind, details);
		expect(carrierSentence(lang, error)).toContain(told);
		expect(importErrorSentence(lang, error)).toBe(carrierSentence(lang, error));
	}
});

it('has nothing to say of what was handed in', () => {
	expect(carrierSentence('zh-CN', new WanggeError('file-empty'))).toBeUndefined();
});
