import type { Changes } from './versions.ts';

/** The last day, up to a given one, on which something of a table came into force or went out of it (yyyy-mm-dd). */
export type InForceSince = Readonly<Record<string, string>>;

/** Those that there are (db/queries/tiles.sql, in_force_since). */
const PERIOD_TABLES = ['area', 'area_boundary', 'facility', 'grid'] as const;

/**
 * Since when what is in force has been the same: a midnight on which nothing begins or ends leaves tiles as they are.
 * Read again for another day, and when a change of the ground touches these tables.
 */
export class InForce {
	readonly #read: (day: string) => Promise<InForceSince>;
	/** For `key`, which was worked out for `seen` last: without another change nothing is summed again. */
	#held: { seen: string; key: string; since: Promise<InForceSince> } | undefined;

	constructor(read: (day: string) => Promise<InForceSince>) {
		this.#read = read;
	}

	/**
	 * @param tables of these only those that have periods count
	 * @returns a day; empty when nothing of them has begun
	 * @throws WanggeError whatever the database says; it is asked again for the next who comes
	 */
	async since(changes: Changes, day: string, tables: readonly string[]): Promise<string> {
		const seen = `${day} ${changes.token}`;
		if (this.#held?.seen !== seen) this.#hold(changes, day, seen);
		const since = await this.#held!.since;
		return tables.reduce((last, table) => max(last, since[table] ?? ''), '');
	}

	#hold(changes: Changes, day: string, seen: string): void {
		const key = `${day} ${changes.identity} ${changes.version(PERIOD_TABLES, () => true)}`;
		if (this.#held?.key === key) {
			this.#held.seen = seen;
			return;
		}
		const held = { seen, key, since: this.#read(day) };
		this.#held = held;
		held.since.catch(() => {
			if (this.#held === held) this.#held = undefined;
		});
	}
}

// Days as they are written stand in the order of time.
const max = (a: string, b: string) => (a > b ? a : b);
