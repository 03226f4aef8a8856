import { expect, test } from 'vitest';
import { startPage } from './page.ts';

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
