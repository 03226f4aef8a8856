/**
 * Tiles that need no work at all, by the path as it is asked for: finished ones, of the list of changes that is known
 * to be true just now.
 */

/** Clocks of tiles are hours and days; days begin at a quarter of an hour everywhere on earth. */
const QUARTER_MS = 15 * 60_000;
const MOST = 20_000;

export class HotTiles<T> {
	#token = '';
	#quarter = NaN;
	#tiles = new Map<string, T>();

	/**
	 * @param token of the changes that the tile was looked up with
	 * @param now the moment it was looked up for
	 */
	remember(path: string, token: string, now: Date, tile: T): void {
		const quarter = quarterOf(now);
		// An answer that was overtaken is not hot.
		if (quarter < this.#quarter) return;
		if (token !== this.#token || quarter !== this.#quarter || this.#tiles.size >= MOST)
			this.#tiles = new Map();
		this.#token = token;
		this.#quarter = quarter;
		this.#tiles.set(path, tile);
	}

	find(path: string, token: string, now: Date): T | undefined {
		return token === this.#token && quarterOf(now) === this.#quarter ? this.#tiles.get(path) : undefined;
	}
}

const quarterOf = (now: Date) => Math.floor(now.getTime() / QUARTER_MS);
