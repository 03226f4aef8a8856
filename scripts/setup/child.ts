import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** A server program that runs beside this one for as long as it is wanted. */
export interface Child {
	readonly pid: number;
	/** False once it has ended by itself. */
	runs(): boolean;
	/** The end of what it has said. */
	said(): string;
	stop(): Promise<void>;
}

const SAID = 2000;

export function startChild(program: string, args: readonly string[], options: SpawnOptions = {}): Child {
	const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID)));
	const runs = () => child.exitCode === null && child.signalCode === null;
	return {
		pid: child.pid!,
		runs,
		said: () => said.trim(),
		async stop() {
			if (!runs()) return;
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		}
	};
}
