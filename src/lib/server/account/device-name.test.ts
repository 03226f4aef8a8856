import { expect, it } from 'vitest';
import { deviceName } from './device-name.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0';

it.each([
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'Chrome · Windows'],
	[`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/126.0`, 'Edge · Windows'],
	[`Mozilla/5.0 (Windows NT 10.0; WOW64) ${CHROME} Safari/537.36 360SE`, '360 浏览器 · Windows'],
	[`Mozilla/5.0 (Windows NT 6.1) ${CHROME} Safari/537.36 QQBrowser/12.0`, 'QQ 浏览器 · Windows'],
	[`Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`, 'Chrome · Linux'],
	[`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`, 'Chrome · ChromeOS'],
	[`Mozilla/5.0 (Linux; Android 14; SM-X710) ${CHROME} Safari/537.36`, 'Chrome · Android'],
	['Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0', 'Firefox · Android'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0', 'Firefox · macOS'],
	[
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
		'Safari · macOS'
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
		'Safari · iPhone'
	],
	[
		'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1',
		'Chrome · iPad'
	],
	[
		`Mozilla/5.0 (Linux; Android 13; V2254A) ${CHROME} Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.49`,
		'微信 · Android'
	],
	[
		`Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-AN00) ${CHROME} HuaweiBrowser/14.0.7 Mobile Safari/537.36`,
		'华为浏览器 · 鸿蒙'
	],
	[`Mozilla/5.0 (Phone; OpenHarmony 5.0) ${CHROME} ArkWeb/4.1 Mobile`, 'Chrome · 鸿蒙'],
	['curl/8.5.0', ''],
	['', '']
])('%s is called %s', (agent, name) => {
	expect(deviceName(agent)).toBe(name);
});

it('says nothing of a browser that says nothing', () => {
	expect(deviceName(null)).toBe('');
});

it('says neither model nor version, and is never longer than the list has room for', () => {
	const agent = `Mozilla/5.0 (Linux; Android 13; SM-X710 Build/TP1A) ${CHROME} Mobile Safari/537.36`;
	expect(deviceName(agent.repeat(500))).toBe('Chrome · Android');
	expect(deviceName(`<script>${'x'.repeat(100_000)}`)).toBe('');
});
