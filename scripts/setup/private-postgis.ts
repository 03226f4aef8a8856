import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { takeLock, type FolderLock } from '../../src/lib/server/db/engine/lock.ts';
import { isWanggeError } from '../../src/lib/domain/errors.ts';
import { projectRoot } from '../../src/lib/server/db/root.ts';
import { NoPostgis, postgisPrograms, type Programs } from './postgres-programs.ts';

/** What is remembered of the private server between two commands. */
interface Server {
	/** The data folder; outside .data when the server's user cannot get there. */
	folder: string;
	bin: string;
	major: number;
	port: number;
	password: string;
}

export interface User {
	uid?: number;
	gid?: number;
}

const USER = 'wangge';
const DATABASE = 'wangge';
const LOCK_WAIT_MS = 300_000;

/** Made for development and tests on this machine: small, safe, and nobody else's. */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	shared_buffers: '256MB',
	maintenance_work_mem: '256MB',
	max_wal_size: '2GB',
	max_connections: '60',
	jit: 'off'
};

/**
 * Starts the project's own PostgreSQL with PostGIS, if it does not run yet, and returns its address.
 * @throws NoPostgis when none is installed and none may be installed
 */
export async function startPostgis(say: (line: string) => void): Promise<string> {
	const lock = await waitForLock();
	try {
		const known = readServer();
		if (known && isRunning(known)) return address(known);
		let server = known && existsSync(join(known.bin, 'pg_ctl')) ? known : undefined;
		if (!server || !existsSync(join(server.folder, 'PG_VERSION'))) {
			server = await create(postgisPrograms(say), say);
		}
		if (!(await isFree(server.port))) server = { ...server, port: await freePort() };
		writeServer(server);
		say(`PostGIS: starting PostgreSQL ${server.major} on 127.0.0.1:${server.port}`);
		const log = join(server.folder, 'server.log');
		pgCtl(server, ['start', '-w', '-t', '120', '-l', log, '-o', `-p ${server.port}`]);
		await ensureDatabase(server);
		return address(server);
	} finally {
		lock.release();
	}
}

/** Stops it; false when it did not run. */
export async function stopPostgis(): Promise<boolean> {
	const lock = await waitForLock();
	try {
		const server = readServer();
		if (!server || !isRunning(server)) return false;
		pgCtl(server, ['stop', '-w', '-m', 'fast']);
		return true;
	} finally {
		lock.release();
	}
}

/** Its address when it runs. */
export function postgisStatus(): string | undefined {
	const server = readServer();
	return server && isRunning(server) ? address(server) : undefined;
}

function stateFolder(): string {
	return join(projectRoot(), '.data', 'postgis');
}

function readServer(): Server | undefined {
	const file = join(stateFolder(), 'server.json');
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Server) : undefined;
}

function writeServer(server: Server): void {
	writeFileSync(join(stateFolder(), 'server.json'), JSON.stringify(server, null, '\t'), { mode: 0o600 });
}

