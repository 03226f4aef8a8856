import { boxOfBounds } from '../../domain/tile/box.ts';
import { boundsMeet, tileBounds, type Bounds, type TileAddress } from './address.ts';
import type { Changes } from './versions.ts';

const BOUNDS_TABLES = ['area_boundary', 'grid', 'road', 'water', 'green_space', 'facility', 'jurisdiction'];

interface Known {
	/** Of the changes that reach beyond it. */
	readonly version: string;
	/** The list of changes with which it was last seen to be true. */
	token: string;
	readonly value: Bounds | undefined;
}

/**
 * Where there is ground. Worked out again when a change reaches beyond it: what changed inside leaves it as it is, or
 * a little too wide, which costs an empty tile.
 */
export class GroundBounds {
	readonly #read: () => Promise<Bounds | undefined>;
	#known: Known | undefined;
	#reading: { token: string; value: Promise<Bounds | undefined> } | undefined;

	/** @param read undefined where there is no ground at all */
	constructor(read: () => Promise<Bounds | undefined>) {
		this.#read = read;
	}

	/** Those that were read before, when no change since reaches beyond them. */
	held(changes: Changes): { readonly value: Bounds | undefined } | undefined {
		const known = this.#known;
		if (known && known.token !== changes.token && known.version === versionBeyond(changes, known.value))
			known.token = changes.token;
		return known?.token === changes.token ? known : undefined;
	}

	async at(changes: Changes): Promise<Bounds | undefined> {
		const held = this.held(changes);
		if (held) return held.value;
		// A thousand who ask at once share one reading, but not one of an earlier list.
		if (this.#reading?.token !== changes.token) this.#reading = { token: changes.token, value: this.#read() };
		const reading = this.#reading;
		const value = await reading.value.finally(() => {
			if (this.#reading === reading) this.#reading = undefined;
		});
		this.#known = { version: versionBeyond(changes, value), token: changes.token, value };
		return value;
	}
}

/** Whether a tile shows nothing because there is no ground. */
export const isOutside = (bounds: Bounds | undefined, address: TileAddress): boolean =>
	!bounds || !boundsMeet(bounds, tileBounds(address));

function versionBeyond(changes: Changes, bounds: Bounds | undefined): string {
	const [west, south, east, north] = bounds ? boxOfBounds(bounds) : [0, 0, 0, 0];
	const beyond = (w: number, s: number, e: number, n: number) =>
		w < west || s < south || e > east || n > north;
	return changes.version(BOUNDS_TABLES, bounds ? beyond : () => true);
}
