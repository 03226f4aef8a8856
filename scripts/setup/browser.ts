import { chromium, type Browser } from 'playwright-core';
import { chromiumProgram } from './chromium.ts';

/** Drawn in software, so that every machine draws alike. */
const FLAGS = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--use-angle=swiftshader',
	'--enable-unsafe-swiftshader',
	'--ignore-gpu-blocklist'
];

/** A headless Chromium; chromiumProgram() says whether there is one. @param flags more of them */
export function openBrowser(...flags: string[]): Promise<Browser> {
	return chromium.launch({ executablePath: chromiumProgram(), args: [...FLAGS, ...flags] });
}
