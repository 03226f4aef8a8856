import { randomUUID } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
	linkSync,
	mkdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	statSync,
	unlinkSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { dirname } from 'node:path';
import { WanggeError } from '../../../domain/errors.ts';

/** Who holds a folder. `world` tells whether a pid means the same process to the reader as to the writer. */
interface Holder {
	nonce: string;
	pid: number;
	started: string;
	world: string;
	command: string;
}

export interface FolderLock {
	release(): void;
}

const BEAT_MS = 10_000;
/** Where the holder's pid cannot be looked up (another container or host), it is gone after this silence. */
const SILENT_MS = 60_000;

/**
 * Takes `file` as the lock of the embedded engine's folder, or says who has it. Atomic by link(2). A holder that
 * no longer runs (pid and start time) is taken over; of several that try at once exactly one wins, because a
 * dead holder's lock is only replaced by who holds the lock named after it.
 * @throws WanggeError engine-locked { pid, command, file }
 */
export function takeLock(file: string): FolderLock {
	mkdirSync(dirname(file), { recursive: true });
	const self = describeSelf();
	acquire(file, self, 0);
	const beat = setInterval(() => touch(file), BEAT_MS);
	beat.unref();
	return {
		release() {
			clearInterval(beat);
			if (readHolder(file)?.nonce === self.nonce) unlinkSync(file);
		}
	};
}

function acquire(file: string, self: Holder, depth: number): void {
	const mine = `${file}.${self.nonce}`;
	writeFileSync(mine, JSON.stringify(self), { flag: 'wx' });
	try {
		for (;;) {
			if (tryLink(mine, file)) return;
			const holder = readHolder(file);
			if (!holder) continue; // released between the two looks
			if (depth > 8 || isAlive(holder, file)) throw lockedBy(holder, file);
			const turn = { ...self, nonce: randomUUID() };
			const gate = `${file}.${holder.nonce}`;
			acquire(gate, turn, depth + 1);
			try {
				if (readHolder(file)?.nonce !== holder.nonce) continue;
				renameSync(mine, file);
				return;
			} finally {
				unlinkSync(gate);
			}
		}
	} finally {
		removeQuietly(mine);
	}
}

function lockedBy(holder: Holder, file: string): WanggeError {
	const { pid, command } = holder;
	return new WanggeError(
		'engine-locked',
		{ pid, command, file },
		`the embedded database is in use by process ${pid} (${command}); lock file ${file}`
	);
}

function tryLink(from: string, to: string): boolean {
	try {
		linkSync(from, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

function removeQuietly(file: string): void {
	try {
		unlinkSync(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
}

function readHolder(file: string): Holder | undefined {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	try {
		return JSON.parse(text) as Holder;
	} catch {
		// Not written by us in one piece: a lock from nobody that runs.
		return { nonce: 'unreadable', pid: 0, started: '', world: world(), command: 'unknown' };
	}
}

function isAlive(holder: Holder, file: string): boolean {
	if (holder.world !== world()) return Date.now() - modified(file) < SILENT_MS;
	return holder.pid > 0 && startOf(holder.pid) === holder.started;
}

function modified(file: string): number {
	try {
		return statSync(file).mtimeMs;
	} catch {
		return 0;
	}
}

function touch(file: string): void {
	try {
		const now = new Date();
		utimesSync(file, now, now);
	} catch {
		// The folder was removed under us; the next write of the engine will say so.
	}
}

function describeSelf(): Holder {
	const command = process.argv.slice(1).join(' ').slice(0, 200) || process.title;
	return {
		nonce: randomUUID(),
		pid: process.pid,
		started: startOf(process.pid) ?? '',
		world: world(),
		command
	};
}

/** When a process started, in whatever form its system tells it; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
	if (process.platform === 'linux') {
		try {
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
		} catch {
			return undefined;
		}
	}
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
	}
	if (process.platform === 'win32') return 'running';
	try {
		return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
	} catch {
		return undefined;
	}
}

/** Boot and process namespace: only within one of them do two processes mean the same thing by a pid. */
function world(): string {
	if (process.platform !== 'linux') return process.platform;
	try {
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
	} catch {
		return 'linux';
	}
}
