/**
 * deck.gl within MapLibre's own layers. It is as large as the rest of the page together, so this room is only ever
 * fetched by a dynamic import.
 */
import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Picked } from './contract.ts';
import type { AnchoredSlot } from './layer-order.ts';
import { anchorOf } from './style.ts';

export class DeckOverlay {
	readonly #map: MapLibreMap;
	readonly #deck = new MapLibreOverlay({ interleaved: true, layers: [] });
	/** Layers of the map in which deck.gl draws. */
	#places: readonly string[] = [];

	constructor(map: MapLibreMap) {
		this.#map = map;
		map.addControl(this.#deck);
	}

	/**
	 * Every layer lies where it belongs among the map's own. While tiles are on their way deck.gl cannot take its places,
	 * and lies on top of all: whoever draws does so again when the map is idle.
	 */
	get inPlace(): boolean {
		return this.#places.every((place) => this.#map.getLayer(place));
	}

	/** @param given those that do not say beneath which slot they lie are put beneath `incidents`, above all names */
	draw(given: readonly Layer[]): void {
		const layers = given.map((layer) => (beforeOf(layer) ? layer : layer.clone(beneath('incidents'))));
		this.#places = layers.map((layer) => placeOf(beforeOf(layer)!));
		this.#deck.setProps({ interleaved: true, layers });
	}

	/**
	 * What a pickable layer has drawn at a point of the screen.
	 * @param radius how far from it, pixels
	 * @param layers ids of those that count; all that are pickable when left out
	 */
	pick(x: number, y: number, radius: number, layers?: string[]): Picked | null {
		const found = this.#deck.pickObject({ x, y, radius, ...(layers && { layerIds: layers }) });
		return found?.layer ? { layer: found.layer.id, object: found.object ?? null, index: found.index } : null;
	}

	close(): void {
		this.#map.removeControl(this.#deck);
	}
}

const beforeOf = ({ props }: Layer) => (props as { beforeId?: string }).beforeId;

/** Name that the overlay gives to its place below a layer. */
const placeOf = (beforeId: string) => `deck-maplibre-layer-group-before:${beforeId}`;

/** Of a layer of deck.gl: that it lies at the top of a slot. `beforeId` belongs to the overlay, not to deck.gl. */
export const beneath = (slot: AnchoredSlot) => ({ beforeId: anchorOf(slot) }) as object;

/** Marks lie on the paper, not between raised buildings. */
export const FLAT = { parameters: { depthCompare: 'always', depthWriteEnabled: false } } as const;
