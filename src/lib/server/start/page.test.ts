import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startAnswer, startPage } from './page.ts';

test('the page names the stage and how far it is, and asks again by itself', () => {
	const page = startPage({ ready: false, stage: 'demonstration', done: 0.42 }, 'zh-CN');
	expect(page).toContain('lang="zh-CN"');
	expect(page).toContain('建立演示城市 42%');
	expect(page).toContain('http-equiv="refresh"');
});

test('a failure is shown with its reason, harmless in the page, and does not ask again', () => {
	const page = startPage(
		{ ready: false, stage: 'opening', done: 0, failure: '<script>alert(1)</script>' },
		'en'
	);
	expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	expect(page).not.toContain('<script>');
	expect(page).not.toContain('http-equiv="refresh"');
});

test('a database that is not there yet is awaited, and the page asks again', () => {
	const state = { ready: false, stage: 'opening', done: 0, failure: 'ECONNREFUSED', again: true } as const;
	const page = startPage(state, 'zh-CN');
	expect(page).toContain('不用重新启动');
	expect(page).toContain('http-equiv="refresh"');
});

test('an empty database says which commands bring ground into it', () => {
	const page = startPage({ ready: false, stage: 'ready', done: 1, empty: true }, 'zh-CN');
	expect(page).toContain('npm run demo');
	expect(page).toContain('npm run import -- osm');
});

test('the page may load nothing, and its own style sheet is the only one', async () => {
	const answer = startAnswer({ ready: false, stage: 'opening', done: 0 }, 'zh-CN');
	expect(answer.status).toBe(503);
	const style = /<style>([^]*)<\/style>/.exec(await answer.text())![1]!;
	const hash = createHash('sha256').update(style).digest('base64');
	expect(answer.headers.get('content-security-policy')).toBe(
		`default-src 'none'; style-src 'sha256-${hash}'`
	);
});
