import { describe, expect, it } from 'vitest';
import { isSecureOrigin, SESSION_COOKIE, sessionCookie, sessionToken } from './cookie.ts';

describe('the cookie of a session', () => {
	it('is for no script, no other host and no other site, and over a secure connection alone', () => {
		// What the prefix asks for: Secure, path /, and no Domain.
		expect(SESSION_COOKIE).toMatch(/^__Host-/);
		expect(sessionCookie).toEqual({
			path: '/',
			httpOnly: true,
			secure: true,
			sameSite: 'lax',
			maxAge: 366 * 86_400
		});
	});

	it('is found among others by its whole name', () => {
		expect(sessionToken(`lang=en; ${SESSION_COOKIE}=abc; theme=night`)).toBe('abc');
		expect(sessionToken(`${SESSION_COOKIE}=abc`)).toBe('abc');
		for (const cookies of [
			null,
			undefined,
			'',
			'wangge=abc',
			`x${SESSION_COOKIE}=abc`,
			`lang=${SESSION_COOKIE}`
		])
			expect(sessionToken(cookies)).toBeUndefined();
	});
});

describe('an origin', () => {
	it.each([
		'https://grid.example',
		'https://10.0.0.5:8443',
		'http://localhost',
		'http://localhost:3000',
		'http://LOCALHOST:3000',
		'http://office.localhost:3000',
		'http://127.0.0.1',
		'http://127.0.0.1:3000',
		'http://127.8.9.10:3000',
		'http://[::1]:3000'
	])('%s keeps it', (origin) => {
		expect(isSecureOrigin(origin)).toBe(true);
	});

	it.each([
		'http://grid.example',
		'http://grid.example:3000',
		'http://10.0.0.5:3000',
		'http://0.0.0.0:3000',
		'http://localhost.example',
		'http://notlocalhost:3000',
		'http://127.0.0.1.example',
		'http://127.0.0.1.nip.example:3000',
		'http://[::2]:3000',
		'http://[::ffff:10.0.0.5]:3000'
	])('%s does not', (origin) => {
		expect(isSecureOrigin(origin)).toBe(false);
	});

	it('that is not said, or is none, is left to the browser', () => {
		for (const origin of [null, '', 'null', '://']) expect(isSecureOrigin(origin)).toBe(true);
	});
});
