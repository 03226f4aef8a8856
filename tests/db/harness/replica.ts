/** A cluster of its own with a streaming replica beside it, on this machine, for as long as a suite runs. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../scripts/setup/free-port.ts';
import { NoPostgis, postgisPrograms } from '../../../scripts/setup/postgres-programs.ts';
import { serverUser } from '../../../scripts/setup/private-postgis.ts';
import { serverMissing } from './index.ts';
import { createServerDatabase } from './server-database.ts';

const SETTINGS = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '64MB'
max_connections = '40'
fsync = 'off'
jit = 'off'
hot_standby = 'on'
wal_receiver_status_interval = '1s'
wal_retrieve_retry_interval = '100ms'
`;

export class TwoServers {
	/** The address of a fresh migrated database on the primary, and of the same on the replica. */
	readonly primary: string;
	readonly replica: string;
	readonly #folder: string;
	readonly #bin: string;
	readonly #ports: { primary: number; replica: number };

	private constructor(folder: string, bin: string, ports: { primary: number; replica: number }, url: string) {
		this.#folder = folder;
		this.#bin = bin;
		this.#ports = ports;
		this.primary = url;
		this.replica = url.replace(`:${ports.primary}/`, `:${ports.replica}/`);
	}

	static async start(): Promise<TwoServers> {
		const { bin } = postgisPrograms((line) => console.error(line));
		const folder = mkdtempSync(join(tmpdir(), 'wangge-two-servers-'));
		own(folder);
		const ports = { primary: await freePort(), replica: await freePort() };
		const [data, copy] = [join(folder, 'primary'), join(folder, 'replica')];
		run(bin, 'initdb', [
			'-D',
			data,
			'-U',
			'wangge',
			'--auth',
			'trust',
			'--encoding',
			'UTF8',
			'--locale',
			'C.UTF-8'
		]);
		writeFileSync(join(data, 'postgresql.auto.conf'), SETTINGS);
		control(bin, data, ports.primary, 'start');
		const { url } = await createServerDatabase(
			`postgres://wangge@127.0.0.1:${ports.primary}/postgres`,
			false
		);
		run(bin, 'pg_basebackup', [
			...['-h', '127.0.0.1', '-p', String(ports.primary), '-U', 'wangge', '-D', copy],
			...['-R', '-X', 'stream', '--checkpoint', 'fast']
		]);
		const servers = new TwoServers(folder, bin, ports, url);
		servers.startReplica();
		return servers;
	}

	startReplica(): void {
		control(this.#bin, join(this.#folder, 'replica'), this.#ports.replica, 'start');
	}

	stopReplica(): void {
		control(this.#bin, join(this.#folder, 'replica'), this.#ports.replica, 'stop');
	}

	stopPrimary(): void {
		control(this.#bin, join(this.#folder, 'primary'), this.#ports.primary, 'stop');
	}

	startPrimary(): void {
		control(this.#bin, join(this.#folder, 'primary'), this.#ports.primary, 'start');
	}

	/** From now on the replica shows nothing new, until it may go on. */
	async pause(): Promise<void> {
		await this.caughtUp();
		await this.ask(this.replica, 'select pg_wal_replay_pause()');
		// Asked for is not yet done: it ends the record that it is at.
		await this.#until(this.replica, `select pg_get_wal_replay_pause_state() = 'paused' as yes`);
	}

	async goOn(): Promise<void> {
		await this.ask(this.replica, 'select pg_wal_replay_resume()');
		await this.caughtUp();
	}

	/** When the replica shows all that the primary shows now. */
	async caughtUp(): Promise<void> {
		const [{ position }] = (await this.ask(this.primary, 'select wal_position()::text as position')) as [
			{ position: string }
		];
		await this.#until(this.replica, `select wal_position() >= ${position} as yes`);
	}

	async ask(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			return (await client.query<Record<string, unknown>>(text, values)).rows;
		} finally {
			await client.end();
		}
	}

	drop(): void {
		for (const one of ['replica', 'primary'] as const)
			tryControl(this.#bin, join(this.#folder, one), this.#ports[one], 'stop');
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #until(url: string, question: string): Promise<void> {
		await expect.poll(async () => (await this.ask(url, question))[0]!.yes, { timeout: 60_000 }).toBe(true);
	}
}

/** A suite that needs the programs of a server, to run two. */
export function describeReplica(title: string, suite: () => void): void {
	const missing = serverMissing ?? programsMissing();
	if (missing === undefined) describe(title, suite);
	else if (process.env.CI === 'true') it(`${title} needs a server`, () => expect.unreachable(missing));
	else {
		console.error(`Skipped: ${title}. ${missing}`);
		describe.skip(title, suite);
	}
}

function programsMissing(): string | undefined {
	try {
		postgisPrograms((line) => console.error(line));
		return undefined;
	} catch (error) {
		if (error instanceof NoPostgis) return error.message;
		throw error;
	}
}

function own(folder: string): void {
	const { uid, gid } = serverUser();
	if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

function control(bin: string, folder: string, port: number, verb: 'start' | 'stop'): void {
	const log = tryControl(bin, folder, port, verb);
	if (log !== undefined) throw new Error(`pg_ctl ${verb} failed: ${log}`);
}

/** @returns undefined when it went well. */
function tryControl(bin: string, folder: string, port: number, verb: 'start' | 'stop'): string | undefined {
	const args = verb === 'start' ? ['-l', join(folder, 'log'), '-o', `-p ${port}`] : ['-m', 'immediate'];
	const { status } = program(bin, 'pg_ctl', ['-D', folder, '-w', ...args, verb]);
	return status === 0 ? undefined : `status ${status}`;
}

function run(bin: string, name: string, args: string[]): void {
	const { status } = program(bin, name, args);
	if (status !== 0) throw new Error(`${name} failed (${status})`);
}

// A server keeps the streams of what starts it: none of them may be ours.
const program = (bin: string, name: string, args: string[]) =>
	spawnSync(join(bin, name), args, {
		cwd: '/',
		stdio: 'ignore',
		env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
		...serverUser()
	});
