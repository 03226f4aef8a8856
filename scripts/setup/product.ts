import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_SENT_BYTES } from '../../src/lib/domain/photo/photo.ts';
import { projectRoot } from '../../src/lib/server/db/index.ts';
import { startChild, untilServing } from './child.ts';
import { freePort } from './free-port.ts';

const PATIENCE_MS = 120_000;

/** The built product in a process of its own. */
export interface RunningProduct {
	url: string;
	/** Resident memory, bytes: now, and the most so far. */
	memory(): { now: number; most: number };
	/** Seconds that processors have worked for it so far. */
	processor(): number;
	/** The end of what it has said. */
	said(): string;
	stop(): Promise<void>;
	/** At once, as when the power fails. */
	kill(): Promise<void>;
}

/**
 * @param settings of its environment
 * @param hear told of each line that it says
 * @throws Error with what it said, when it does not become ready
 */
export async function startProduct(
	databaseUrl: string,
	settings: Record<string, string>,
	hear?: (line: string) => void
): Promise<RunningProduct> {
	const port = await freePort();
	const child = startChild(
		process.execPath,
		[join(projectRoot(), 'build', 'index.js')],
		{
			cwd: projectRoot(),
			env: {
				...process.env,
				PORT: String(port),
				HOST: '127.0.0.1',
				DATABASE_URL: databaseUrl,
				LOG_LEVEL: 'warn',
				SHUTDOWN_TIMEOUT: '1',
				BODY_SIZE_LIMIT: String(MOST_SENT_BYTES),
				...settings
			}
		},
		hear
	);
	const url = `http://127.0.0.1:${port}`;
	await untilServing(child, `${url}/healthz`, PATIENCE_MS, ({ ok }) => ok);
	return {
		url,
		stop: () => child.stop(),
		kill: () => child.kill(),
		memory: () => memoryOf(child.pid),
		processor: () => processorOf(child.pid),
		said: () => child.said()
	};
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

/** Clock ticks of Linux in a second, as it tells them to programs. */
const TICKS = 100;

function processorOf(process: number): number {
	try {
		// The name, in brackets, may hold blanks; of what follows the 12th and 13th are the ticks of its own.
		const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS;
	} catch {
		return NaN;
	}
}
