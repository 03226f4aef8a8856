import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../src/lib/server/db/index.ts';

/** A TypeScript file running in a process of its own that answers each line with a line of JSON. */
export class LineProcess {
	readonly #child: ChildProcess;
	readonly #lines: AsyncIterator<string>;
	readonly #ended: Promise<void>;

	constructor(file: string, args: string[], env: Record<string, string> = {}) {
		this.#child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
			cwd: projectRoot(),
			env: { ...process.env, ...env },
			stdio: ['pipe', 'pipe', 'inherit']
		});
		this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
		this.#ended = new Promise((resolve) => this.#child.once('exit', () => resolve()));
	}

	get pid(): number {
		return this.#child.pid!;
	}

	say(line: string): void {
		this.#child.stdin!.write(`${line}\n`);
	}

	/** The next answer; throws when the process ended without one. */
	async hear<T>(): Promise<T> {
		const { value, done } = await this.#lines.next();
		if (done) throw new Error('the process ended without an answer');
		return JSON.parse(value) as T;
	}

	async ask<T>(line: string): Promise<T> {
		this.say(line);
		return this.hear<T>();
	}

	/** kill -9, and waits until it is gone. */
	async kill(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#ended;
	}

	async end(): Promise<void> {
		this.#child.stdin!.end();
		await this.#ended;
	}
}
