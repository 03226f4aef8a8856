import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startChild, type Child } from './child.ts';
import { debianProgram } from './debian.ts';
import { freePort } from './free-port.ts';
import { serverUser } from './private-postgis.ts';

const PLACES = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'];
const PATIENCE_MS = 30_000;

export interface PgBouncer {
	/** The server's address by way of the pooler. */
	url: string;
	stop(): Promise<void>;
}

/**
 * The pooler's program; installs Debian's where it may.
 * @returns undefined when there is none and it may not be installed.
 */
export const pgbouncerProgram = (say: (line: string) => void): string | undefined =>
	debianProgram(PLACES, 'pgbouncer', say);

/**
 * Starts a pooler in transaction mode before the server at `serverUrl`, on a free port, for as long as it is wanted.
 * @param others further addresses whose logins it shall know
 */
export async function startPgBouncer(
	program: string,
	serverUrl: string,
	poolSize: number,
	others: readonly URL[] = []
): Promise<PgBouncer> {
	const server = new URL(serverUrl);
	const folder = join(tmpdir(), `wangge-pgbouncer-${randomBytes(6).toString('hex')}`);
	mkdirSync(folder, { mode: 0o700 });
	// It refuses to run as root.
	const user = serverUser();
	const write = (name: string, text: string) => {
		const path = join(folder, name);
		writeFileSync(path, text, { mode: 0o600 });
		if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid);
		return path;
	};
	if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
	chmodSync(folder, 0o700);
	const quoted = (text: string) => `"${decodeURIComponent(text).replaceAll('"', '""')}"`;
	const known = [server, ...others].map(
		({ username, password }) => `${quoted(username)} ${quoted(password)}\n`
	);
	const users = write('users.txt', known.join(''));
	const port = await freePort();
	const ini = write(
		'pgbouncer.ini',
		[
			'[databases]',
			`* = host=${server.hostname} port=${server.port || 5432}`,
			'[pgbouncer]',
			'listen_addr = 127.0.0.1',
			`listen_port = ${port}`,
			'unix_socket_dir =',
			'auth_type = scram-sha-256',
			`auth_file = ${users}`,
			'pool_mode = transaction',
			`default_pool_size = ${poolSize}`,
			'max_client_conn = 200',
			''
		].join('\n')
	);
	const child = startChild(program, ['-q', ini], { ...user, cwd: '/' });
	const url = new URL(serverUrl);
	url.hostname = '127.0.0.1';
	url.port = String(port);
	const stop = async () => {
		await child.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	if (!(await answers(url.href, child))) {
		await stop();
		throw new Error(`PgBouncer does not answer: ${child.said()}`);
	}
	return { url: url.href, stop };
}

async function answers(url: string, child: Child): Promise<boolean> {
	const until = Date.now() + PATIENCE_MS;
	while (Date.now() < until && child.runs()) {
		const client = new pg.Client({ connectionString: url });
		try {
			await client.connect();
			return true;
		} catch {
			await pause(50);
		} finally {
			await client.end().catch(() => undefined);
		}
	}
	return false;
}