function address({ password, port }: Server): string {
	return `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

async function waitForLock(): Promise<FolderLock> {
	const until = Date.now() + LOCK_WAIT_MS;
	for (;;) {
		try {
			return takeLock(join(stateFolder(), 'command.lock'));
		} catch (error) {
			if (!isWanggeError(error, 'engine-locked') || Date.now() > until) throw error;
			await pause(200);
		}
	}
}

/** PostgreSQL refuses to run as root: then its programs run as the user that Debian's package made for it. */
export function serverUser(): User {
	if (process.getuid?.() !== 0) return {};
	const id = (option: string) =>
		Number(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout.trim());
	const user = { uid: id('-u'), gid: id('-g') };
	if (!user.uid || !user.gid) throw new NoPostgis('There is no user "postgres" to run the server as.');
	return user;
}

async function create(programs: Programs, say: (line: string) => void): Promise<Server> {
	const user = serverUser();
	const folder = placeFor(user, say);
	const password = randomBytes(18).toString('base64url');
	const secret = `${folder}.password`;
	rmSync(folder, { recursive: true, force: true });
	makeFolder(folder, user);
	writeFileSync(secret, password, { mode: 0o600 });
	own(secret, user);
	say(`PostGIS: making a private cluster (PostgreSQL ${programs.major}) in ${folder}`);
	try {
		run(join(programs.bin, 'initdb'), [
			...['-D', folder, '-U', USER, '--pwfile', secret, '--auth', 'scram-sha-256'],
			...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-instructions']
		]);
	} finally {
		rmSync(secret, { force: true });
	}
	const lines = Object.entries(SETTINGS).map(([name, value]) => `${name} = '${value}'\n`);
	writeFileSync(join(folder, 'postgresql.auto.conf'), lines.join(''));
	return { folder, ...programs, port: await freePort(), password };
}

/** .data/postgis/data, or a place that the server's user can reach when it cannot reach that. */
function placeFor(user: User, say: (line: string) => void): string {
	const own = join(stateFolder(), 'data');
	const name = `wangge-postgis-${createHash('sha256').update(projectRoot()).digest('hex').slice(0, 8)}`;
	for (const place of [own, join('/var/lib', name), join(tmpdir(), name)]) {
		try {
			makeFolder(place, user);
		} catch {
			continue;
		}
		const reached = spawnSync('test', ['-w', place], { cwd: '/', ...user }).status === 0;
		if (reached) {
			if (place !== own)
				say(`PostGIS: the server's user cannot reach .data, so the cluster is kept in ${place}`);
			return place;
		}
	}
	throw new NoPostgis(`The server's user can write neither to ${own} nor to /var/lib or ${tmpdir()}.`);
}

function makeFolder(folder: string, user: User): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
	own(folder, user);
}

function own(path: string, { uid, gid }: User): void {
	if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function isRunning(server: Server): boolean {
	if (!existsSync(join(server.folder, 'PG_VERSION'))) return false;
	const said = (program: string, args: string[]) => tryRun(join(server.bin, program), args).status === 0;
	// Its process is there, and it is the one that answers on the port.
	return (
		said('pg_ctl', ['status', '-D', server.folder]) &&
		said('pg_isready', ['-q', '-h', '127.0.0.1', '-p', String(server.port)])
	);
}

function pgCtl(server: Server, args: string[], user: User = serverUser()): void {
	run(join(server.bin, 'pg_ctl'), ['-D', server.folder, ...args], user);
}

function run(program: string, args: string[], user: User = serverUser()): void {
	const { status, output } = tryRun(program, args, user);
	if (status !== 0)
		throw new Error(`${program} ${args[0]} failed (${status}): ${output.trim().split('\n').pop()}`);
}

function tryRun(
	program: string,
	args: string[],
	user: User = serverUser()
): { status: number | null; output: string } {
	// The server keeps the standard streams of the command that starts it, so they must not be pipes of ours.
	const log = join(tmpdir(), `wangge-postgis-${process.pid}-${randomBytes(4).toString('hex')}.log`);
	const shell = `exec "$@" > '${log}' 2>&1`;
	try {
		const { status } = spawnSync('sh', ['-c', shell, 'sh', program, ...args], {
			cwd: '/',
			stdio: 'ignore',
			env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
			...user
		});
		return { status, output: existsSync(log) ? readFileSync(log, 'utf8') : '' };
	} finally {
		rmSync(log, { force: true });
	}
}

async function ensureDatabase(server: Server): Promise<void> {
	const maintenance = new URL(address(server));
	maintenance.pathname = '/postgres';
	await withClient(maintenance.href, async (client) => {
		const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
		if (!rowCount) await client.query(`create database ${DATABASE}`);
	});
	await withClient(address(server), (client) => client.query('create extension if not exists postgis'));
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await work(client);
	} finally {
		await client.end();
	}
}

function freePort(): Promise<number> {
	return listenOn(0).then((port) => port ?? Promise.reject(new Error('no free port on 127.0.0.1')));
}

async function isFree(port: number): Promise<boolean> {
	return (await listenOn(port)) !== undefined;
}

/** The port that could be listened on, for a moment; 0 asks for any. */
function listenOn(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => {
			const bound = server.address();
			server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : undefined));
		});
	});
}
