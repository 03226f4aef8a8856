/**
 * Tells open pages what is done to cases, each event once and in the order of the commits. Events have numbers without a
 * hole (db/functions/69_case.sql), so that whoever lost their connection goes on where they were, in whatever process.
 * The database is asked how many there are, a few times a second and only while somebody listens: several processes
 * need not know of each other, and the embedded engine is no other case.
 */
import type { CaseLiveEvent } from '../../domain/live/case-events.ts';
import type { Whereabouts } from '../../domain/incident/rights.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('live');

/** Between two looks, ms. */
const EVERY_MS = 250;
const AFTER_FAULT_MS = 2000;
/** Whoever missed more than this reads anew what they show. */
const MOST_TOLD = 500;

type FedCase = Extract<CaseLiveEvent, { kind: 'case' }>;

interface FeedRow extends Omit<FedCase, 'kind' | 'at'> {
	feed: number;
	/** Ids, up to the root. */
	areas: number[];
	/** Ids of all to whom it was ever given. */
	organisations: number[];
}

interface Listener {
	/** The last event that they know of, or know that they need not. */
	at: number;
	mayKnow(where: Whereabouts): boolean;
	tell(event: CaseLiveEvent): void;
}

export class CaseFeed {
	readonly #db: () => Queryable;
	readonly #failed: (error: unknown) => void;
	readonly #listeners = new Set<Listener>();
	#end: number | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#looking = false;

	/**
	 * @param db asked as the process
	 * @param failed told of what the database answered instead; the next look comes all the same
	 */
	constructor(db: () => Queryable, failed: (error: unknown) => void) {
		this.#db = db;
		this.#failed = failed;
	}

	/** How many events there are. */
	async end(): Promise<number> {
		const [row] = await this.#db().query<{ nth: number }>(statement('case_end'));
		return row!.nth;
	}

	/**
	 * Tells of each event after the one that is known already.
	 * @param after number of that event; more than there are is taken for all of them
	 * @param mayKnow of where a case is and whose, whether they may know of it
	 * @returns ends it
	 */
	listen(
		after: number,
		mayKnow: (where: Whereabouts) => boolean,
		tell: (event: CaseLiveEvent) => void
	): () => void {
		const listener = { at: after, mayKnow, tell };
		this.#listeners.add(listener);
		this.#lookSoon(0);
		return () => void this.#listeners.delete(listener);
	}

	/** The last event that somebody need not ask for any more. */
	get told(): number {
		return this.#end ?? 0;
	}

	#lookSoon(wait: number): void {
		if (this.#looking || this.#listeners.size === 0) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#look(), wait);
		this.#timer.unref();
	}

	async #look(): Promise<void> {
		this.#looking = true;
		let wait = EVERY_MS;
		try {
			await this.#tell();
		} catch (error) {
			if (this.#listeners.size > 0) this.#failed(error);
			wait = AFTER_FAULT_MS;
		}
		this.#looking = false;
		this.#lookSoon(wait);
	}

	async #tell(): Promise<void> {
		const end = (this.#end = await this.end());
		const listeners = [...this.#listeners];
		for (const listener of listeners) {
			// From another database, or from one that was restored.
			if (listener.at > end || end - listener.at > MOST_TOLD) {
				listener.at = end;
				listener.tell({ kind: 'missed', at: end });
			}
		}
		const from = Math.min(...listeners.map(({ at }) => at));
		if (listeners.length === 0 || from >= end) return;
		const rows = await this.#db().query<FeedRow>(statement('cases_after'), [from, end - from]);
		for (const listener of listeners) {
			for (const { feed, areas, organisations, ...done } of rows) {
				if (feed <= listener.at) continue;
				listener.at = feed;
				// Whose it is now is among all whose it was.
				const where = { areas, organisation: null, organisations };
				if (listener.mayKnow(where)) listener.tell({ kind: 'case', at: feed, ...done });
			}
		}
	}
}
