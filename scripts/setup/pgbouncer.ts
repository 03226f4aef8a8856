import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
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
export function pgbouncerProgram(say: (line: string) => void): string | undefined {
	const find = () => PLACES.find((place) => existsSync(place));
	const present = find();
	if (present || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return present;
	say('PgBouncer: installing pgbouncer with apt-get');
	// The package would start a pooler of the system's: this machine asked for none.
	const veto = '/usr/sbin/policy-rc.d';
	const own = !existsSync(veto);
	if (own) writeFileSync(veto, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const apt = (...args: string[]) => spawnSync('apt-get', ['-qy', ...args], { env, stdio: 'ignore' });
		apt('update');
		apt('install', '--no-install-recommends', 'pgbouncer');
	} finally {
		if (own) rmSync(veto, { force: true });
	}
	return find();
}

/** Starts a pooler in transaction mode before the server at `serverUrl`, on a free port, for as long as it is wanted. */
export async function startPgBouncer(
	program: string,
	serverUrl: string,
	poolSize: number
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
	const users = write('users.txt', `${quoted(server.username)} ${quoted(server.password)}\n`);
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
	const child = spawn(program, ['-q', ini], { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
	const url = new URL(serverUrl);
	url.hostname = '127.0.0.1';
	url.port = String(port);
	const stop = async () => {
		if (child.exitCode === null && child.signalCode === null) {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		}
		rmSync(folder, { recursive: true, force: true });
	};
	if (!(await answers(url.href, child))) {
		await stop();
		throw new Error(`PgBouncer does not answer: ${said.trim()}`);
	}
	return { url: url.href, stop };
}

async function answers(url: string, child: ChildProcess): Promise<boolean> {
	const until = Date.now() + PATIENCE_MS;
	while (Date.now() < until && child.exitCode === null) {
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

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
