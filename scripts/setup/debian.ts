import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const VETO = '/usr/sbin/policy-rc.d';

/**
 * A program; installs Debian's package of it where it may (as root, on Debian). A service that the package brings is
 * not started: this machine asked for none.
 * @param places where it may be, the first that is there counts
 * @returns undefined when there is none and it may not be installed.
 */
export function debianProgram(
	places: readonly string[],
	packageName: string,
	say: (line: string) => void
): string | undefined {
	const find = () => places.find((place) => existsSync(place));
	const present = find();
	if (present || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return present;
	say(`apt-get install ${packageName}`);
	const own = !existsSync(VETO);
	if (own) writeFileSync(VETO, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const apt = (...args: string[]) => spawnSync('apt-get', ['-qy', ...args], { env, stdio: 'ignore' });
		apt('update');
		apt('install', '--no-install-recommends', packageName);
	} finally {
		if (own) rmSync(VETO, { force: true });
	}
	return find();
}
