import { expect, it } from 'vitest';
import { WanggeError } from '../domain/errors.ts';
import { carrierSentence, carrierSentences } from './carrier.ts';
import { importErrorSentence } from './import-errors.ts';
import { LANGUAGES } from './language.ts';

it.each([
	['engine-locked', { pid: 4711 }, '4711'],
	['database-unreachable', { target: 'db.example:5432' }, 'db.example:5432'],
	['migration-missing', { name: '0999_later' }, '0999_later'],
	['migration-failed', { sqlstate: '42501', reason: 'permission denied' }, 'db/administrator.sql'],
	['database-refused', { sqlstate: '42501' }, 'db/administrator.sql']
] as const)('%s is told in every language, by imports as by the rest', (kind, details, told) => {
	for (const lang of LANGUAGES) {
		const error = new WanggeError(kind, details);
		expect(carrierSentence(lang, error)).toContain(told);
		expect(importErrorSentence(lang, error)).toBe(carrierSentence(lang, error));
	}
});

it('an owner who may not is told of an administrator only where that is the reason', () => {
	const told = (kind: 'migration-failed' | 'database-refused', sqlstate: string) =>
		carrierSentences(new WanggeError(kind, { sqlstate, reason: 'why' }, 'why'));
	expect(told('migration-failed', '42601')).toBeUndefined();
	expect(told('database-refused', '28P01')).toBeUndefined();
	expect(told('database-refused', '42501')).toMatch(/why.*administrator[^]*\n.*why.*administrator/);
});

it('has nothing to say of what was handed in', () => {
	expect(carrierSentence('zh-CN', new WanggeError('file-empty'))).toBeUndefined();
});
