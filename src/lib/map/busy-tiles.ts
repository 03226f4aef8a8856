/**
 * Tiles that a busy server refused are asked for again after a while, a few times, and those that could not be had at
 * all when the network is back; MapLibre itself asks for a tile that failed only when the map is moved.
 */
import { pauseMs, RETRY_AFTER_S } from '../domain/api/retry.ts';

const RETRIES = 3;
const MOST_LOST = 500;

export interface TilePlace {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** What failed: a tile of a source, or (null) the description of the source itself. */
type Refused = TilePlace | null;

export interface BusyOptions {
	/** Asks again for these tiles of a source, or for the source. */
	ask(source: string, tiles: readonly TilePlace[] | null): void;
	/** Was asked as often as is worth it. */
	giveUp(): void;
	/** A number from 0 to 1. */
	roll(): number;
}

export class BusyTiles {
	readonly #options: BusyOptions;
	readonly #attempts = new Map<string, number>();
	readonly #waiting = new Map<string, { source: string; tile: Refused }>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: BusyOptions) {
		this.#options = options;
	}

	refused(source: string, tile: Refused): void {
		const key = keyOf(source, tile);
		const attempt = this.#attempts.get(key) ?? 0;
		if (attempt >= RETRIES) {
			this.#attempts.delete(key);
			this.#options.giveUp();
			return;
		}
		this.#attempts.set(key, attempt + 1);
		this.#waiting.set(key, { source, tile });
		const ms = pauseMs(RETRY_AFTER_S, attempt, this.#options.roll());
		this.#timer ??= setTimeout(() => this.#ask(), ms);
	}

	/** Could not be had at all: asked for again when somebody says that it is worth it. */
	lost(source: string, tile: Refused): void {
		this.#waiting.set(keyOf(source, tile), { source, tile });
		// Whoever moves over a map without a network for hours needs only what was looked at last.
		for (const oldest of this.#waiting.keys()) {
			if (this.#waiting.size <= MOST_LOST) break;
			this.#waiting.delete(oldest);
		}
	}

	askNow(): void {
		clearTimeout(this.#timer);
		this.#ask();
	}

	arrived(source: string, tile: Refused): void {
		const key = keyOf(source, tile);
		this.#attempts.delete(key);
		this.#waiting.delete(key);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#waiting.clear();
	}

	#ask(): void {
		this.#timer = undefined;
		const bySource = new Map<string, TilePlace[] | null>();
		for (const { source, tile } of this.#waiting.values()) {
			const tiles = bySource.get(source);
			// With its description a source asks for its tiles by itself.
			if (tile === null || tiles === null) bySource.set(source, null);
			else bySource.set(source, [...(tiles ?? []), tile]);
		}
		this.#waiting.clear();
		for (const [source, tiles] of bySource) this.#options.ask(source, tiles);
	}
}

const keyOf = (source: string, tile: Refused) => (tile ? `${source}/${tile.z}/${tile.x}/${tile.y}` : source);
