import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../src/lib/server/db/index.ts';
import { freePort } from '../setup/free-port.ts';

const PATIENCE_MS = 120_000;

/** The built product in a process of its own, as npm start runs it. */
export interface RunningProduct {
	url: string;
	/** Resident memory, bytes: now, and the most so far. */
	memory(): { now: number; most: number };
	stop(): Promise<void>;
}

export async function startProduct(
	databaseUrl: string,
	settings: Record<string, string>
): Promise<RunningProduct> {
	const port = await freePort();
	const child = spawn(process.execPath, ['--import', 'tsx', join('scripts', 'start.ts')], {
		cwd: projectRoot(),
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			DATABASE_URL: databaseUrl,
			LOG_LEVEL: 'warn',
			SHUTDOWN_TIMEOUT: '1',
			...settings
		},
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
	const url = `http://127.0.0.1:${port}`;
	const stop = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		await ended;
	};
	for (const until = Date.now() + PATIENCE_MS; Date.now() < until && child.exitCode === null;) {
		const health = await fetch(`${url}/healthz`).catch(() => null);
		if (health?.ok) return { url, stop, memory: () => memoryOf(child.pid!) };
		await pause(100);
	}
	await stop();
	throw new Error(`the product did not become ready: ${said.trim()}`);
}

/** Linux tells it; elsewhere it is not known. */
function memoryOf(process: number): { now: number; most: number } {
	try {
		const status = readFileSync(`/proc/${process}/status`, 'utf8');
		const bytes = (name: string) => 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
		return { now: bytes('VmRSS'), most: bytes('VmHWM') };
	} catch {
		return { now: NaN, most: NaN };
	}
}
