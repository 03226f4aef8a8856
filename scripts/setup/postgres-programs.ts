import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a PostgreSQL with PostGIS keeps its programs. */
export interface Programs {
	bin: string;
	major: number;
}

/** PostGIS could not be had; the message is one line that says what to do. */
export class NoPostgis extends Error {}

const OLDEST = 15;
const ROOTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

/**
 * The newest installed PostgreSQL (15 or later) that has PostGIS; on Debian, and as root, installs Debian's.
 * @throws NoPostgis
 */
export function postgisPrograms(say: (line: string) => void): Programs {
	const found = findPrograms();
	if (found) return found;
	if (!isDebian()) {
		throw new NoPostgis(
			'No PostgreSQL 15+ with PostGIS found: install one, or set DATABASE_URL to a server.'
		);
	}
	if (process.getuid?.() !== 0) {
		throw new NoPostgis(
			'No PostGIS found: run "sudo apt-get install postgresql postgresql-15-postgis-3" (or your release\'s' +
				' number) once, or set DATABASE_URL to a server.'
		);
	}
	installFromDebian(say);
	const installed = findPrograms();
	if (!installed) throw new NoPostgis('apt-get finished, but no PostgreSQL with PostGIS is there.');
	return installed;
}

function findPrograms(): Programs | undefined {
	const found: Programs[] = [];
	for (const root of ROOTS) {
		if (!existsSync(root)) continue;
		for (const name of readdirSync(root)) {
			const bin = join(root, name, 'bin');
			if (!existsSync(join(bin, 'initdb'))) continue;
			const config = (option: string) => run(join(bin, 'pg_config'), [option]).stdout.trim();
			const major = /^\d+$/.test(name) ? Number(name) : Number(/(\d+)/.exec(config('--version'))?.[1] ?? 0);
			const share =
				root === '/usr/lib/postgresql' ? join('/usr/share/postgresql', name) : config('--sharedir');
			if (major >= OLDEST && existsSync(join(share, 'extension', 'postgis.control')))
				found.push({ bin, major });
		}
	}
	return found.sort((a, b) => b.major - a.major)[0];
}

function isDebian(): boolean {
	return existsSync('/etc/debian_version') && run('apt-get', ['--version']).status === 0;
}

function installFromDebian(say: (line: string) => void): void {
	say('PostGIS: reading the package lists');
	apt(['update']);
	const listed = run('apt-cache', ['search', '--names-only', '^postgresql-[0-9]+-postgis-3$']).stdout;
	const majors = [...listed.matchAll(/^postgresql-(\d+)-postgis-3 /gm)].map((match) => Number(match[1]));
	const major = Math.max(...majors.filter((one) => one >= OLDEST));
	if (!Number.isFinite(major))
		throw new NoPostgis('The package lists have no postgresql-NN-postgis-3, 15 or later.');
	say(`PostGIS: installing postgresql-${major} and postgresql-${major}-postgis-3`);
	apt(['install', '-y', '--no-install-recommends', 'postgresql-common']);
	// A fresh server package would set up and start a cluster of the system's: this machine asked for none.
	const folder = '/etc/postgresql-common/createcluster.d';
	const veto = join(folder, 'wangge-private.conf');
	mkdirSync(folder, { recursive: true });
	writeFileSync(veto, 'create_main_cluster = false\n');
	try {
		apt(['install', '-y', '--no-install-recommends', `postgresql-${major}`, `postgresql-${major}-postgis-3`]);
	} finally {
		rmSync(veto, { force: true });
	}
}

function apt(args: string[]): void {
	const { status, stderr, stdout } = run('apt-get', ['-q', ...args]);
	if (status !== 0) {
		const last = `${stdout}\n${stderr}`.trim().split('\n').slice(-3).join(' | ');
		throw new NoPostgis(`apt-get ${args.join(' ')} failed: ${last}`);
	}
}

function run(program: string, args: string[]): { status: number | null; stdout: string; stderr: string } {
	const { status, stdout, stderr } = spawnSync(program, args, {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
	});
	return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}
