import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { keysFrom, newKey } from './keys.ts';
import { keysOfEnvironment, loadKeys } from './load.ts';
import { seal, unseal } from './seal.ts';

const [one, two, three] = [newKey(), newKey(), newKey()] as [string, string, string];
const names = (keys = keysFrom([one])) => [keys.current, ...keys.former].map(({ name }) => name);
const from = (text: string) => keysOfEnvironment({ WANGGE_KEYS: text });

describe('keys of the environment', () => {
	it('are separated by commas, spaces or lines, the newest first', () => {
		for (const text of [
			`${one},${two},${three}`,
			`${one} ${two} ${three}`,
			`\n${one}, ${two},\n\n\t${three} ,`
		])
			expect(names(from(text))).toEqual(names(keysFrom([one, two, three])));
		expect(names(from(one))).toEqual(names());
	});

	it('are written in base64 or base64url, filled up or not', () => {
		const bytes = Buffer.from(`${'fb'.repeat(31)}ff`, 'hex');
		const [plain, url] = [bytes.toString('base64'), bytes.toString('base64url')];
		expect(plain).toMatch(/[+/].*=$/);
		expect(url).toMatch(/^[^+/=]*[-_][^+/=]*$/);
		for (const text of [plain, url, plain.replace('=', ''), `${url}=`]) {
			const sealed = seal(keysFrom([plain]), '13900000000', 'here');
			expect(unseal(from(text)!, sealed, 'here')).toBe('13900000000');
		}
	});

	it('are none where the variable is not set, or is blank', () => {
		for (const environment of [{}, { WANGGE_KEYS: '' }, { WANGGE_KEYS: ' \n' }])
			expect(keysOfEnvironment(environment)).toBeUndefined();
	});

	it.each([
		['a key too short', randomBytes(31).toString('base64')],
		['a key too long', randomBytes(33).toString('base64')],
		['a key in hex', randomBytes(32).toString('hex')],
		['a letter that is none of base64', `${one.slice(0, 20)}*${one.slice(21)}`],
		['a second key that is none', `${one},geheim-und-zu-kurz`],
		['separators alone', ' , ,'],
		['another separator', `${one};${two}`]
	])('are refused, without a word of what they are: %s', (_, text) => {
		let thrown: unknown;
		try {
			loadKeys({ WANGGE_KEYS: text }, '/nowhere/keys');
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toMatchObject({ kind: 'invalid', details: { field: 'WANGGE_KEYS' } });
		const said = inspect(thrown, { depth: 9 });
		for (const part of text.split(/[\s,;]+/).filter(Boolean)) expect(said).not.toContain(part);
	});

	it('are in no log, even when somebody writes them there', () => {
		const keys = from(`${one},${two}`)!;
		for (const written of [inspect(keys, { depth: 9, showHidden: true }), JSON.stringify(keys)])
			for (const text of [one, two]) {
				expect(written).not.toContain(text);
				expect(written).not.toContain(Buffer.from(text, 'base64').toString('hex', 8, 16));
				expect(written).not.toContain([...Buffer.from(text, 'base64').subarray(8, 16)].join(','));
			}
	});
});
