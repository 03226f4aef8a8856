import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, newToken, recoveryCode, recoveryCodeHash, tokenHash } from './tokens.ts';

const MANY = 1000;

describe('a token', () => {
	it('is 256 random bits of which the hash is kept', () => {
		const tokens = Array.from({ length: MANY }, newToken);
		expect(new Set(tokens.map(({ text }) => text)).size).toBe(MANY);
		for (const { text, hash } of tokens) {
			expect(Buffer.from(text, 'base64url')).toHaveLength(32);
			expect(hash).toEqual(createHash('sha256').update(text).digest());
			expect(tokenHash(text)).toEqual(hash);
		}
		const ones = tokens.reduce((sum, { text }) => sum + bitsOf(Buffer.from(text, 'base64url')), 0);
		expect(ones / (MANY * 256)).toBeCloseTo(0.5, 1);
	});

	it('that cannot be one of ours is not looked for', () => {
		const { text } = newToken();
		for (const none of [undefined, '', text.slice(1), `${text}A`, ` ${text.slice(1)}`, `${text.slice(1)}=`])
			expect(tokenHash(none)).toBeUndefined();
		expect(tokenHash(`${text}\n`)).toBeUndefined();
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 43, maxLength: 43 }), (typed) => {
				expect(tokenHash(typed) !== undefined).toBe(/^[A-Za-z0-9_-]{43}$/.test(typed));
			})
		);
	});
});

describe('a recovery code', () => {
	it('is three groups of four, without letters that are taken for others, none more often than another', () => {
		const counts = new Map<string, number>();
		const codes = Array.from({ length: MANY }, recoveryCode);
		for (const code of codes) {
			expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);
			for (const letter of code.replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
		}
		expect(new Set(codes).size).toBe(MANY);
		const mean = (MANY * 12) / 31;
		expect(counts.size).toBe(31);
		// Six standard deviations: of a thousand million runs two fail.
		for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean));
	});

	it('holds however it is typed', () => {
		const code = recoveryCode();
		const bare = code.replaceAll('-', '');
		for (const typed of [code.toLowerCase(), bare, ` ${code} `, bare.split('').join(' '), `${code}\n`])
			expect(recoveryCodeHash(typed)).toEqual(recoveryCodeHash(code));
		expect(recoveryCodeHash(recoveryCode())).not.toEqual(recoveryCodeHash(code));
	});

	it('has another hash than a token with the same letters', () => {
		expect(recoveryCodeHash('2222-2222-2222')).not.toEqual(hashOf('222222222222'));
	});
});

function bitsOf(bytes: Buffer): number {
	let count = 0;
	for (const byte of bytes) for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
	return count;
}
