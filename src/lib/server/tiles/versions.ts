/**
 * Versions of tiles: which changes of the ground touch a tile, worked out in memory from the list of changes.
 *
 * A version stands for the set of changes that a tile may show. Marks are random, so their sum is another one for
 * another set, whatever order its transactions ended in: one that began earlier and ends later only adds its mark. And
 * a set may be larger than it needs to be (boxes united, changes folded together) without ever being mistaken: two
 * equal sets hold the same changes, and whatever touches the tile is in both.
 */
import { createHash } from 'node:crypto';
import { someBox, type Box } from '../../domain/tile/box.ts';
import { withMark } from '../db/index.ts';
import type { ChangeRow } from './repository.ts';

/** A change is seen at the latest so long after it, in ms. */
const HOLDS_MS = 1000;
/** Changes of one layer that are told apart; where there are more, each is taken to be everywhere. */
const MOST_TOLD_APART = 4000;

/** The changes that one snapshot of the database shows. */
export class Changes {
	readonly #layers = new Map<string, ChangeRow[]>();

	/**
	 * @param identity what tells this database and its functions from others
	 * @param token another one for another list
	 */
	constructor(
		readonly identity: string,
		readonly token: string,
		rows: readonly ChangeRow[]
	) {
		for (const row of rows) {
			const layer = this.#layers.get(row.layer);
			if (layer) layer.push(row);
			else this.#layers.set(row.layer, [row]);
		}
		for (const [name, layer] of this.#layers)
			if (layer.length > MOST_TOLD_APART)
				this.#layers.set(
					name,
					layer.map((row) => ({ ...row, boxes: null }))
				);
	}

	/**
	 * The version that these changes give to what shows the layers.
	 * @param counts whether a change with this box (metres of EPSG:3857) counts; one without a box always does
	 */
	version(layers: readonly string[], counts: (...box: Box) => boolean): string {
		let sum = 0;
		for (const name of layers)
			for (const { boxes, mark } of this.#layers.get(name) ?? [])
				if (!boxes || someBox(boxes, counts)) sum = withMark(sum, mark);
		return sum.toString(16);
	}
}

type Read = (known: string) => Promise<{ token: string; identity: string; changes?: ChangeRow[] }>;

/** The list of changes, asked for again when what is held is a second old. */
export class GroundVersions {
	readonly #read: Read;
	#held: { changes: Changes; asked: number; turn: number } | undefined;
	#asking: { changes: Promise<Changes>; asked: number } | undefined;
	#turn = 0;

	/** @param read the list, unless it is the known one (repository.changes) */
	constructor(read: Read) {
		this.#read = read;
	}

	/** The same without asking; undefined when what is held is older. */
	held(now: Date): Changes | undefined {
		return this.#held && isFresh(this.#held.asked, now) ? this.#held.changes : undefined;
	}

	/**
	 * The changes as they were at the most a second before `now`.
	 * @throws WanggeError whatever the database says; what was held is not used beyond its second
	 */
	async at(now: Date): Promise<Changes> {
		const held = this.held(now);
		if (held) return held;
		// Who comes while the database is asked waits for the same answer, unless it is about too early a moment.
		if (this.#asking && isFresh(this.#asking.asked, now)) return this.#asking.changes;
		const asking = { changes: this.#ask(now.getTime()), asked: now.getTime() };
		this.#asking = asking;
		try {
			return await asking.changes;
		} finally {
			if (this.#asking === asking) this.#asking = undefined;
		}
	}

	async #ask(asked: number): Promise<Changes> {
		const turn = ++this.#turn;
		const known = this.#held?.changes;
		const { identity, token, changes } = await this.#read(known?.token ?? '');
		const seen = changes ? new Changes(identity, token, changes) : known!;
		// An answer that was overtaken by a later one is good for who asked, and for nobody after.
		if (!this.#held || this.#held.turn < turn) this.#held = { changes: seen, asked, turn };
		return seen;
	}
}

function isFresh(asked: number, now: Date): boolean {
	const age = now.getTime() - asked;
	return age >= 0 && age < HOLDS_MS;
}

/** Sixteen hexadecimal digits that stand for a content. */
export const digest = (content: string | Uint8Array): string =>
	createHash('sha256').update(content).digest('hex').slice(0, 16);
