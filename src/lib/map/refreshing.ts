/** Tiles of a running map that have changed: those in sight are asked for at once, the others when the map moves. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { boxOfBounds, type Box } from '../domain/tile/box.ts';
import { isTouched, type ChangedSets } from '../domain/tile/changes.ts';
import { sharedRequests } from './shared-requests.ts';
import { TILE_SETS } from './style.ts';

const SETS: readonly string[] = [...TILE_SETS, 'states'];
/** A picture is larger than the place that it stands for: so much beyond the edge may be seen, share of the view. */
const BEYOND = 0.1;

export class Refreshing {
	readonly #map: MapLibreMap;
	readonly #painted: (sets: readonly string[]) => void;
	/** Sets of which something has changed out of sight. */
	readonly #behind = new Set<string>();

	/** @param painted told of the sets of which tiles are asked for anew */
	constructor(map: MapLibreMap, painted: (sets: readonly string[]) => void) {
		this.#map = map;
		this.#painted = painted;
		map.on('movestart', () => {
			if (this.#behind.size === 0) return;
			const behind = [...this.#behind];
			this.#behind.clear();
			this.#ask(behind);
		});
	}

	/** @param changes null: any tile may have changed */
	refresh(changes: ChangedSets | null): void {
		sharedRequests.renew(changes);
		const sight = boxInSight(this.#map);
		const sets = changes ? [...changes.keys()] : SETS;
		const seen = sets.filter((set) => changes === null || isTouched(changes, set, sight));
		for (const set of sets) this.#behind.add(set);
		for (const set of seen) this.#behind.delete(set);
		this.#ask(seen);
	}

	/** MapLibre asks for all tiles of a set that it shows, and forgets those that it does not. */
	#ask(sets: readonly string[]): void {
		if (sets.length === 0) return;
		this.#painted(sets);
		for (const set of sets) if (this.#map.getSource(set)) this.#map.refreshTiles(set);
	}
}

function boxInSight(map: MapLibreMap): Box {
	const bounds = map.getBounds();
	const [west, south, east, north] = boxOfBounds([
		bounds.getWest(),
		bounds.getSouth(),
		bounds.getEast(),
		bounds.getNorth()
	]);
	const [right, up] = [BEYOND * (east - west), BEYOND * (north - south)];
	return [west - right, south - up, east + right, north + up];
}
