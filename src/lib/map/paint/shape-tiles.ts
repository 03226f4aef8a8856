/** Tiles on their way to the screen: asked for while they are wanted, taken apart in a worker. */
import type { TileAnswer } from '../shared-requests.ts';
import { tileKey, type TilePlace } from './cover.ts';
import type { Shapes } from './shapes.ts';

export interface TileSource {
	/** @throws Error when the tile does not come */
	fetch(tile: TilePlace, signal: AbortSignal): Promise<TileAnswer>;
	takeApart(bytes: ArrayBuffer): Promise<Shapes>;
}

export interface TileListener {
	/** A tile has come, for the first time or anew. */
	ready(tile: TilePlace, made: Shapes): void;
	/** A request is over, whatever came of it. */
	ended(): void;
}

export class ShapeTiles {
	readonly #source: TileSource;
	readonly #tell: TileListener;
	readonly #underway = new Map<string, AbortController>();
	/** Entity tags of the tiles at hand; undefined: it came without one. */
	readonly #have = new Map<string, string | undefined>();
	/** To be asked for anew, though at hand. */
	readonly #stale = new Set<string>();
	/** Not asked for again until something else is wanted or it is worth another try: MapLibre asks for the same and tells of the fault. */
	readonly #failed = new Set<string>();
	#wanted = '';

	constructor(source: TileSource, tell: TileListener) {
		this.#source = source;
		this.#tell = tell;
	}

	/** None of the wanted tiles is on its way. */
	get settled(): boolean {
		return this.#underway.size === 0;
	}

	want(tiles: readonly TilePlace[]): void {
		const keys = new Map(tiles.map((tile) => [tileKey(tile), tile]));
		const wanted = [...keys.keys()].join();
		if (wanted !== this.#wanted) this.#failed.clear();
		this.#wanted = wanted;
		for (const [key, end] of this.#underway) {
			if (keys.has(key)) continue;
			end.abort();
			this.#underway.delete(key);
		}
		for (const [key, tile] of keys) {
			const missing = !this.#have.has(key) || this.#stale.has(key);
			if (missing && !this.#underway.has(key) && !this.#failed.has(key)) void this.#bring(key, tile);
		}
	}

	/** The ground has changed: all that is at hand is asked for anew when it is wanted, and shown until then. */
	refresh(): void {
		for (const end of this.#underway.values()) end.abort();
		this.#underway.clear();
		this.#failed.clear();
		for (const key of this.#have.keys()) this.#stale.add(key);
	}

	/** What did not come may be asked for again: MapLibre, which asks for the same, has got one. */
	retry(): void {
		this.#failed.clear();
	}

	/** What is no longer kept on the graphics device. */
	forget(key: string): void {
		this.#have.delete(key);
		this.#stale.delete(key);
	}

	close(): void {
		for (const end of this.#underway.values()) end.abort();
		this.#underway.clear();
	}

	async #bring(key: string, tile: TilePlace): Promise<void> {
		const end = new AbortController();
		this.#underway.set(key, end);
		try {
			const { data, etag } = await this.#source.fetch(tile, end.signal);
			const same = etag !== undefined && this.#have.get(key) === etag;
			const made = same ? null : await this.#source.takeApart(data);
			if (end.signal.aborted) return;
			this.#have.set(key, etag);
			this.#stale.delete(key);
			if (made) this.#tell.ready(tile, made);
		} catch {
			if (!end.signal.aborted) this.#failed.add(key);
		} finally {
			if (this.#underway.get(key) === end) this.#underway.delete(key);
			this.#tell.ended();
		}
	}
}
