import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's program: CHROMIUM, else where Debian and others put it. */
export function chromiumProgram(): string | undefined {
	const set = process.env.CHROMIUM;
	if (set) return existsSync(set) ? set : undefined;
	return PLACES.find((place) => existsSync(place));
}

/**
 * Makes sure of a Chromium for the browser tests, and of a Chinese font to draw with: installs Debian's where it may.
 * @returns the program, or undefined when there is none and it may not be installed.
 */
export function ensureChromium(say: (line: string) => void): string | undefined {
	const present = chromiumProgram();
	if (present) return present;
	if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
	say('installing chromium with apt-get …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['update', '-q'], { env, stdio: 'ignore' });
	spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
		env,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	return chromiumProgram();
}
