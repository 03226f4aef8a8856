import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { WanggeError } from '../../domain/errors.ts';
import { fromDriver } from './errors.ts';

/** A replica that is only just behind has come so far within these; for more nobody waits. */
const LOOKS = 10;
const PAUSE_MS = 20;

/**
 * How far a replica must have come before it is asked anything. It rises with what people were told and with what was
 * kept, so that a replica which fell behind, was started again from an older state, or is another one than before
 * behind the same address, never answers with less. Each connection shows once that it is there: one server never goes
 * back under a connection.
 */
export class Floor {
	#position = 0;
	readonly #shown = new WeakMap<pg.ClientBase, number>();
	/** The farthest that a connection has shown. */
	#reached = 0;

	get position(): number {
		return this.#position;
	}

	get reached(): number {
		return this.#reached;
	}

	raise(position: number): void {
		this.#position = Math.max(this.#position, position);
	}

	/** A connection has shown a position. */
	came(position: number): void {
		this.#reached = Math.max(this.#reached, position);
	}

	/**
	 * @param again what was shown before does not count
	 * @throws WanggeError replica-behind { position, wanted } in bytes of the log
	 */
	async hold(client: pg.ClientBase, again: boolean): Promise<void> {
		if (!again && (this.#shown.get(client) ?? -1) >= this.#position) return;
		for (let look = 1; ; look++) {
			const position = await positionOf(client);
			if (position >= this.#position) {
				this.#shown.set(client, position);
				return this.came(position);
			}
			if (look === LOOKS) throw new WanggeError('replica-behind', { position, wanted: this.#position });
			await pause(PAUSE_MS);
		}
	}
}

async function positionOf(client: pg.ClientBase): Promise<number> {
	try {
		const { rows } = await client.query<{ position: number }>('select wal_position() as position');
		return rows[0]!.position;
	} catch (error) {
		throw fromDriver(error);
	}
}
