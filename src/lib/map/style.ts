/** The map's style out of its look: sources and ordered layers, and how a living map is brought from one to another. */
import type {
	GeoJSONSourceSpecification,
	LayerSpecification,
	Map as MapLibreMap,
	SourceSpecification,
	StyleSpecification
} from 'maplibre-gl';
import type { OuterBasemap } from './contract.ts';
import {
	ANCHORED_SLOTS,
	isShown,
	LAYER_ORDER,
	slotRank,
	type AnchoredSlot,
	type ShownLayers
} from './layer-order.ts';
import type { TilePlace } from './paint/cover.ts';
import { areaLayers } from './layers/areas.ts';
import { groundLayers } from './layers/ground.ts';
import { gridLayers, statesLayers } from './layers/grids.ts';
import { markLayers } from './layers/mark.ts';
import { nameLayers } from './layers/names.ts';
import { placeLayers } from './layers/places.ts';
import { roadLayers } from './layers/roads.ts';
import { selectionLayers } from './layers/selection.ts';
import type { Look, SlotLayer } from './layers/slot.ts';

export const TILE_SETS = ['ground', 'areas', 'grids', 'facilities', 'incidents', 'greening'] as const;

/** Soft, from the north-west as on paper maps: raised buildings keep their colour on all sides. */
const LIGHT = { anchor: 'map', position: [1.3, 315, 35], intensity: 0.18 } as const;

const NOTHING: GeoJSONSourceSpecification['data'] = { type: 'FeatureCollection', features: [] };

/**
 * Where layers drawn by deck.gl or by ourselves are put: a background that never shows, at the top of each slot that
 * has some. (They can only be placed below a layer of the style.)
 */
const ANCHOR = 'top-of-';
const SILENT = 'silent-';
export const anchorOf = (slot: AnchoredSlot) => ANCHOR + slot;

/** All layers of a look, from the bottom to the top. */
export function layersOf(look: Look): SlotLayer[] {
	const layers = [
		...groundLayers(look),
		...statesLayers(),
		...roadLayers(look),
		...gridLayers(look),
		...areaLayers(look),
		...placeLayers(look),
		...selectionLayers(look),
		...ANCHORED_SLOTS.map((slot) => ({ slot, layer: anchor(slot) })),
		// The source's tiles are wanted for the overlay even though nothing of the style draws them.
		{ slot: 'incidents' as const, layer: silent('incident', 'incident') },
		{ slot: 'incidents' as const, layer: silent('incident-cell', 'incident_cell') },
		...nameLayers(look),
		...markLayers(look)
	];
	const rank = new Map(LAYER_ORDER.map(({ id }) => [id, slotRank(id)]));
	return layers
		.map((entry, at) => ({ entry, at }))
		.sort((a, b) => rank.get(a.entry.slot)! - rank.get(b.entry.slot)! || a.at - b.at)
		.map(({ entry }) => entry);
}

const anchor = (slot: AnchoredSlot): LayerSpecification => ({
	id: anchorOf(slot),
	type: 'background',
	paint: { 'background-opacity': 0 },
	layout: { visibility: 'none' }
});

const silent = (id: string, sourceLayer: string): LayerSpecification => ({
	id: SILENT + id,
	type: 'circle',
	source: 'incidents',
	'source-layer': sourceLayer,
	paint: { 'circle-radius': 1, 'circle-opacity': 0 }
});

/** @param origin scheme and host of the page: tiles are fetched by a worker, which knows no relative addresses. */
export function styleOf(
	look: Look,
	shown: ShownLayers,
	origin: string,
	basemap: OuterBasemap | null
): StyleSpecification {
	const sources: Record<string, SourceSpecification> = {
		selection: { type: 'geojson', data: NOTHING },
		hatch: { type: 'geojson', data: NOTHING },
		position: { type: 'geojson', data: NOTHING },
		measured: { type: 'geojson', data: NOTHING },
		mark: { type: 'geojson', data: NOTHING }
	};
	for (const set of TILE_SETS) sources[set] = { type: 'vector', url: `${origin}/tiles/${set}.json` };
	sources.states = { type: 'vector', tiles: [statesTiles(origin, look.duty)], minzoom: 14, maxzoom: 16 };
	const layers = layersOf(look).map((entry) => {
		const visibility = isLayerSeen(entry, shown, look) ? 'visible' : 'none';
		return { ...entry.layer, layout: { ...entry.layer.layout, visibility } } as LayerSpecification;
	});
	if (basemap?.raster) {
		sources.outer = {
			type: 'raster',
			tiles: basemap.raster,
			tileSize: 256,
			maxzoom: 18,
			...(basemap.attribution ? { attribution: basemap.attribution } : {})
		};
		layers.unshift({ id: 'outer', type: 'raster', source: 'outer' });
		layers.unshift({
			id: 'ground',
			type: 'background',
			paint: { 'background-color': look.theme.ground }
		});
	}
	// No glyph server: every character is drawn from the device's own fonts (themes.ts).
	return { version: 8, light: { ...LIGHT, position: [...LIGHT.position] }, sources, layers };
}

/** Whether a layer is to be seen, for what is switched on and what is chosen. */
export function isLayerSeen({ slot, layer }: SlotLayer, shown: ShownLayers, look: Look): boolean {
	if (layer.id.startsWith(ANCHOR)) return false;
	// The tiles of incidents serve the heat as well: the overlay decides what is drawn of them.
	if (layer.id.startsWith(SILENT)) return shown.incidents || shown.heat;
	// A layer that is not seen asks for no tiles: without a duty there are none to ask for.
	if (layer.id === 'states' && look.duty === '') return false;
	// What is chosen is shown, whatever is switched off.
	if (layer.id === 'hatch') return true;
	return isShown(slot, shown);
}

/**
 * Changes only what differs, so that tiles, feature states and the overlay's layers stay: MapLibre's own setStyle
 * would take the overlay's layers away.
 */
export function applyLook(map: MapLibreMap, before: SlotLayer[], after: SlotLayer[]): void {
	const old = new Map(before.map(({ layer }) => [layer.id, layer]));
	for (const { layer } of after) {
		const was = old.get(layer.id);
		if (!was || !map.getLayer(layer.id)) continue;
		eachChange(was.paint, layer.paint, (name, value) => map.setPaintProperty(layer.id, name, value));
		eachChange(was.layout, layer.layout, (name, value) => map.setLayoutProperty(layer.id, name, value));
		if (was.minzoom !== layer.minzoom || was.maxzoom !== layer.maxzoom)
			map.setLayerZoomRange(layer.id, layer.minzoom ?? 0, layer.maxzoom ?? 24);
		const [oldFilter, filter] = [
			'filter' in was ? was.filter : null,
			'filter' in layer ? layer.filter : null
		];
		if (!same(oldFilter, filter)) map.setFilter(layer.id, filter ?? null);
	}
}

function eachChange(
	was: object | undefined,
	is: object | undefined,
	set: (name: string, value: unknown) => void
) {
	const [before, after] = [(was ?? {}) as Record<string, unknown>, (is ?? {}) as Record<string, unknown>];
	for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
		if (!same(before[name], after[name])) set(name, after[name]);
	}
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

export const tileAddress = (origin: string, set: string, { z, x, y }: TilePlace) =>
	`${origin}/tiles/${set}/${z}/${x}/${y}`;

export const statesTiles = (origin: string, duty: string) =>
	`${origin}/tiles/states/{z}/{x}/{y}?duty=${encodeURIComponent(duty)}`;
