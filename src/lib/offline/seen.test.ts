import { expect, it } from 'vitest';
import { rememberSeen } from './seen.ts';

it('keeps the highest position that was told, among other cookies, for ten minutes', () => {
	const jar = { cookie: 'lang=en' };
	rememberSeen(70, jar);
	expect(jar.cookie).toBe('wangge_seen=70; path=/; max-age=600; samesite=strict');
	jar.cookie = 'lang=en; wangge_seen=90';
	rememberSeen(80, jar);
	expect(jar.cookie).toMatch(/^wangge_seen=90;/);
	rememberSeen(100, jar);
	expect(jar.cookie).toMatch(/^wangge_seen=100;/);
});
it('is left alone by a server that says nothing of positions', () => {
	const jar = { cookie: 'lang=en' };
	rememberSeen(undefined, jar);
	expect(jar.cookie).toBe('lang=en');
});
