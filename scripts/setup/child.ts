import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** A server program that runs beside this one for as long as it is wanted. */
export interface Child {
	readonly pid: number;
	/** False once it has ended by itself. */
	runs(): boolean;
	/** The end of what it has said. */
	said(): string;
	stop(): Promise<void>;
	/** At once, as when the power fails. */
	kill(): Promise<void>;
}

const SAID = 2000;
const POLL_MS = 50;

/** @param hear told of each line as it is said */
export function startChild(
	program: string,
	args: readonly string[],
	options: SpawnOptions = {},
	hear?: (line: string) => void
): Child {
	const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue;
		stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID)));
		if (hear) createInterface({ input: stream }).on('line', hear);
	}
	const runs = () => child.exitCode === null && child.signalCode === null;
	return {
		pid: child.pid!,
		runs,
		said: () => said.trim(),
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL')
	};

	async function end(signal: 'SIGTERM' | 'SIGKILL') {
		if (!runs()) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}
}

/**
 * Waits until a child that serves answers at its address.
 * @param good whether an answer is the one that is waited for
 * @throws Error with what it said, when it has ended or does not answer in time; it is stopped then
 */
export async function untilServing(
	child: Child,
	url: string,
	patienceMs: number,
	good: (answer: Response) => boolean = () => true
): Promise<void> {
	for (const until = Date.now() + patienceMs; Date.now() < until && child.runs();) {
		const answer = await fetch(url).catch(() => null);
		if (answer && good(answer)) return;
		await pause(POLL_MS);
	}
	await child.stop();
	throw new Error(`nobody serves at ${url}: ${child.said()}`);
}
