/**
 * The door before the connections: a few are inside, a bounded number waits outside for a bounded time, and whoever
 * comes on top of that hears at once that the database is busy. Without it a slow database would gather requests
 * until memory ends, and nobody would hear anything.
 */
import { WanggeError } from '../../domain/errors.ts';

export interface GateLimits {
	/** How many may be inside: the connections. */
	readonly places: number;
	/** How many may wait. */
	readonly waiting: number;
	/** How long one may wait, ms. */
	readonly waitMs: number;
}

/** What the door sees, for those who ask how the database is. Work without a limit of its own is not counted as long. */
export interface GateLoad {
	readonly running: number;
	readonly waiting: number;
	/** How long the first of those who wait has waited, ms. */
	readonly longestWaitMs: number;
	/** How long the first of those inside has been inside, ms. */
	readonly longestRunMs: number;
	/** How long ago somebody was sent away, ms; null: never. */
	readonly refusedMsAgo: number | null;
}

/** Given to whoever is let in, and called once when done. */
export type Leave = () => void;

interface Waiter {
	readonly since: number;
	readonly patient: boolean;
	readonly letIn: (leave: Leave) => void;
	readonly sendAway: (error: WanggeError) => void;
	timer?: NodeJS.Timeout;
}

export class Gate {
	readonly #limits: GateLimits;
	readonly #waiters: Waiter[] = [];
	readonly #inside = new Set<{ since: number; patient: boolean }>();
	#refusedAt: number | null = null;
	#closed = false;

	constructor(limits: GateLimits) {
		this.#limits = limits;
	}

	/**
	 * In the order of coming.
	 * @param patient work in the background: waits for as long as it takes, and is never sent away
	 * @throws WanggeError database-busy { reason: 'full' | 'waited' }, and database-unreachable once the gate is closed
	 */
	enter(patient = false): Promise<Leave> {
		if (this.#closed) return Promise.reject(closed());
		if (this.#inside.size < this.#limits.places) return Promise.resolve(this.#admit(patient));
		const impatient = this.#waiters.filter((one) => !one.patient).length;
		if (!patient && impatient >= this.#limits.waiting) return Promise.reject(this.#refusal('full'));
		return new Promise<Leave>((letIn, sendAway) => {
			const waiter: Waiter = { since: performance.now(), patient, letIn, sendAway };
			if (!patient) waiter.timer = setTimeout(() => this.#giveUp(waiter), this.#limits.waitMs);
			this.#waiters.push(waiter);
		});
	}

	load(): GateLoad {
		const now = performance.now();
		const longest = (ones: Iterable<{ since: number; patient: boolean }>) =>
			Math.max(0, ...[...ones].filter(({ patient }) => !patient).map(({ since }) => now - since));
		return {
			running: this.#inside.size,
			waiting: this.#waiters.length,
			longestWaitMs: longest(this.#waiters),
			longestRunMs: longest(this.#inside),
			refusedMsAgo: this.#refusedAt === null ? null : now - this.#refusedAt
		};
	}

	/** Those who wait are sent away, and nobody comes in any more; who is inside may finish. */
	close(): void {
		this.#closed = true;
		for (const waiter of this.#waiters.splice(0)) {
			clearTimeout(waiter.timer);
			waiter.sendAway(closed());
		}
	}

	#admit(patient: boolean): Leave {
		const guest = { since: performance.now(), patient };
		this.#inside.add(guest);
		return () => {
			// Only the first call counts: a second one would let in one too many.
			if (!this.#inside.delete(guest)) return;
			const next = this.#waiters.shift();
			if (!next) return;
			clearTimeout(next.timer);
			next.letIn(this.#admit(next.patient));
		};
	}

	#giveUp(waiter: Waiter): void {
		const place = this.#waiters.indexOf(waiter);
		if (place === -1) return;
		this.#waiters.splice(place, 1);
		waiter.sendAway(this.#refusal('waited'));
	}

	#refusal(reason: 'full' | 'waited'): WanggeError {
		this.#refusedAt = performance.now();
		return new WanggeError('database-busy', { reason });
	}
}

const closed = () => new WanggeError('database-unreachable', { reason: 'closed' }, 'the database was closed');
