import { expect, test } from 'vitest';
import { chooseLanguage } from './language.ts';

test('a person who wishes nothing gets Chinese', () => {
	expect(chooseLanguage({})).toBe('zh-CN');
	expect(chooseLanguage({ accept: 'fr-FR,de;q=0.5' })).toBe('zh-CN');
});

test('the address beats the cookie, and the cookie beats the browser', () => {
	expect(chooseLanguage({ query: 'en', cookie: 'zh-CN', accept: 'zh-CN' })).toBe('en');
	expect(chooseLanguage({ cookie: 'en', accept: 'zh-CN' })).toBe('en');
	expect(chooseLanguage({ accept: 'fr,en-GB;q=0.8,zh;q=0.2' })).toBe('en');
});

test('a language that nobody speaks here is passed over', () => {
	expect(chooseLanguage({ query: 'xx"><script>', cookie: 'en' })).toBe('en');
});
