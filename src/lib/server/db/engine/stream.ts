import { Duplex } from 'node:stream';
import { LOST_SQLSTATE } from '../errors.ts';
import type { Answer, Engine } from './engine.ts';
import { BatchCutter, errorResponse } from './wire.js';

/** What a connection needs to know about the statement that it is about to send. */
export interface Patience {
	/** Longest time for one batch, in ms; 0 for no limit. */
	timeoutMs: number;
}

/**
 * What pg.Client takes for its socket: writes go to the engine as batches of the wire protocol, answers come
 * back as bytes. No port is opened. One is made for each pg.Client.
 */
export class EngineStream extends Duplex {
	readonly #engine: Engine;
	readonly #patience: Patience;
	readonly #cutter = new BatchCutter();

	constructor(engine: Engine, patience: Patience) {
		super({ allowHalfOpen: false });
		this.#engine = engine;
		this.#patience = patience;
	}

	// What pg.Client calls on a socket.
	connect(): this {
		process.nextTick(() => this.emit('connect'));
		return this;
	}
	setNoDelay(): this {
		return this;
	}
	setKeepAlive(): this {
		return this;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}

	override _read(): void {
		// Answers are pushed when they come.
	}

	override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
		this.#send(chunk).then(() => done(), done);
	}

	override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
		this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
	}

	override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
		this.#engine.forget().then(
			() => done(error),
			() => done(error)
		);
	}

	async #send(bytes: Uint8Array): Promise<void> {
		for (const batch of this.#cutter.push(bytes)) {
			if (this.destroyed || this.readableEnded) return;
			// Terminate: the end of the stream says the same.
			if (batch.length === 5 && batch[0] === 'X'.charCodeAt(0)) {
				this.push(null);
				return;
			}
			const answer = await this.#engine.ask(batch, this.#patience.timeoutMs);
			if ('fault' in answer) {
				this.push(errorResponse(explain(answer)));
				this.push(null);
				return;
			}
			this.push(Buffer.from(answer.bytes));
		}
	}
}

/** A fault ends the connection, because whatever was open in it is gone: its severity is FATAL. */
function explain(answer: Extract<Answer, { fault: string }>): Parameters<typeof errorResponse>[0] {
	if (answer.fault === 'timeout') {
		const message = `canceling statement due to statement timeout (${answer.afterMs} ms)`;
		return { severity: 'FATAL', sqlstate: '57014', message };
	}
	if (answer.fault === 'broken') {
		return { severity: 'FATAL', sqlstate: '58000', message: `embedded engine: ${answer.reason}` };
	}
	const message = 'the statement ended without a result or an error; its transaction was rolled back';
	return {
		severity: 'FATAL',
		sqlstate: LOST_SQLSTATE,
		message,
		...(answer.reason && { detail: answer.reason })
	};
}
